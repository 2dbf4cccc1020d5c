//! Where the visitor was on each page, so that Back leads to the same place.

use std::cell::RefCell;

use crate::dom;

/// How far each page was scrolled when it was left, CSS pixels.
#[derive(Default)]
pub(super) struct Positions(RefCell<Vec<(String, f64)>>);

impl Positions {
    /// The page at `path` is left as it is now.
    pub(super) fn remember(&self, path: String) {
        let y = dom::window().scroll_y().unwrap_or(0.0);
        let mut positions = self.0.borrow_mut();
        positions.retain(|(known, _)| *known != path);
        positions.push((path, y));
    }

    /// Where the page at `path` was left.
    pub(super) fn recall(&self, path: &str) -> Option<f64> {
        let positions = self.0.borrow();
        let position = positions.iter().find(|(known, _)| known == path);
        position.map(|(_, y)| *y)
    }
}
