//! A family of actors, shown as a card with a drawing.

use nec_ess_domain::named;
use serde::{Deserialize, Serialize};

/// `[[families]]` in the keys of a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FamilyKeys {
    /// Pairs the family with its twin.
    pub(crate) id: String,
    /// What is drawn on its card.
    pub(crate) drawing: Drawing,
    /// The heading.
    pub(crate) title: String,
    /// What belongs to it, plain text.
    #[serde(default)]
    pub(crate) text: Option<String>,
    /// Names of some that belong to it.
    #[serde(default)]
    pub(crate) examples: Vec<String>,
}

/// A family whose texts were read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Family {
    /// The place of its heading on the page.
    pub anchor: String,
    /// What is drawn on its card.
    pub drawing: Drawing,
    /// The heading, plain text.
    pub title: String,
    /// What belongs to it, plain text.
    pub text: Option<String>,
    /// Names of some that belong to it.
    pub examples: Vec<String>,
}

/// What can be drawn on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawing {
    /// A device that goes round between two people.
    Loop,
    /// People around an open book.
    Book,
    /// A stack of data that people share.
    Stack,
    /// People side by side on ground of their own.
    Platform,
}

named!(Drawing {
    Loop = "loop",
    Book = "book",
    Stack = "stack",
    Platform = "platform",
});
