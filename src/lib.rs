//! The event's site, a Leptos single-page app.
//!
//! **What works without script is HTML and stays it; what exists only with script is a Leptos
//! component.** Pages, texts and form fields are rendered natively, once, and are never hydrated node by
//! node: a page that was translated, a password manager's icon or an editor's HTML cannot break them.
//! Components are mounted into their places among them. Where a page shows the same thing without
//! script, the same function renders it natively.
//!
//! One crate, four builds that never meet: `ssr` (native) renders every page to static HTML, for the
//! prerenderer and for the endpoint's answers; `site` (wasm) is the router and the filters;
//! `forms` (wasm) brings forms and the check, on the site and in other sites; `builder` (wasm) is for
//! the page that editors of other sites copy from. Texts of pages are in the HTML only.

// A form is one view with many attributes, and its type is as deep.
#![recursion_limit = "256"]

// For both programs; each says so in its first line.
#[cfg(any(feature = "ssr", feature = "site"))]
mod app;
#[cfg(any(feature = "ssr", feature = "builder"))]
mod builder;
#[cfg(any(feature = "ssr", feature = "check"))]
mod check;
#[cfg(any(feature = "ssr", feature = "forms"))]
mod forms;

// Native.
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod embed;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "pictures")]
pub mod pictures;
#[cfg(feature = "ssr")]
pub mod render;

// Browser.
#[cfg(feature = "browser")]
mod dom;
#[cfg(feature = "browser")]
mod entry;
#[cfg(feature = "site")]
mod filter;
