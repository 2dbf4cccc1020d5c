//! What a person sees when their form could not be read. Rendered natively only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::Lang;

/// Why a form could not be read. Nothing of it is known, so nothing can be put back into its fields:
/// only the browser still has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is longer than any form.
    TooLarge,
    /// It came in another shape than forms do.
    Unreadable,
}

impl Unread {
    /// The heading, also the browser's title.
    pub(crate) fn heading(site: &Site, lang: Lang) -> String {
        site.content(lang).forms.common.unread_title.clone()
    }
}

/// What happened, and the two ways back: the browser's own, and an empty form at `path`.
#[component]
pub(crate) fn UnreadView(site: Arc<Site>, lang: Lang, why: Unread, path: String) -> impl IntoView {
    let words = site.content(lang).forms.common.clone();
    let text = match why {
        Unread::TooLarge => words.too_large,
        Unread::Unreadable => words.unreadable,
    };
    view! {
        <div class="form-box">
            <h2>{words.unread_title}</h2>
            <p class="notice" role="alert">
                {text}
            </p>
            <p class="actions">
                <a class="button" href=path rel="external">
                    {words.unread_back}
                </a>
            </p>
        </div>
    }
}
