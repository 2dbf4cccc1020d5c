//! What only forms and the check need of the page.

mod fields;
mod json;
mod moves;
mod surroundings;

pub(crate) use fields::{Fields, key_in, plain_forms};
pub(crate) use json::Json;
pub(crate) use moves::{
    arrive, bring_into_view, follow_inner_links, is_asked_for, lead_to, open_anew, page_age,
};
pub(crate) use surroundings::Surroundings;

use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element};

/// A number as text without what follows its point, written by the browser: Rust's tables for that are heavy.
pub(crate) fn digits(number: f64) -> String {
    js_sys::Number::from(number.floor())
        .to_string_with_radix(10)
        .map(String::from)
        .unwrap_or_default()
}

/// Marks `element` as one whose component is on its way.
pub(crate) fn set_coming(element: &Element) {
    let _ = element.toggle_attribute_with_force("data-coming", true);
}

/// The element with this id in the tree that `near` is part of.
pub(crate) fn by_id(near: &Element, id: &str) -> Option<Element> {
    let root = near.get_root_node();
    let selector = format!("[id='{id}']");
    match root.dyn_ref::<Document>() {
        Some(document) => document.query_selector(&selector),
        None => root
            .dyn_ref::<DocumentFragment>()?
            .query_selector(&selector),
    }
    .ok()?
}

/// Says to those who hear the page whether what `control` holds is refused.
pub(crate) fn set_invalid(control: &Element, is_invalid: bool) {
    let _ = if is_invalid {
        control.set_attribute("aria-invalid", "true")
    } else {
        control.remove_attribute("aria-invalid")
    };
}
