//! What only the site's own pages need.

use web_sys::Element;

use super::document;

/// The page's root element.
pub(crate) fn page() -> Element {
    let root = document().document_element();
    root.expect("a document that runs scripts has a root")
}
