//! Data that pages and answers hold.

use js_sys::{JSON, JsString};
use serde::de::DeserializeOwned;
use web_sys::Element;

use super::find;

/// The words that the page has for the component in `root`; `None` when they are those of another
/// version of the site, so that the component stays the HTML that it is.
pub(crate) fn words<T: DeserializeOwned>(root: &Element) -> Option<T> {
    read_json(&find(root, "[data-words]")?.text_content()?)
}

/// `text` as JSON of the shape `T`. By the browser's own reader, which costs no wasm.
pub(crate) fn read_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_wasm_bindgen::from_value(JSON::parse(text).ok()?).ok()
}

/// `text` folded for comparison, whatever its letters: by the browser's own tables, which cost no wasm.
pub(crate) fn fold(text: &str) -> String {
    nec_ess_domain::fold(&String::from(JsString::from(text).normalize("NFKD")))
}
