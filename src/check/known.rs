//! What is known of where the seat is.

use nec_ess_domain::eligibility::{Km, PostalCode, Reach, Seat, judge};
use nec_ess_domain::places::Place;

/// Where the seat is, and how to speak of it.
#[derive(Clone, PartialEq)]
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
}

/// The seat of a near postal code: one place, or several that share a verdict.
pub(super) fn of_code(places: &[Place<'_>], radius: Km, code: PostalCode) -> Option<Known> {
    match places {
        [] => Some(Known::unnamed(Seat::Unknown)),
        [place] => Some(Known::place(place)),
        several if is_settled(several, radius) => {
            let reaches = several.iter().filter_map(|place| place.reach);
            Some(Known {
                seat: Seat::Place(reaches.reduce(Reach::join)?),
                name: code.as_str().to_owned(),
                is_area: false,
            })
        }
        _ => None,
    }
}

/// Whether all of `places` have the same verdict, so that nobody needs to choose.
pub(super) fn is_settled(places: &[Place<'_>], radius: Km) -> bool {
    let reason = |place: &Place<'_>| judge(true, place.seat(), radius).reason();
    places
        .windows(2)
        .all(|pair| reason(&pair[0]) == reason(&pair[1]))
}

/// Whether what was typed is the beginning of a name: two letters on end, which "F-78" has not.
pub(super) fn is_name(typed: &str) -> bool {
    let mut after_letter = false;
    typed.chars().any(|c| {
        let is_letter = c.is_ascii_alphabetic() || !(c.is_ascii() || c.is_whitespace());
        let is_second = is_letter && after_letter;
        after_letter = is_letter;
        is_second
    })
}
