//! Moves between pages and within them.

use web_sys::{HtmlElement, MouseEvent};

use crate::dom::{document, find, window};

/// Leads a person to what has come into `place`: focus goes to the heading that `selector` names, and
/// our own page takes `title` for its own.
pub(crate) fn arrive(place: &HtmlElement, selector: &str, title: Option<&str>) {
    let heading = find(place, selector);
    if let Some(heading) = &heading {
        let _ = heading.focus();
    }
    if let Some(title) = title {
        document().set_title(title);
        place.scroll_into_view();
    } else if let Some(heading) = heading {
        heading.scroll_into_view();
    }
}

/// Loads the page anew instead of what the click would do.
pub(crate) fn reload(click: &MouseEvent) {
    click.prevent_default();
    // Not for the router either.
    click.stop_propagation();
    let _ = window().location().reload();
}

/// When the page was opened, milliseconds since 1970, and how long ago that is.
pub(crate) fn page_age() -> (f64, f64) {
    let clock = window().performance();
    clock.map_or((0.0, f64::MAX), |clock| (clock.time_origin(), clock.now()))
}
