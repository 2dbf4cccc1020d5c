//! The content of `<main>`.

use leptos::either::Either;
use leptos::prelude::*;

use super::context::Context;
use super::{home, text};

/// The content of `<main>` for the page in `context`.
#[component]
pub(crate) fn PageBody(context: Context) -> impl IntoView {
    if context.page.id == "event" {
        Either::Left(view! { <home::Home context /> })
    } else {
        Either::Right(view! { <text::TextPage context /> })
    }
}
