//! Button links.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Action, Known, Moment, Site};
use nec_ess_domain::{Form, Lang, Schedule, forms};

use super::timed::{During, Timed};

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

/// What is worth a visit once the event is over.
const AFTERWARDS: [&str; 2] = ["studies", "articles"];

/// The same row as time passes: without what leads to a form once registration is closed; and once the event is over,
/// what there is to read in the place of the registration.
#[component]
pub(crate) fn TimedActions(
    site: Arc<Site>,
    lang: Lang,
    moment: Moment,
    actions: Vec<ActionLink>,
) -> impl IntoView {
    let Schedule { closes, ends, .. } = site.event.schedule();
    let leads_to = |action: &ActionLink, form: &'static Form| {
        action.href == site.known_url(lang, Known::of_form(form))
    };
    let (to_forms, others): (Vec<_>, Vec<_>) = actions
        .iter()
        .cloned()
        .partition(|action| site.event.forms().any(|form| leads_to(action, form)));
    if to_forms.is_empty() {
        return view! { <ActionLinks actions /> }.into_any();
    }
    let registers = to_forms
        .iter()
        .any(|action| leads_to(action, &forms::REGISTRATION));
    let afterwards = AFTERWARDS.iter().filter(|_| registers).filter_map(|id| {
        Some(ActionLink {
            href: site.page(lang, id)?.url.clone(),
            label: site.content(lang).words.actions.get(*id)?.clone(),
            outside: false,
        })
    });
    let over: Vec<_> = afterwards.chain(others.iter().cloned()).collect();
    let row = |actions: Vec<ActionLink>, from, until| {
        let timed = Timed::new(moment, from, until).filter(|_| !actions.is_empty());
        view! {
            <During timed>
                <ActionLinks actions />
            </During>
        }
    };
    view! {
        {row(actions, None, Some(closes))}
        {(closes < ends).then(|| row(others, Some(closes), Some(ends)))}
        {row(over, Some(ends), None)}
    }
    .into_any()
}
