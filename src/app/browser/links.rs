//! Links: which of them the router follows, and which are the browser's.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::window_event_listener_untyped;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent, ScrollRestoration};

use crate::dom;

/// Leaves links within the page to the browser, which moves focus and marks the target; keeps the
/// router from scrolling before the next page is there; notes in `followed` when a link was followed.
pub(super) fn prepare(followed: Rc<Cell<bool>>) {
    restore_scroll(ScrollRestoration::Manual);
    // A reload restores the scroll position by itself only in the browser's own mode.
    let _ = window_event_listener_untyped("pagehide", |_| restore_scroll(ScrollRestoration::Auto));
    let on_click = dom::on(&dom::document(), "click", move |event| {
        let Some(link) = link_of(&event) else { return };
        let here = dom::window().location();
        let is_here = here.pathname().is_ok_and(|path| path == link.pathname())
            && here.origin().is_ok_and(|origin| origin == link.origin());
        if is_here && !link.hash().is_empty() {
            event.stop_propagation();
        } else if !is_here {
            followed.set(!opens_elsewhere(&event, &link));
            let _ = link.set_attribute("data-noscroll", "");
        }
    });
    // For the life of the document, as the router itself.
    std::mem::forget(on_click);
}

fn restore_scroll(mode: ScrollRestoration) {
    if let Ok(history) = dom::window().history() {
        let _ = history.set_scroll_restoration(mode);
    }
}

fn link_of(event: &Event) -> Option<HtmlAnchorElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("a[href]").ok()??.dyn_into().ok()
}

/// Whether the click opens another tab or saves a file, so that this page stays.
fn opens_elsewhere(event: &Event, link: &HtmlAnchorElement) -> bool {
    let has_modifier = event.dyn_ref::<MouseEvent>().is_some_and(|click| {
        click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key()
    });
    has_modifier || !link.target().is_empty() || link.has_attribute("download")
}
