//! The words of the filter of questions.

use serde::{Deserialize, Serialize};

use super::fill;

/// What the filter says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FilterText {
    /// How many questions are left; `{}` stands for the number.
    pub found: String,
    /// Said when none is left.
    pub none: String,
}

impl FilterText {
    /// What is said of `found` questions.
    #[must_use]
    pub fn say(&self, found: usize) -> String {
        match found {
            0 => self.none.clone(),
            found => fill(&self.found, &found.to_string()),
        }
    }
}
