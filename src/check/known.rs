//! What is known of where the seat is.

use nec_ess_domain::eligibility::{Km, PostalCode, Reach, Seat, judge};
use nec_ess_domain::places::Place;

/// Where the seat is, and how to speak of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) seat: Seat,
    /// The name of the place; empty where the words need none.
    pub(super) name: String,
    /// Whether it is several communes at once, of which one alone may be settled.
    pub(super) is_area: bool,
}

impl Known {
    pub(super) const fn unnamed(seat: Seat) -> Self {
        Self {
            seat,
            name: String::new(),
            is_area: false,
        }
    }

    pub(super) fn place(place: &Place<'_>) -> Self {
        Self {
            seat: place.seat(),
            name: place.name.to_owned(),
            is_area: place.is_area,
        }
    }

    /// The seat of a near postal code: one place, or several that share a verdict; `None` where it takes
    /// a choice.
    pub(super) fn of_code(places: &[Place<'_>], radius: Km, code: PostalCode) -> Option<Self> {
        match places {
            [] => Some(Self::unnamed(Seat::Unknown)),
            [place] => Some(Self::place(place)),
            several if is_settled(several, radius) => {
                let reaches = several.iter().filter_map(|place| place.reach);
                Some(Self {
                    seat: Seat::Place(reaches.reduce(Reach::join)?),
                    name: code.as_str().to_owned(),
                    is_area: false,
                })
            }
            _ => None,
        }
    }

    /// How near and how far it is, where that is known.
    pub(super) const fn reach(&self) -> Option<Reach> {
        match self.seat {
            Seat::Place(reach) => Some(reach),
            _ => None,
        }
    }
}

/// Whether all of `places` have the same verdict, so that nobody needs to choose.
pub(super) fn is_settled(places: &[Place<'_>], radius: Km) -> bool {
    let reason = |place: &Place<'_>| judge(true, place.seat(), radius).reason();
    places
        .windows(2)
        .all(|pair| reason(&pair[0]) == reason(&pair[1]))
}
