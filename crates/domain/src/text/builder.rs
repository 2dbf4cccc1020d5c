//! The words of the page for editors of other sites, and the components that it offers.

use crate::lines::lines;

/// A component that can be shown in another site, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Its address on our site.
    pub path: String,
    /// What it is, in words.
    pub title: String,
    /// The name of its tag, after `soga-`.
    pub kind: String,
    /// The tag of its language.
    pub lang: String,
    /// The page whose questions it shows, where it shows those of one.
    pub page: Option<String>,
    /// The address of the page of our site that shows the same.
    pub link: String,
    /// The height to reserve for it, px.
    pub height: u32,
}

lines!(Offer {
    path,
    title,
    kind,
    lang,
    page,
    link,
    height
});

/// What the builder says, and what it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuilderText {
    /// Said once the lines are in the clipboard.
    pub copied: String,
    /// Said where the browser refuses to copy.
    pub selected: String,
    /// The address that our site is published at.
    pub origin: String,
    /// Every component, in the order of the list.
    pub offers: Vec<Offer>,
}

lines!(BuilderText {
    copied,
    selected,
    origin,
    offers
});
