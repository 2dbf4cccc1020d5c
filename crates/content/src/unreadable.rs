//! What is known of files that cannot be used. Each is complained of once: its twin, its questions,
//! the menu and the links to it are right to count on it.

use std::collections::BTreeSet;

/// The files of one language that cannot be used.
#[derive(Debug, Default)]
pub(crate) struct Unreadable {
    /// Pages.
    pub(crate) pages: Vec<LostPage>,
    /// Questions.
    pub(crate) questions: Vec<LostQuestion>,
    /// Whether a folder could not be listed: anything may stand in it.
    pub(crate) folder: bool,
}

/// A page that cannot be used.
#[derive(Debug)]
pub(crate) struct LostPage {
    /// Its address, which its place gives.
    pub(crate) url: String,
    /// Its id, if that can be made out.
    pub(crate) id: Option<String>,
}

/// A question that cannot be used.
#[derive(Debug)]
pub(crate) struct LostQuestion {
    /// Id of its page.
    pub(crate) page: String,
    /// The file's name.
    pub(crate) name: String,
    /// Its anchor, if that can be made out.
    pub(crate) anchor: Option<String>,
}

impl Unreadable {
    /// Whether a page may exist under an id that cannot be told.
    pub(crate) fn hides_pages(&self) -> bool {
        self.folder || self.pages.iter().any(|page| page.id.is_none())
    }
}

/// Ids of pages that nobody has seen and that may exist all the same.
#[derive(Debug)]
pub(crate) enum Excused {
    /// None of them, or these.
    These(BTreeSet<String>),
    /// Any.
    All,
}

impl Excused {
    /// Whether `id` may be that of a page.
    pub(crate) fn has(&self, id: &str) -> bool {
        match self {
            Self::These(ids) => ids.contains(id),
            Self::All => true,
        }
    }
}
