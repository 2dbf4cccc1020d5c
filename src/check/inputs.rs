//! What the person has answered so far.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

use crate::dom;

/// The country that is chosen; "" while none is.
pub(super) fn country(root: &HtmlElement) -> String {
    dom::find(root, "select")
        .and_then(|select| select.dyn_into::<HtmlSelectElement>().ok())
        .map(|select| select.value())
        .unwrap_or_default()
}

/// What stands in the field for a postal code or a town.
pub(super) fn typed(root: &HtmlElement) -> String {
    dom::find(root, "[data-place] input[type=text]")
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Whether it is the first time, once that is answered.
pub(super) fn first_time(root: &HtmlElement) -> Option<bool> {
    let chosen = dom::find(root, "[data-first-time] input:checked")?;
    Some(chosen.get_attribute("value")? == "yes")
}
