//! How near and how far from the venue a place extends.

use super::{Km, MARGIN};

/// Bounds of the straight-line (geodesic, WGS84) distance between the venue and any point of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// No point of the place is nearer than this; 0 when the venue is inside, or when only `greatest` is known.
    pub least: Km,
    /// No point of the place is farther than this; `None` when only `least` is known.
    pub greatest: Option<Km>,
}

impl Reach {
    /// Whether every point of the place is more than `radius` from the venue, whatever the data's inaccuracy:
    /// [`MARGIN`] is more than that, so a place that begins just there is beyond.
    #[must_use]
    pub fn is_beyond(self, radius: Km) -> bool {
        self.least.hundredths() >= radius.hundredths().saturating_add(MARGIN.hundredths())
    }

    /// Whether no point of the place is more than `radius` from the venue, whatever the data's inaccuracy.
    #[must_use]
    pub fn is_within(self, radius: Km) -> bool {
        self.greatest.is_some_and(|greatest| {
            greatest.hundredths().saturating_add(MARGIN.hundredths()) <= radius.hundredths()
        })
    }

    /// The bounds of both places together: within when both are, beyond when both are.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            greatest: match (self.greatest, other.greatest) {
                (Some(one), Some(two)) => Some(one.max(two)),
                _ => None,
            },
        }
    }
}
