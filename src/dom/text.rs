//! Text that changes.

use leptos::prelude::*;

/// Text that changes. It is the text of an element of its own, and not a text node that the wasm
/// holds: programs that translate a page take text nodes out.
#[component]
pub(crate) fn Text(
    /// What is said.
    text: Signal<String>,
) -> impl IntoView {
    view! { <span prop:textContent=move || text.get()></span> }
}
