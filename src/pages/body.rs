//! The content of `<main>`.

use leptos::either::Either;
use leptos::prelude::*;
use nec_ess_content::Known;

use super::context::Context;
use super::{home, text};

/// The content of `<main>` for the page in `context`.
#[component]
pub(crate) fn PageBody(context: Context) -> impl IntoView {
    if context.page.is(Known::Event) {
        Either::Left(view! { <home::Home context /> })
    } else {
        Either::Right(view! { <text::TextPage context /> })
    }
}
