//! The words of a filter.

use super::fill;
use crate::lines::lines;

/// What a filter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterText {
    /// How much is left; `{}` stands for the number.
    pub found: String,
    /// Said when nothing is left.
    pub none: String,
}

lines!(FilterText { found, none });

impl FilterText {
    /// What is said of so much `found`.
    #[must_use]
    pub fn say(&self, found: usize) -> String {
        match found {
            0 => self.none.clone(),
            found => fill(&self.found, &found.to_string()),
        }
    }
}
