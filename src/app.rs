//! The app: a router around the `<main>` of the page. For both programs.

mod current;
mod kind;

#[cfg(feature = "site")]
pub(crate) mod browser;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

pub(crate) use current::current;
pub(crate) use kind::PageKind;

/// The part of the document that the wasm hydrates: everything inside `<div id="app">`.
#[component]
pub(crate) fn App(
    /// The HTML inside `<main>`. "" leaves what is there: that is how hydration begins.
    main: Signal<String>,
    /// Called within the router: from now on `main` is that of the page that the address names. Natively
    /// it stays what it is.
    follow: fn(),
) -> impl IntoView {
    // One view serves every address, since every page was rendered beforehand. One route too: another
    // would make a new `<main>`.
    let page = move || {
        follow();
        view! { <main id="main" tabindex="-1" inner_html=move || main.get()></main> }
    };
    view! {
        <Router>
            <FlatRoutes fallback=page>
                <Route path=path!("/:lang?/*slug") view=page />
            </FlatRoutes>
        </Router>
    }
}
