//! The app: a router around the `<main>` of the page.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

/// The HTML inside `<main>`.
///
/// Native: the page's own. In the browser it starts as "", which hydration takes for "leave what is
/// there", and becomes the HTML of each page that is navigated to.
#[derive(Clone, Copy)]
pub(crate) struct MainHtml(pub(crate) RwSignal<String>);

/// The part of the document that the wasm hydrates: everything inside `<div id="app">`.
#[component]
pub(crate) fn App(
    /// What `<main>` holds.
    main: MainHtml,
) -> impl IntoView {
    provide_context(main);
    view! {
        <Router>
            <FlatRoutes fallback=Page>
                <Route path=path!("/*any") view=Page />
            </FlatRoutes>
        </Router>
    }
}

/// Every route shows a page that was rendered beforehand, so one view serves them all.
#[component]
fn Page() -> impl IntoView {
    let MainHtml(html) = expect_context();
    #[cfg(feature = "hydrate")]
    crate::browser::navigation::follow(html);
    view! { <main id="main" tabindex="-1" inner_html=move || html.get()></main> }
}
