//! Small helpers around the DOM.

use wasm_bindgen::prelude::*;
#[cfg(feature = "forms")]
use web_sys::{CustomEvent, CustomEventInit, DocumentFragment, HtmlTemplateElement};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, NodeList, Window};

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

/// The first element of the page that `selector` names.
#[cfg(feature = "hydrate")]
pub(crate) fn find_in_page(selector: &str) -> Option<HtmlElement> {
    find(&document().document_element()?, selector)
}

/// Every element of the page that `selector` names.
#[cfg(feature = "hydrate")]
pub(crate) fn find_all_in_page(selector: &str) -> Vec<HtmlElement> {
    document()
        .query_selector_all(selector)
        .map(|list| elements(&list))
        .unwrap_or_default()
}

/// Every element within `root` that `selector` names.
#[cfg(feature = "forms")]
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

/// Calls `run` at each `event` on `target`. The browser drops it together with the target.
pub(crate) fn on(target: &EventTarget, event: &str, run: impl FnMut(Event) + 'static) {
    let callback = Closure::<dyn FnMut(Event)>::new(run).into_js_value();
    // Adding a listener fails for no target that exists.
    let _ = target.add_event_listener_with_callback(event, callback.unchecked_ref());
}

/// The text of a `data-…` attribute of `element`, or "".
pub(crate) fn data(element: &Element, name: &str) -> String {
    element
        .get_attribute(&format!("data-{name}"))
        .unwrap_or_default()
}

/// Sets the text of the element within `root` that `selector` names.
#[cfg(feature = "forms")]
pub(crate) fn set_text(root: &Element, selector: &str, text: &str) {
    if let Some(element) = find(root, selector) {
        element.set_text_content(Some(text));
    }
}

/// Takes everything out of `element`.
#[cfg(feature = "forms")]
pub(crate) fn empty(element: &Element) {
    element.set_text_content(None);
}

/// The content of the `<template>` within `root` that `selector` names.
#[cfg(feature = "forms")]
pub(crate) fn template(root: &Element, selector: &str) -> Option<DocumentFragment> {
    let template: HtmlTemplateElement = find(root, selector)?.dyn_into().ok()?;
    Some(template.content())
}

/// Puts a copy of the template within `root` that `selector` names into `place`, in the stead of
/// what was there.
#[cfg(feature = "forms")]
pub(crate) fn stamp(root: &Element, selector: &str, place: &Element) -> Option<()> {
    let copy = template(root, selector)?.clone_node_with_deep(true).ok()?;
    place.replace_children_with_node_1(&copy);
    Some(())
}

/// Tells the page around a component what has happened in it, by a bubbling event whose detail has
/// one member. Nothing that a person typed may be in it.
#[cfg(feature = "forms")]
pub(crate) fn announce(element: &Element, event: &str, member: &str, value: &str) {
    let detail = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&detail, &member.into(), &value.into());
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(event, &init) {
        let _ = element.dispatch_event(&event);
    }
}

/// Whether `element` stands in the page of somebody else: its title and its address are not ours.
#[cfg(feature = "forms")]
pub(crate) fn is_embedded(element: &Element) -> bool {
    element.closest(".soga-live").ok().flatten().is_some()
}

/// Opens every closed `<details>` around `element`, so that it can be seen.
#[cfg(feature = "hydrate")]
pub(crate) fn reveal(element: &Element) {
    let mut around = element.parent_element();
    while let Some(parent) = around {
        if parent.tag_name() == "DETAILS" {
            let _ = parent.set_attribute("open", "");
        }
        around = parent.parent_element();
    }
}
