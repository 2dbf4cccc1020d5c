//! What a page load does once the page is there.

use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use crate::app::PageKind;
use crate::dom;
use crate::filter;

/// Does for focus, scroll and components what a page load would have done.
pub(super) fn arrive(kind: PageKind, scroll_to: Option<f64>) {
    attach(kind);
    if let Ok(event) = web_sys::Event::new("app:page") {
        // The start script brings what forms need.
        let _ = dom::document().dispatch_event(&event);
    }
    let target = dom::site::target();
    if let Some(heading) = dom::find(&dom::site::page(), "main h1") {
        focus_quietly(&heading);
    }
    match (scroll_to, target) {
        (Some(y), _) => dom::window().scroll_to_with_x_and_y(0.0, y),
        (None, Some(target)) => {
            dom::site::reveal(&target);
            if let Ok(target) = target.dyn_into::<HtmlElement>() {
                if target.tab_index() < 0 {
                    target.set_tab_index(-1);
                }
                focus_quietly(&target);
            }
        }
        (None, None) => dom::window().scroll_to_with_x_and_y(0.0, 0.0),
    }
}

/// Gives its component to what a page of this kind holds.
pub(super) fn attach(kind: PageKind) {
    match kind {
        PageKind::Filtered => filter::attach(),
        // The start script brings what these need.
        PageKind::Text | PageKind::Form | PageKind::Builder => {}
    }
}

/// Moves focus without scrolling.
fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}
