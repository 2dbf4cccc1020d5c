//! What only forms and the check need of the page.

mod fields;
mod json;
mod moves;
mod surroundings;

pub(crate) use fields::{Fields, plain_forms};
pub(crate) use json::Json;
pub(crate) use moves::{arrive, page_age, reload, take_focus};
pub(crate) use surroundings::Surroundings;

use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element, HtmlInputElement};

use super::find_all;

/// The value of the radio button that is chosen among those that `selector` names.
pub(crate) fn checked_value(root: &Element, selector: &str) -> Option<String> {
    find_all(root, selector)
        .into_iter()
        .filter_map(|control| control.dyn_into::<HtmlInputElement>().ok())
        .find(HtmlInputElement::checked)
        .map(|control| control.value())
}

/// Marks `element` as one whose component is on its way.
pub(crate) fn set_coming(element: &Element) {
    let _ = element.toggle_attribute_with_force("data-coming", true);
}

/// Whether there is an element with this id in the tree that `near` is part of.
pub(crate) fn has_id(near: &Element, id: &str) -> bool {
    let root = near.get_root_node();
    let selector = format!("[id='{id}']");
    let found = match root.dyn_ref::<Document>() {
        Some(document) => document.query_selector(&selector),
        None => match root.dyn_ref::<DocumentFragment>() {
            Some(fragment) => fragment.query_selector(&selector),
            None => return false,
        },
    };
    found.is_ok_and(|found| found.is_some())
}
