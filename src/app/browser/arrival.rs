//! What a page load does once the page is there.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use crate::app::PageKind;
use crate::dom;
use crate::faq;

/// Does for focus, scroll and components what a page load would have done.
pub(super) fn arrive(kind: PageKind, scroll_to: Option<f64>) {
    attach(kind);
    if let Ok(event) = web_sys::Event::new("app:page") {
        // The start script brings what forms need.
        let _ = dom::document().dispatch_event(&event);
    }
    let hash = dom::window().location().hash().unwrap_or_default();
    let target = target(&hash);
    if let Some(heading) = dom::find(&dom::site::page(), "main h1") {
        focus_quietly(&heading);
    }
    match (scroll_to, target) {
        (Some(y), _) => dom::window().scroll_to_with_x_and_y(0.0, y),
        (None, Some(target)) => {
            reveal(&target);
            target.scroll_into_view();
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
        PageKind::Questions => faq::attach(),
        // The start script brings what these need.
        PageKind::Text | PageKind::Form | PageKind::Builder => {}
    }
}

/// The element that `hash` names.
pub(super) fn target(hash: &str) -> Option<Element> {
    let id = js_sys::decode_uri_component(hash.trim_start_matches('#')).ok()?;
    dom::document().get_element_by_id(&String::from(id))
}

/// Moves focus without scrolling.
fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Opens every closed `<details>` around `element`, and shows what a filter has hidden of it, so that it can be seen.
pub(super) fn reveal(element: &Element) {
    let mut around = element.parent_element();
    while let Some(parent) = around {
        if parent.tag_name() == "DETAILS" {
            let _ = parent.set_attribute("open", "");
        }
        let _ = parent.remove_attribute("hidden");
        around = parent.parent_element();
    }
}
