//! The page that the wasm stands in: small helpers around the DOM. Browser only.

#[cfg(feature = "forms")]
mod breathe;
#[cfg(any(feature = "builder", feature = "check", feature = "site"))]
mod controls;
#[cfg(any(feature = "builder", feature = "forms"))]
mod copy;
mod data;
#[cfg(any(feature = "check", feature = "site"))]
mod fold;
mod listener;
mod lives;
mod place;
mod text;

#[cfg(feature = "forms")]
pub(crate) mod form;
#[cfg(feature = "site")]
pub(crate) mod site;

#[cfg(feature = "forms")]
pub(crate) use breathe::breathe;
#[cfg(any(feature = "builder", feature = "check"))]
pub(crate) use controls::value;
#[cfg(feature = "check")]
pub(crate) use controls::{checked_value, set_value};
#[cfg(feature = "site")]
pub(crate) use controls::{clear, values};
#[cfg(any(feature = "builder", feature = "forms"))]
pub(crate) use copy::copy;
pub(crate) use data::words;
#[cfg(any(feature = "check", feature = "site"))]
pub(crate) use fold::fold;
pub(crate) use listener::{Listener, on};
#[cfg(feature = "forms")]
pub(crate) use lives::has_component;
pub(crate) use lives::keep;
pub(crate) use place::put;
pub(crate) use text::Text;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, NodeList, Window};

/// The window.
pub(crate) fn window() -> Window {
    web_sys::window().expect("this code runs in pages only")
}

/// The document.
pub(crate) fn document() -> Document {
    window().document().expect("the window of a page has one")
}

/// The first element within `root` that `selector` names.
pub(crate) fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into().ok())
}

/// Marks `element` as one whose component is there, or as one without.
#[cfg(any(feature = "builder", feature = "forms"))]
pub(crate) fn set_live(element: &Element, is_live: bool) {
    let _ = element.remove_attribute("data-coming");
    let _ = element.toggle_attribute_with_force("data-live", is_live);
}

/// Every element within `root` that `selector` names.
pub(crate) fn find_all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    root.query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

fn elements(list: &NodeList) -> Vec<HtmlElement> {
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}
