//! Places to choose from.

use super::known::Known;
use super::{Files, Query};
use crate::eligibility::{Answer, Seat, judge};
use crate::places::{Place, search};

/// How many places a name offers at the most, if no more bear just this name: more are no help, a longer name is.
const OFFERED: usize = 8;

/// A place to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The name with its département: no two places share it.
    pub label: String,
    /// Where the choice leads.
    pub known: Known,
}

/// The places to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// In the order in which they are shown.
    pub places: Vec<Offer>,
    /// Whether any of them bears just the name that was typed.
    pub has_exact: bool,
    /// Whether nobody need choose: no other place than the only one here can be meant.
    pub is_settled: bool,
}

impl Offer {
    fn of(place: &Place<'_>) -> Self {
        Self::called(place, "")
    }

    /// The area of the sorting office of that name; nothing is known of it where no office is known.
    fn of_area(place: &Place<'_>) -> Self {
        let mut offer = Self::called(&place.as_area(), " CEDEX");
        if place.area.is_none() {
            offer.known = Known::unnamed(Seat::Unknown);
        }
        offer
    }

    fn called(place: &Place<'_>, ending: &str) -> Self {
        Self {
            label: format!("{}{ending} ({})", place.name, place.department.as_str()),
            known: Known::place(place),
        }
    }
}

impl Offers {
    /// The places that `query` may mean; none where a postal code settles it. `fold` folds a name as
    /// [`search`] wants it.
    #[must_use]
    pub fn of(query: &Query, files: &Files, fold: fn(&str) -> String) -> Self {
        let Some(near) = files.near.here() else {
            return Self::default();
        };
        let terms = &files.terms;
        match query {
            Query::Code { code, town, .. } => {
                let mut places = near.by_code(*code);
                if Known::near_code(*code, &places, terms).is_some() {
                    return Self::default();
                }
                let town = fold(town);
                let meant = places.iter().position(|place| fold(place.name) == town);
                if let Some(meant) = meant {
                    places = vec![places[meant]];
                }
                Self {
                    places: places.iter().map(Offer::of).collect(),
                    has_exact: meant.is_some(),
                    is_settled: meant.is_some(),
                }
            }
            Query::Name { name, is_cedex } => {
                let elsewhere = files.elsewhere.here();
                let mut found = search(&fold(name), Some(near), elsewhere, OFFERED);
                let is_settled = found.exact == 1
                    && match found.places.split_first() {
                        Some((one, _)) if one.reach.is_some() => {
                            elsewhere.is_some() || !one.has_namesake
                        }
                        // A near place that only begins like that may be called so for short: Évry, Saint-Ouen.
                        Some((_, others)) => others.iter().all(|other| {
                            let answer = judge(true, other.seat(), terms).answer();
                            other.reach.is_none() || answer == Answer::Yes && !is_cedex
                        }),
                        None => false,
                    };
                if is_settled {
                    // Whoever means another one types on.
                    found.places.truncate(1);
                }
                let places = found.places.iter().map(|place| {
                    // Of a far place its département is enough.
                    if *is_cedex && place.reach.is_some() {
                        Offer::of_area(place)
                    } else {
                        Offer::of(place)
                    }
                });
                Self {
                    places: places.collect(),
                    has_exact: found.exact > 0,
                    is_settled,
                }
            }
            _ => Self::default(),
        }
    }
}
