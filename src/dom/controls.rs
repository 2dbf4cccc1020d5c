//! What single controls hold.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

#[cfg(any(feature = "builder", feature = "check"))]
use super::find;
#[cfg(any(feature = "check", feature = "site"))]
use super::find_all;

/// What the text field or the list that `selector` names holds; "" where there is none.
#[cfg(any(feature = "builder", feature = "check"))]
pub(crate) fn value(root: &Element, selector: &str) -> String {
    find(root, selector).map_or_else(String::new, |control| as_field(&control).value())
}

/// What all text fields and lists within `root` hold, as words in a row.
#[cfg(feature = "site")]
pub(crate) fn values(root: &Element) -> String {
    let mut values = String::new();
    for control in controls(root) {
        values.push_str(&as_field(&control).value());
        values.push(' ');
    }
    values
}

/// Empties all text fields within `root`, and sets each list to its entry without a value.
#[cfg(feature = "site")]
pub(crate) fn clear(root: &Element) {
    for control in controls(root) {
        as_field(&control).set_value("");
    }
}

#[cfg(feature = "site")]
fn controls(root: &Element) -> Vec<HtmlElement> {
    find_all(root, "input,select")
}

/// Puts `value` into the text field or the list that `selector` names.
#[cfg(feature = "check")]
pub(crate) fn set_value(root: &Element, selector: &str, value: &str) {
    if let Some(control) = find(root, selector) {
        as_field(&control).set_value(value);
    }
}

/// The value of the radio button that is chosen among those that `selector` names.
#[cfg(feature = "check")]
pub(crate) fn checked_value(root: &Element, selector: &str) -> Option<String> {
    find_all(root, selector)
        .into_iter()
        .filter_map(|control| control.dyn_into::<HtmlInputElement>().ok())
        .find(HtmlInputElement::checked)
        .map(|control| control.value())
}

/// A list has its value where a field has it, so that one way to reach it serves both, and costs less wasm than two.
fn as_field(control: &HtmlElement) -> &HtmlInputElement {
    control.unchecked_ref()
}
