//! What a seat is judged by.

use serde::{Deserialize, Serialize};

use super::{Department, Km, Seat};
use crate::countries;
use crate::lines::lines;

/// How far from the venue a seat must be, and where that takes a closer look. It follows from the facts of the event and
/// the table of places when the site is built.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Terms {
    /// The seat must be farther than this from the venue, kilometres in a straight line.
    pub radius_km: u32,
    /// The départements with a place that is not wholly beyond the radius, or with its postal code. Any other is beyond.
    pub near: Vec<Department>,
    /// The countries that come so close to the venue that a seat there may be within the radius. Any other is beyond.
    pub near_countries: Vec<String>,
}

lines!(Terms {
    radius_km,
    near,
    near_countries
});

impl Terms {
    /// The radius.
    #[must_use]
    pub const fn radius(&self) -> Km {
        Km::from_km(self.radius_km)
    }

    /// Whether a place of `department` may be within the radius.
    #[must_use]
    pub fn is_near(&self, department: Department) -> bool {
        self.near.contains(&department)
    }

    /// A seat in the country of that code, which is not France.
    #[must_use]
    pub fn abroad(&self, country: &str) -> Seat {
        if self.near_countries.iter().any(|near| near == country) {
            Seat::Unknown
        } else {
            Seat::Abroad
        }
    }
}

impl Default for Terms {
    /// Where nothing is known of the venue: every seat may be within the radius, so that each is to be confirmed.
    fn default() -> Self {
        Self {
            radius_km: 0,
            near: Department::all().collect(),
            near_countries: countries::ALL.map(str::to_owned).to_vec(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::Lines;
    use crate::eligibility::{Answer, judge};

    /// They reach the browser as lines, and the endpoint as JSON.
    #[test]
    fn round_trip() {
        let terms = Terms {
            radius_km: 30,
            near: ["01", "2A", "69", "974"]
                .map(|code| Department::parse(code).unwrap())
                .to_vec(),
            near_countries: vec!["CH".into()],
        };
        assert_eq!(terms.to_lines(), "30\n4\n01\n2A\n69\n974\n1\nCH");
        assert_eq!(Terms::from_lines(&terms.to_lines()), Some(terms));
        assert_eq!(Terms::from_lines("30\n1\n99\n0"), None);
    }

    /// A country that begins within the radius is for the organisers to settle; the others are beyond it.
    #[test]
    fn countries_near_the_venue() {
        let terms = Terms {
            radius_km: 20,
            near: Vec::new(),
            near_countries: vec!["BE".into()],
        };
        let answer = |country| judge(true, terms.abroad(country), &terms).answer();
        assert_eq!(answer("BE"), Answer::Confirm);
        assert_eq!(answer("DE"), Answer::Yes);
    }

    /// Nothing is said of any seat where nothing is known of the venue.
    #[test]
    fn nothing_known() {
        let terms = Terms::default();
        for seat in [
            terms.abroad("BE"),
            terms.abroad(countries::OTHER),
            Seat::Department(Department::parse("75").unwrap()),
            Seat::Department(Department::parse("987").unwrap()),
        ] {
            assert_eq!(
                judge(true, seat, &terms).answer(),
                Answer::Confirm,
                "{seat:?}"
            );
        }
    }
}
