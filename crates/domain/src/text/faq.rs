//! The words of the filter of questions.

use super::fill;
use crate::lines::lines;

/// What the filter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterText {
    /// How many questions are left; `{}` stands for the number.
    pub found: String,
    /// Said when none is left.
    pub none: String,
    /// Other words for each question, in their order on the page; "" for none.
    pub also: Vec<String>,
}

lines!(FilterText { found, none, also });

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
