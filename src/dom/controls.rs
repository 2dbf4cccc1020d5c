//! What single controls hold.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::find;

/// What the text field or the list that `selector` names holds; "" where there is none.
pub(crate) fn value(root: &Element, selector: &str) -> String {
    let Some(control) = find(root, selector) else {
        return String::new();
    };
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
    let Some(control) = find(root, selector) else {
        return;
    };
    if let Some(list) = control.dyn_ref::<HtmlSelectElement>() {
        list.set_value(value);
    } else if let Some(field) = control.dyn_ref::<HtmlInputElement>() {
        field.set_value(value);
    }
}
