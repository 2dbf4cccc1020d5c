//! The places to choose from, as radio buttons: they can be used by keyboard and by screen readers
//! without any script of their own.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::text::CheckText;

use crate::check::offer::Offer;
use crate::check::state::{CheckState, Choice};

/// The choice of a place, and the search in all of France.
#[component]
pub(super) fn Choices<F: Fn() + Clone + Send + Sync + 'static>(
    state: CheckState,
    text: Arc<CheckText>,
    /// The name of the choices, and what their ids begin with.
    name: String,
    /// Someone wants all of France to be searched.
    on_widen: F,
) -> impl IntoView {
    let widen = text.all_france.clone();
    view! {
        <Show when=move || state.is_choice.get()>
            <Places state text=Arc::clone(&text) name=name.clone() />
        </Show>
        <button class="link" type="button" hidden=move || !state.may_widen.get() on:click=move |_| on_widen()>
            {widen}
        </button>
    }
}

#[component]
fn Places(state: CheckState, text: Arc<CheckText>, name: String) -> impl IntoView {
    let another = text.another.clone();
    let choice = {
        let name = name.clone();
        move |offer: Offer| {
            let id = format!("{name}-{}", offer.label);
            let label = offer.label.clone();
            view! { <Place state name=name.clone() id label choice=Choice::Offer(offer) /> }
        }
    };
    let id = format!("{name}-another");
    view! {
        <fieldset>
            <legend>{text.choose.clone()}</legend>
            <For each=move || state.offers.get() key=|offer| offer.label.clone() children=choice />
            <Place state name id label=another choice=Choice::Another />
        </fieldset>
    }
}

#[component]
fn Place(
    state: CheckState,
    name: String,
    id: String,
    label: String,
    choice: Choice,
) -> impl IntoView {
    let is_chosen = {
        let choice = choice.clone();
        move || state.chosen.with(|chosen| chosen.as_ref() == Some(&choice))
    };
    view! {
        <div class="choice">
            <input
                id=id.clone()
                name=name
                type="radio"
                prop:checked=is_chosen
                on:change=move |_| state.chosen.set(Some(choice.clone()))
            />
            <label for=id>{label}</label>
        </div>
    }
}
