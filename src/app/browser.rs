//! The app in the browser: hydration, then the page that each address names. Browser only.

mod address;
mod arrival;
mod follow;
mod fragment;
mod header;
mod left;
mod links;
mod loaded;
mod offline;
mod positions;

use leptos::mount::hydrate_from;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use loaded::LoadedPage;

use super::{App, PageKind};
use crate::dom;

/// Hydrates the page, and gives its component to what it is.
pub(crate) fn start() {
    let Some(root) = dom::document().get_element_by_id("app") else {
        return;
    };
    let kind = PageKind::of(&root);
    hydrate_from(root.unchecked_into(), move || {
        let page = RwSignal::new(LoadedPage::unchanged(kind));
        provide_context(page);
        let main = Signal::derive(move || page.with(|page| page.main.clone()));
        view! { <App main follow=follow::follow /> }
    })
    .forget();
    arrival::attach(kind);
}
