//! What says that a page could not be had.

use crate::dom;

/// Says so, or no longer.
pub(super) fn say(is_offline: bool) {
    if let Some(message) = dom::find(&dom::site::page(), ".offline") {
        message.set_hidden(!is_offline);
    }
}
