//! The page that the app shows.

use nec_ess_domain::Named;
use web_sys::Element;

use crate::app::PageKind;

/// A page, rendered beforehand.
#[derive(Clone, Debug)]
pub(crate) struct LoadedPage {
    /// The document's title.
    pub(crate) title: String,
    /// The path of the same page in the other language.
    pub(crate) twin: String,
    /// What comes alive on it.
    pub(crate) kind: PageKind,
    /// The HTML inside `<main>`.
    pub(crate) main: String,
}

impl LoadedPage {
    /// The page that the document came with, which stays as it is.
    pub(super) const fn unchanged(kind: PageKind) -> Self {
        Self {
            title: String::new(),
            twin: String::new(),
            kind,
            main: String::new(),
        }
    }
}

impl PageKind {
    /// The kind that `element` says; text for one of a later version, which nothing comes alive on.
    pub(super) fn of(element: &Element) -> Self {
        let name = element.get_attribute("data-kind");
        name.and_then(|name| Self::from_name(&name))
            .unwrap_or(Self::Text)
    }
}
