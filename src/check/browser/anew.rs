//! Loads the page anew where the site has another version by now, whose files have other names.

use std::cell::Cell;

use web_sys::Storage;

use crate::dom::window;

/// What the answers stand under, in this tab only, from the moment before the page goes to the moment after it is back.
const KEPT: &str = "nec-ess:check";

thread_local! {
    /// Whether this page is one that was loaded anew: it is not loaded again, whatever is missing now.
    static IS_ANEW: Cell<bool> = const { Cell::new(false) };
}

/// Loads the page anew, once, so that [`recall`] gives `answers` then. What the forms of the page hold is in their drafts.
/// Nothing happens where the browser keeps nothing.
pub(super) fn load(answers: &str) {
    if IS_ANEW.get() {
        return;
    }
    let is_kept = storage().is_some_and(|storage| storage.set_item(KEPT, answers).is_ok());
    if is_kept {
        let _ = window().location().reload();
    }
}

/// The answers that were given before the page was loaded anew; they are kept no longer.
pub(super) fn recall() -> Option<String> {
    let storage = storage()?;
    let answers = storage.get_item(KEPT).ok()??;
    let _ = storage.remove_item(KEPT);
    IS_ANEW.set(true);
    Some(answers)
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
