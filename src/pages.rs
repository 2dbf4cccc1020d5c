//! What stands inside `<main>`: one view per kind of page, and the blocks that its content asks for.

mod blocks;
mod home;
mod text;

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;
use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;

use crate::forms::state::FormState;
use crate::ssr::{Instead, PlacePaths};

/// What every view of a page draws from.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) site: Arc<Site>,
    pub(crate) lang: Lang,
    pub(crate) page: Arc<Page>,
    /// Where the browser finds the communes for the check.
    pub(crate) places: PlacePaths,
    /// What the page's form holds: nothing when prerendered, the given answers after a refusal.
    pub(crate) form: Arc<FormState>,
    /// Shown in the place of the page's blocks.
    pub(crate) receipt: Option<Instead>,
}

/// The content of `<main>` for the page in `context`.
#[component]
pub(crate) fn PageBody(context: Context) -> impl IntoView {
    if context.page.id == "event" {
        Either::Left(view! { <home::Home context /> })
    } else {
        Either::Right(view! { <text::TextPage context /> })
    }
}
