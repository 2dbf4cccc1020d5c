//! Words that pages hold.

use nec_ess_domain::Lines;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTemplateElement};

use super::find;

/// The words that the page has for the component in `root`; `None` when they are those of another
/// version of the site, so that the component stays the HTML that it is.
pub(crate) fn words<T: Lines>(root: &Element) -> Option<T> {
    let template: HtmlTemplateElement = find(root, "[data-words]")?.dyn_into().ok()?;
    T::from_lines(&template.content().text_content()?)
}
