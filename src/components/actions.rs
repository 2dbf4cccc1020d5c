//! Button links.

use leptos::prelude::*;
use nec_ess_content::Action;

/// One button link.
#[derive(Clone)]
pub(crate) struct ActionLink {
    pub(crate) href: String,
    pub(crate) label: String,
    /// Whether it leaves the site.
    pub(crate) outside: bool,
}

impl From<Action> for ActionLink {
    fn from(action: Action) -> Self {
        Self {
            href: action.url,
            label: action.label,
            outside: action.outside,
        }
    }
}

/// A row of button links; the first is the main one.
#[component]
pub(crate) fn ActionLinks(actions: Vec<ActionLink>) -> impl IntoView {
    view! {
        <p class="actions">
            {actions
                .into_iter()
                .enumerate()
                .map(|(index, action)| {
                    let class = if index == 0 { "button button-main" } else { "button" };
                    view! {
                        <a class=class href=action.href rel=action.outside.then_some("external")>
                            {action.label}
                        </a>
                        " "
                    }
                })
                .collect_view()}
        </p>
    }
}
