//! Button links.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Action, Known, Moment, Site};
use nec_ess_domain::{Form, Lang, forms};

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

/// The same row as time passes: without what leads to a form once that is closed; and once the event is over, what comes
/// next and what there is to read in the place of the registration.
#[component]
pub(crate) fn TimedActions(
    site: Arc<Site>,
    lang: Lang,
    moment: Moment,
    actions: Vec<ActionLink>,
) -> impl IntoView {
    let event = &site.event;
    let leads_to = |action: &ActionLink, form: &'static Form| {
        action.href == site.known_url(lang, Known::of_form(form))
    };
    // When what it leads to closes, where that is a form.
    let closes = |action: &ActionLink| {
        let form = event.forms().find(|form| leads_to(action, form))?;
        Some(event.schedule_of(form).closes)
    };
    let mut borders: Vec<i64> = actions.iter().filter_map(closes).collect();
    borders.sort_unstable();
    borders.dedup();
    if borders.is_empty() {
        return view! { <ActionLinks actions /> }.into_any();
    }
    let ends = event.schedule().ends;
    if !borders.contains(&ends) {
        borders.push(ends);
    }
    let registers = actions
        .iter()
        .any(|action| leads_to(action, &forms::REGISTRATION));
    let next = event.next.iter().map(|next| ActionLink {
        href: next.url.clone(),
        label: next.label.get(lang).to_owned(),
        outside: true,
    });
    let to_read = AFTERWARDS.iter().filter_map(|id| {
        Some(ActionLink {
            href: site.page(lang, id)?.url.clone(),
            label: site.content(lang).words.actions.get(*id)?.clone(),
            outside: false,
        })
    });
    let afterwards = next.chain(to_read).filter(|_| registers);
    // Those that are left from `time` on.
    let left = |time: i64| {
        let mut left = actions.clone();
        left.retain(|action| closes(action).is_none_or(|closes| closes > time));
        left
    };
    let over: Vec<_> = afterwards.chain(left(ends)).collect();
    let row = |actions: Vec<ActionLink>, from, until| {
        let timed = Timed::new(moment, from, until).filter(|_| !actions.is_empty());
        view! {
            <During timed>
                <ActionLinks actions />
            </During>
        }
    };
    let from = std::iter::once(None).chain(borders.iter().copied().map(Some));
    let rows = from.zip(&borders).map(|(from, until)| {
        let actions = from.map_or_else(|| actions.clone(), left);
        row(actions, from, Some(*until))
    });
    let rows: Vec<_> = rows.collect();
    view! {
        {rows}
        {row(over, Some(ends), None)}
    }
    .into_any()
}
