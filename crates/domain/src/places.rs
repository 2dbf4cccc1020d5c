//! French places by postal code and by name, with their distances from the venue, as the browser holds them.
//!
//! Two text files, both made by `nec-ess-content` from `data/places/communes.tsv`:
//! [`Near`] holds the départements that come within the radius, with postal codes and distances (some 10 KB
//! compressed; fetched once what is typed may be in it); [`Elsewhere`] holds the names of all other places
//! (about 170 KB; fetched only when someone looks for a place by name that [`Near`] lacks). Nothing is needed for a
//! seat abroad or for a postal code of another département: [`crate::eligibility`] settles those.

mod elsewhere;
mod names;
mod near;
mod search;

use crate::eligibility::{Department, Reach, Seat};

pub use elsewhere::Elsewhere;
pub use near::Near;
pub use search::{Found, search};

/// The first line of the file that [`Near::parse`] reads.
pub const NEAR_HEADER: &str = "places-near 2";
/// The last line of that file, by which it is known to be whole.
pub const NEAR_END: &str = "end\n";
/// The first line of the file that [`Elsewhere::parse`] reads.
pub const ELSEWHERE_HEADER: &str = "places-elsewhere 2";

/// How populations are ranked in the files: 18 classes, written "a" (unknown) to "r".
pub const RANKS: u8 = 18;

/// A place that a person can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its département: no two places of one département share a name.
    pub department: Department,
    /// How near and how far it is from the venue; `None` outside the file of near places.
    pub reach: Option<Reach>,
    /// Whether it is not one commune but the area that a mail-sorting office stands for ("91191 Cedex", "La
    /// Défense"): the commune of that name and those around it. When such a place is to be confirmed, the town's own
    /// name can settle it.
    pub is_area: bool,
    /// Whether a place of [`Elsewhere`] has the same name; told of places of [`Near`] only.
    pub has_namesake: bool,
    /// How near and how far the addressees of the sorting office of this name are; `None` where no office is known.
    pub area: Option<Reach>,
}

impl Place<'_> {
    /// The area of the sorting office of this name: that of all who have "CEDEX" in their address. In a near
    /// département nothing is known of it where no office is.
    #[must_use]
    pub const fn as_area(self) -> Self {
        Self {
            reach: self.area,
            is_area: true,
            ..self
        }
    }

    /// The place as a seat to be judged.
    #[must_use]
    pub const fn seat(&self) -> Seat {
        match self.reach {
            Some(reach) => Seat::Place(reach),
            None => Seat::Department(self.department),
        }
    }
}

/// The file is not one of ours: cut short, of another version, or an error page in its stead.
///
/// Not an error to show: the place is then unknown, and the organisers settle it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;
