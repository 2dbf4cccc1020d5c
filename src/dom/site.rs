//! What only the site's own pages need.

use web_sys::Element;

use super::{document, window};

/// The page's root element.
pub(crate) fn page() -> Element {
    let root = document().document_element();
    root.expect("a document that runs scripts has a root")
}

/// What the address names within the page.
pub(crate) fn target() -> Option<Element> {
    let hash = window().location().hash().unwrap_or_default();
    let id = js_sys::decode_uri_component(hash.trim_start_matches('#')).ok()?;
    document().get_element_by_id(&String::from(id))
}

/// Whether `element` cannot be seen, or something around it.
pub(crate) fn is_hidden(element: &Element) -> bool {
    element
        .closest("[hidden]")
        .is_ok_and(|hidden| hidden.is_some())
}

/// Opens every closed `<details>` around `element`, so that it can be seen, and scrolls to it.
pub(crate) fn reveal(element: &Element) {
    let mut around = element.parent_element();
    while let Some(parent) = around {
        if parent.tag_name() == "DETAILS" {
            let _ = parent.set_attribute("open", "");
        }
        around = parent.parent_element();
    }
    element.scroll_into_view();
}
