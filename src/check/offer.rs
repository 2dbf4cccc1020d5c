//! Places to choose from.

use nec_ess_domain::eligibility::Km;
use nec_ess_domain::places::{Elsewhere, Near, Place, search};

use super::known::{Known, is_settled};
use super::query::Query;

/// How many places a name offers at the most: more are no help, a longer name is.
const OFFERED: usize = 8;

/// A place to choose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    /// The name with its département: no two places share it.
    pub(super) label: String,
    /// Where the choice leads.
    pub(super) known: Known,
}

impl Offer {
    fn of(place: &Place<'_>) -> Self {
        Self {
            label: format!("{} ({})", place.name, place.department.as_str()),
            known: Known::place(place),
        }
    }

    /// The places that `query` may mean; none where a postal code settles it. `fold` folds a name as
    /// [`search`] wants it.
    pub(super) fn all(
        query: &Query,
        near: &Near,
        elsewhere: Option<&Elsewhere>,
        radius: Km,
        fold: impl FnOnce(&str) -> String,
    ) -> Vec<Self> {
        let places = match query {
            Query::Code(code) => {
                let places = near.by_code(*code);
                if is_settled(&places, radius) {
                    return Vec::new();
                }
                places
            }
            Query::Name(typed) => search(&fold(typed), Some(near), elsewhere, OFFERED).places,
            Query::Nothing => return Vec::new(),
        };
        places.iter().map(Self::of).collect()
    }
}
