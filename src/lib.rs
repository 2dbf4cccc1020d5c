//! The site of NEC ESS 2025, a Leptos single-page app.
//!
//! One crate, three builds that never meet: `ssr` (native) renders every page to static HTML, for the
//! prerenderer and for the endpoint's answers; `hydrate` (wasm) takes over the site's pages in the
//! browser: the router and the FAQ's filter; `forms` (wasm) brings forms and the check to life, on
//! the site and wherever they are embedded. Texts of pages are in the HTML only.

// A form is one view with many attributes, and its type is as deep.
#![recursion_limit = "256"]

#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod app;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(feature = "ssr", feature = "forms"))]
mod check;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "browser")]
mod dom;
#[cfg(feature = "ssr")]
mod embed;
#[cfg(any(feature = "ssr", feature = "forms"))]
mod forms;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod ssr;

/// Takes over the page that the visitor is looking at. Called by the start script once the wasm is
/// there; everything on the page has worked without it until then.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    browser::start();
}

/// Gives behaviour to the forms and to the check that stand in `root`, once each; what has it
/// already is left alone. Called by the start script of the site and by the script of the embeds.
#[cfg(feature = "forms")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn enliven(root: &web_sys::Element) {
    forms::behaviour::attach_all(root);
    check::behaviour::attach_all(root);
}
