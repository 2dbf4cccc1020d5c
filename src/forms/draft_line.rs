//! Says that the answers are kept on the device, and takes them off it.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The line below a form. The page shows it from the start, so that nothing moves when its button
/// begins to work; no browser without script shows it.
#[component]
pub(crate) fn DraftLine<F: Fn(MouseEvent) + 'static>(
    /// What is kept, and for how long.
    note: String,
    /// The button's text.
    clear: String,
    /// Someone pressed the button.
    on_clear: F,
) -> impl IntoView {
    view! {
        {note}
        " "
        <button class="link" type="button" on:click=on_clear>
            {clear}
        </button>
    }
}
