//! What is known of where the seat is.

use crate::eligibility::{Department, PostalCode, Seat, Terms, judge};
use crate::places::Place;

/// Where the seat is, and how to speak of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The seat to be judged.
    pub seat: Seat,
    /// The name of the place, or its postal code; empty where nothing was named.
    pub name: String,
    /// Its département, where there is a name.
    pub department: Option<Department>,
    /// What the name is that of.
    pub subject: Subject,
}

/// What a name is that of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One place.
    Place,
    /// The area of a sorting office: several communes, of which one alone may be settled.
    Area,
    /// All communes of a postal code.
    Code,
}

impl Known {
    /// A seat that has no name.
    #[must_use]
    pub const fn unnamed(seat: Seat) -> Self {
        Self {
            seat,
            name: String::new(),
            department: None,
            subject: Subject::Place,
        }
    }

    /// A seat in `place`.
    #[must_use]
    pub fn place(place: &Place<'_>) -> Self {
        Self {
            seat: place.seat(),
            name: place.name.to_owned(),
            department: Some(place.department),
            subject: if place.is_area {
                Subject::Area
            } else {
                Subject::Place
            },
        }
    }

    /// A seat with the postal code `code` of another département than the near ones: that is all it takes.
    #[must_use]
    pub fn far_code(code: PostalCode) -> Self {
        Self {
            name: code.as_str().to_owned(),
            department: Some(code.department()),
            ..Self::unnamed(Seat::Department(code.department()))
        }
    }

    /// The seat of a near postal code, which `places` have: one place, or several that share an answer; `None` where it
    /// takes a choice.
    #[must_use]
    pub fn near_code(code: PostalCode, places: &[Place<'_>], terms: &Terms) -> Option<Self> {
        match places {
            [] => Some(Self::unnamed(Seat::Unknown)),
            [place] => Some(Self::place(place)),
            several => {
                let mut answers = several
                    .iter()
                    .map(|place| judge(true, place.seat(), terms).answer());
                let first = answers.next()?;
                if answers.any(|other| other != first) {
                    return None;
                }
                // Where one of them is not known, nothing is of all.
                let joined = several
                    .iter()
                    .map(|place| place.reach)
                    .reduce(|one, other| Some(one?.join(other?)))
                    .flatten();
                Some(Self {
                    seat: joined.map_or(Seat::Unknown, Seat::Place),
                    name: code.as_str().to_owned(),
                    department: Some(code.department()),
                    subject: Subject::Code,
                })
            }
        }
    }
}
