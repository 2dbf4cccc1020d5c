//! What a page tells the wasm.

use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;

/// The words that a component needs, as JSON beside its place. Browsers run nothing of it, and
/// policies do not ask about it.
#[component]
pub(crate) fn Data<T: Serialize + 'static>(words: Arc<T>) -> impl IntoView {
    let json = serde_json::to_string(&*words).expect("words are plain data");
    // "</script>" within a text must not end the element.
    let json = json.replace('<', "\\u003c");
    view! { <script type="application/json" data-words="" inner_html=json></script> }
}
