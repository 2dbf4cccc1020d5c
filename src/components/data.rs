//! What a page tells the wasm. Native only.

use leptos::prelude::*;
use nec_ess_domain::Lines;

/// The words that a component needs, beside its place. In a `template`, which no browser shows and no
/// program that translates pages touches.
#[component]
pub(crate) fn Data<T: Lines>(
    /// The words.
    words: T,
) -> impl IntoView {
    view! { <template data-words="">{words.to_lines()}</template> }
}
