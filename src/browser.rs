//! The app in the browser: hydration, then navigation and the behaviour of the FAQ.

mod faq_filter;
pub(crate) mod navigation;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::{App, MainHtml};

/// Hydrates the page and brings its filter to life.
pub(crate) fn start() {
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    leptos::mount::hydrate_from(root.unchecked_into(), || {
        view! { <App main=MainHtml(RwSignal::new(String::new())) /> }
    })
    .forget();
    faq_filter::attach();
}

/// Gives behaviour to the page that navigation has put into `<main>`. Its forms are for the start
/// script, which hears of the new page by an event.
fn enliven() {
    faq_filter::attach();
    if let Ok(event) = web_sys::Event::new("app:page") {
        let _ = document().dispatch_event(&event);
    }
}
