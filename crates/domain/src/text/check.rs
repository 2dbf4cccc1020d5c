//! The words of the reimbursement check.

use crate::check::{Finding, Known, Said, Subject};
use crate::eligibility::{Answer, Km, Reason, Seat, Terms};
use crate::lines::lines;
use crate::named;
use crate::named::Table;

/// What to do after a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Send the request.
    Request,
    /// Dispute the verdict.
    Dispute,
    /// Let the address decide.
    Confirm,
    /// The same where the name of the commune can settle more than the area did.
    NameCommune,
}

named!(NextStep {
    Request = "yes",
    Dispute = "no",
    Confirm = "confirm",
    NameCommune = "area",
});

/// The words of the check in one language, and the facts that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckText {
    /// What seats are judged by.
    pub terms: Terms,
    /// Stands before the decimals of a number.
    pub separator: char,
    /// The file of the near places, on our site.
    pub near: String,
    /// The file of all other French places, on our site.
    pub elsewhere: String,
    /// Label of the choice between several places.
    pub choose: String,
    /// The choice for a place that is not offered.
    pub another: String,
    /// What is said beside the field for the place.
    pub said: Table<Said>,
    /// The button that asks for the place names again.
    pub retry: String,
    /// How the area of a mail-sorting office is spoken of; `{place}` stands for its name.
    pub area: String,
    /// How all the communes of a postal code are spoken of; `{place}` stands for the code.
    pub code_area: String,
    /// The names of the départements, each after its code: "78Yvelines".
    pub departments: Vec<String>,
    /// The short verdicts.
    pub headlines: Table<Answer>,
    /// Why, with `{place}`, `{least}` and `{greatest}` for the place and its distances.
    pub reasons: Table<Reason>,
    /// What to do now.
    pub next: Table<NextStep>,
    /// The link to the request.
    pub to_request: String,
}

lines!(CheckText {
    terms,
    separator,
    near,
    elsewhere,
    choose,
    another,
    said,
    retry,
    area,
    code_area,
    departments,
    headlines,
    reasons,
    next,
    to_request
});

impl CheckText {
    /// Why, for what was found.
    #[must_use]
    pub fn because(&self, finding: &Finding) -> String {
        let reach = match finding.known.seat {
            Seat::Place(reach) => Some(reach),
            _ => None,
        };
        let km = |km: Option<Km>| km.map_or_else(String::new, |km| km.text(self.separator));
        self.reasons
            .get(finding.verdict.reason())
            .replace("{place}", &self.place(&finding.known))
            .replace("{least}", &km(reach.map(|reach| reach.least)))
            .replace("{greatest}", &km(reach.and_then(|reach| reach.greatest)))
    }

    /// How a place is spoken of: with its département, and as what it is.
    fn place(&self, known: &Known) -> String {
        let mut place = known.name.clone();
        if let Some(department) = &known.department {
            let code = department.as_str();
            let mut names = self.departments.iter();
            let name = names.find_map(|line| line.strip_prefix(code));
            for part in [" (", code, ", ", name.unwrap_or_default(), ")"] {
                place.push_str(part);
            }
        }
        match known.subject {
            Subject::Place => place,
            Subject::Area => self.area.replace("{place}", &place),
            Subject::Code => self.code_area.replace("{place}", &place),
        }
    }
}

impl NextStep {
    /// What to do after what was found.
    #[must_use]
    pub fn after(finding: &Finding) -> Self {
        match finding.verdict.answer() {
            Answer::Yes => Self::Request,
            Answer::No => Self::Dispute,
            Answer::Confirm if finding.known.subject == Subject::Area => Self::NameCommune,
            Answer::Confirm => Self::Confirm,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::eligibility::{Department, PostalCode, Reach, judge};
    use crate::named::Named;

    fn terms() -> Terms {
        Terms {
            radius_km: 20,
            near: Vec::new(),
            near_countries: Vec::new(),
        }
    }

    /// Words that show what they are filled with.
    fn text() -> CheckText {
        fn named<K: Named>() -> Table<K> {
            Table::new(|key: K| Some(format!("{}: {{place}} {{least}} {{greatest}}", key.name())))
                .unwrap()
        }
        CheckText {
            terms: terms(),
            separator: ',',
            near: String::new(),
            elsewhere: String::new(),
            choose: String::new(),
            another: String::new(),
            said: named(),
            retry: String::new(),
            area: "the area {place}".into(),
            code_area: "the code {place}".into(),
            departments: vec!["20Corse".into(), "91Essonne".into()],
            headlines: named(),
            reasons: named(),
            next: named(),
            to_request: String::new(),
        }
    }

    fn because(known: Known) -> String {
        let verdict = judge(true, known.seat, &terms());
        text().because(&Finding { verdict, known })
    }

    fn saclay(subject: Subject) -> Known {
        Known {
            seat: Seat::Place(Reach {
                least: Km::from_hundredths(1500),
                greatest: Some(Km::from_hundredths(1992)),
            }),
            name: "Saclay".into(),
            department: Department::parse("91"),
            subject,
        }
    }

    /// A place is named with its département, and spoken of as what it is.
    #[test]
    fn places_are_named() {
        for (subject, expected) in [
            (
                Subject::Place,
                "close_within: Saclay (91, Essonne) 15 19,92",
            ),
            (
                Subject::Area,
                "close_within: the area Saclay (91, Essonne) 15 19,92",
            ),
            (
                Subject::Code,
                "close_within: the code Saclay (91, Essonne) 15 19,92",
            ),
        ] {
            assert_eq!(because(saclay(subject)), expected);
        }
        let corsica = Known::far_code(PostalCode::parse("20000").unwrap());
        assert_eq!(because(corsica), "department_beyond: 20000 (20, Corse)  ");
        assert_eq!(because(Known::unnamed(Seat::Abroad)), "abroad:   ");
    }

    /// Only an area that is to be confirmed asks for the name of the commune.
    #[test]
    fn next_steps() {
        let next = |known: Known| {
            let verdict = judge(true, known.seat, &terms());
            NextStep::after(&Finding { verdict, known })
        };
        assert_eq!(next(saclay(Subject::Area)), NextStep::NameCommune);
        assert_eq!(next(saclay(Subject::Place)), NextStep::Confirm);
        assert_eq!(next(Known::unnamed(Seat::Abroad)), NextStep::Request);
    }
}
