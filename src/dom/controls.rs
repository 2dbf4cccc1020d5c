//! What single controls hold.

use wasm_bindgen::JsCast;
#[cfg(any(feature = "builder", feature = "forms"))]
use web_sys::Element;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

#[cfg(any(feature = "builder", feature = "forms"))]
use super::find;

/// What the text field or the list that `selector` names holds; "" where there is none.
#[cfg(any(feature = "builder", feature = "forms"))]
pub(crate) fn value(root: &Element, selector: &str) -> String {
    find(root, selector).map_or_else(String::new, |control| value_of(&control))
}

/// What a text field or a list holds.
pub(crate) fn value_of(control: &HtmlElement) -> String {
    match control.dyn_ref::<HtmlSelectElement>() {
        Some(list) => list.value(),
        None => control
            .dyn_ref::<HtmlInputElement>()
            .map_or_else(String::new, HtmlInputElement::value),
    }
}

/// Puts `value` into the text field or the list that `selector` names.
#[cfg(feature = "forms")]
pub(crate) fn set_value(root: &Element, selector: &str, value: &str) {
    if let Some(control) = find(root, selector) {
        set_value_of(&control, value);
    }
}

/// Puts `value` into a text field or a list.
#[cfg(any(feature = "forms", feature = "site"))]
pub(crate) fn set_value_of(control: &HtmlElement, value: &str) {
    if let Some(list) = control.dyn_ref::<HtmlSelectElement>() {
        list.set_value(value);
    } else if let Some(field) = control.dyn_ref::<HtmlInputElement>() {
        field.set_value(value);
    }
}
