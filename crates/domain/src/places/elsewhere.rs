//! The file of all the other places.

use super::names::Names;
use super::{ELSEWHERE_HEADER, Malformed, Place};

/// The names of the places that the file of near places has not: all of them beyond the radius.
///
/// The file: the header, then names and ranks as in [`Near`](super::Near), départements in the order of their codes,
/// the most populous place first in each.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    pub(super) names: Names,
}

impl Elsewhere {
    /// Reads the file.
    ///
    /// # Errors
    /// When `text` is not that file.
    pub fn parse(text: String) -> Result<Self, Malformed> {
        let (names, end) = Names::parse(text, ELSEWHERE_HEADER)?;
        if end == names.text().len() {
            Ok(Self { names })
        } else {
            Err(Malformed)
        }
    }

    /// Every place, in the order of the file.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.names.len()).map(|index| self.names.place(index))
    }
}
