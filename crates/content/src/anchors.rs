//! The places within pages that links lead to, checked once every page of both languages is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::ContentError;

/// The places that pages offer, and those that texts use.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// By the page's URL.
    offered: BTreeMap<String, BTreeSet<String>>,
    /// URLs of pages some of whose places cannot be told before another mistake is mended.
    open: BTreeSet<String>,
    uses: Vec<AnchorUse>,
}

/// A link to a place within a page.
#[derive(Clone, Debug)]
pub(crate) struct AnchorUse {
    pub(crate) url: String,
    pub(crate) anchor: String,
    /// What to say, and where, if the page has no such place.
    pub(crate) error: ContentError,
}

impl Anchors {
    /// The page `url` has the place `anchor`; `false` if it already had it.
    pub(crate) fn offer(&mut self, url: &str, anchor: impl Into<String>) -> bool {
        let offered = self.offered.entry(url.to_owned()).or_default();
        offered.insert(anchor.into())
    }

    /// The places of the page `url` so far.
    pub(crate) fn of(&self, url: &str) -> Vec<String> {
        let offered = self.offered.get(url).into_iter().flatten();
        offered.cloned().collect()
    }

    /// The page `url` may have places that cannot be told.
    pub(crate) fn open(&mut self, url: &str) {
        self.open.insert(url.to_owned());
    }

    /// Links that were written.
    pub(crate) fn used(&mut self, uses: Vec<AnchorUse>) {
        self.uses.extend(uses);
    }

    /// Complains of each link to a place that its page does not have.
    pub(crate) fn check(self, errors: &mut Vec<ContentError>) {
        for used in self.uses {
            let is_offered = self
                .offered
                .get(&used.url)
                .is_some_and(|anchors| anchors.contains(&used.anchor));
            if !is_offered && !self.open.contains(&used.url) {
                errors.push(used.error);
            }
        }
    }
}
