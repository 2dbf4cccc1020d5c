//! The places to choose from, as radio buttons: they can be used by keyboard and by screen readers
//! without any script of their own.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::check::{Choice, Offer, Said};
use nec_ess_domain::text::CheckText;

use crate::check::state::CheckState;

/// The choice of a place, and the button that asks for the places again.
#[component]
pub(super) fn Choices<F: Fn() + 'static>(
    state: CheckState,
    text: Arc<CheckText>,
    /// The name of the choices, and what their ids begin with.
    name: String,
    /// Someone wants the places to be asked for again.
    on_retry: F,
) -> impl IntoView {
    let retry = text.retry.clone();
    // Not made anew at each answer: the button that has focus stays.
    let is_choice = Memo::new(move |_| state.is_choice());
    let places = move || {
        is_choice.get().then(|| {
            let another = place(state, &name, text.another.clone(), Choice::Another);
            let name = name.clone();
            let offers = move |offer: Offer| {
                let label = offer.label.clone();
                place(state, &name, label, Choice::Offer(offer))
            };
            let list = move || state.offers.with(|offers| offers.places.clone());
            view! {
                <fieldset>
                    <legend>{text.choose.clone()}</legend>
                    <For each=list key=|offer| offer.label.clone() children=offers />
                    {another}
                </fieldset>
            }
        })
    };
    let is_loaded = move || state.said() != Some(Said::NotLoaded);
    view! {
        <button class="link" type="button" hidden=is_loaded on:click=move |_| on_retry()>
            {retry}
        </button>
        {places}
    }
}

fn place(state: CheckState, name: &str, label: String, choice: Choice) -> impl IntoView + use<> {
    let id = match &choice {
        // An id has no spaces.
        Choice::Offer(_) => format!("{name}-{}", label.replace(' ', "-")),
        Choice::Another => format!("{name}-another"),
    };
    let chosen = choice.clone();
    let is_chosen = move || {
        state.of(|answered, _, offers| match &chosen {
            Choice::Offer(offer) => answered.taken(offers) == Some(offer),
            Choice::Another => answered.chosen == Some(Choice::Another),
        })
    };
    view! {
        <div class="choice">
            <input
                id=id.clone()
                name=name.to_owned()
                type="radio"
                // No part of a form that another site may have around it.
                form=""
                prop:checked=is_chosen
                on:change=move |_| {
                    state.answered.update(|answered| answered.chosen = Some(choice.clone()));
                }
            />
            <label for=id>{label}</label>
        </div>
    }
}
