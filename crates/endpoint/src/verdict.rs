//! Whether an organisation gets the reimbursement, as far as its request says it.

use std::path::Path;

use nec_ess::render::PlacePaths;
use nec_ess_domain::eligibility::{Answer, Department, PostalCode, Seat, Terms, judge};
use nec_ess_domain::places::{Near, Place};
use nec_ess_domain::{Answers, countries, fold};

/// What is needed to judge a request.
pub(crate) struct Judge {
    terms: Terms,
    /// Nothing where the site was built without it: then what it would settle is open.
    near: Option<Near>,
}

impl Judge {
    /// By the terms of `places`, with its file below `dist`, if it is there.
    pub(crate) fn new(places: &PlacePaths, dist: &Path) -> Self {
        let path = places.near.trim_start_matches('/');
        let text = (!path.is_empty()).then(|| std::fs::read_to_string(dist.join(path)));
        Self {
            terms: places.terms.clone(),
            near: text
                .and_then(Result::ok)
                .and_then(|text| Near::parse(text).ok()),
        }
    }

    /// The verdict on the request `answers`. It is for people who take part for the first time: the form asks for
    /// them alone.
    pub(crate) fn of(&self, answers: &Answers) -> Answer {
        let judged = |seat| judge(true, seat, &self.terms).answer();
        let country = answers.first("country");
        if country != countries::FRANCE {
            return judged(self.terms.abroad(country));
        }
        let Some(code) = PostalCode::parse(answers.first("postal_code")) else {
            return judged(Seat::Unknown);
        };
        if code.department() == Department::MONACO {
            return judged(self.terms.abroad(countries::OTHER));
        }
        let department = judged(Seat::Department(code.department()));
        let Some(near) = self.near.as_ref().filter(|_| department == Answer::Confirm) else {
            return department;
        };
        let places = near.by_code(code);
        let town = fold(answers.first("city"));
        let named: Vec<&Place<'_>> = places
            .iter()
            .filter(|place| fold(place.name) == town)
            .collect();
        // Of several places with one code, the town's name tells which; otherwise they have to agree.
        let candidates = if named.is_empty() {
            places.iter().collect()
        } else {
            named
        };
        let mut answers = candidates.iter().map(|place| judged(place.seat()));
        let Some(first) = answers.next() else {
            return department;
        };
        if answers.all(|answer| answer == first) {
            first
        } else {
            Answer::Confirm
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use nec_ess_content::places::{self, Table};

    use super::*;

    fn of(near: Option<Near>, country: &str, postal_code: &str, city: &str) -> Answer {
        let judge = Judge {
            terms: table().terms,
            near,
        };
        let answers = [
            ("country", country),
            ("postal_code", postal_code),
            ("city", city),
        ];
        judge.of(&answers.into_iter().collect())
    }

    fn table() -> Table {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let event = places::event(&root.join("content")).unwrap();
        places::read(&root.join("data/places/communes.tsv"), &event).unwrap()
    }

    /// The file of communes, as the site has it.
    fn file() -> String {
        places::browser_files(&table()).near
    }

    /// Abroad and far away need no data; near the venue nothing is said without it.
    #[test]
    fn without_data() {
        assert_eq!(of(None, "BE", "1000", "Bruxelles"), Answer::Yes);
        assert_eq!(of(None, "FR", "69003", "Lyon"), Answer::Yes);
        assert_eq!(of(None, "FR", "98000", "Monaco"), Answer::Yes);
        assert_eq!(of(None, "FR", "75007", "Paris"), Answer::Confirm);
        assert_eq!(of(None, "FR", "?", "Paris"), Answer::Confirm);
    }

    /// A country that comes as near as the radius is not taken for far away, nor is anything where no terms are known.
    #[test]
    fn near_countries_and_no_terms() {
        let mut terms = table().terms;
        terms.near_countries = vec!["BE".into()];
        let judged = |terms: Terms, country: &str| {
            let judge = Judge { terms, near: None };
            judge.of(&[("country", country)].into_iter().collect())
        };
        assert_eq!(judged(terms.clone(), "BE"), Answer::Confirm);
        assert_eq!(judged(terms.clone(), "DE"), Answer::Yes);
        // Monaco is as any country that the list does not name.
        terms.near_countries = vec!["other".into()];
        let judge = Judge { terms, near: None };
        let monaco = [("country", "FR"), ("postal_code", "98000")];
        assert_eq!(judge.of(&monaco.into_iter().collect()), Answer::Confirm);
        assert_eq!(judged(Terms::default(), "DE"), Answer::Confirm);
    }

    /// With the communes, the code and the town settle what they can.
    #[test]
    fn with_data() {
        let near = || Some(Near::parse(file()).unwrap());
        assert_eq!(of(near(), "FR", "75007", "Paris"), Answer::No);
        assert_eq!(of(near(), "FR", "77300", "Fontainebleau"), Answer::Yes);
        assert_eq!(of(near(), "FR", "77300", "?"), Answer::Yes);
        assert_eq!(of(near(), "FR", "78999", "?"), Answer::Confirm);
    }

    /// The file is the one that the site names; without it what it would settle is open.
    #[test]
    fn beside_the_pages() {
        let dist = tempfile::tempdir().unwrap();
        std::fs::create_dir(dist.path().join("assets")).unwrap();
        std::fs::write(dist.path().join("assets/near.txt"), file()).unwrap();
        for (path, is_there) in [
            ("/assets/near.txt", true),
            ("/assets/no.txt", false),
            ("", false),
        ] {
            let places = PlacePaths {
                near: path.into(),
                ..PlacePaths::default()
            };
            let judge = Judge::new(&places, dist.path());
            assert_eq!(judge.near.is_some(), is_there, "{path}");
        }
    }
}
