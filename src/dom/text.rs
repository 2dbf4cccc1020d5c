//! Text that changes.

use leptos::prelude::*;

/// Text that changes. It is the text of an element of its own, and not a text node that the wasm
/// holds: programs that translate a page take text nodes out.
#[component]
pub(crate) fn Text<T: Fn() -> String + Send + Sync + 'static>(
    /// What is said.
    text: T,
) -> impl IntoView {
    view! { <span prop:textContent=text></span> }
}
