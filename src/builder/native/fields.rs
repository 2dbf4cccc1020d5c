//! The builder's fields for what only forms have. Native only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Embed, Moment, Site};
use nec_ess_domain::{Lang, source};

use crate::builder::ids::{SOURCE, SOURCE_ERROR, THANKS, THANKS_ERROR};
use crate::forms::native::{Question, questions};

/// The forms that take answers at `moment`, as the builder's fields name those that they are for.
pub(super) fn form_ids(site: &Site, moment: Moment) -> String {
    let open = site.event.forms();
    let open = open.filter(|form| !site.event.is_closed(form, moment));
    let ids: Vec<&str> = open.map(|form| form.id).collect();
    ids.join(" ")
}

/// Where people come from, and where they go.
#[component]
pub(super) fn FormOptions(words: Embed, forms: String) -> impl IntoView {
    view! {
        <div class="field" data-of=forms.clone()>
            <label for=SOURCE>{words.source}</label>
            <p class="hint" id="embed-source-hint">{words.source_hint}</p>
            <p class="error" id=SOURCE_ERROR hidden>{words.source_error}</p>
            <input
                id=SOURCE
                type="text"
                maxlength=source::MAX
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=format!("embed-source-hint {SOURCE_ERROR}")
            />
        </div>
        <div class="field" data-of=forms>
            <label for=THANKS>{words.thanks}</label>
            <p class="hint" id="embed-thanks-hint">{words.thanks_hint}</p>
            <p class="error" id=THANKS_ERROR hidden>{words.thanks_error}</p>
            <input
                id=THANKS
                type="text"
                inputmode="url"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=format!("embed-thanks-hint {THANKS_ERROR}")
            />
        </div>
    }
}

/// A field for each question that may be answered beforehand, and whether the question is then shown.
#[component]
pub(super) fn GivenAnswers(site: Arc<Site>, lang: Lang, words: Embed, forms: String) -> AnyView {
    let choose = site.content(lang).forms.common.choose.clone();
    let fields = questions(&site, lang).into_iter().map(|question| {
        let may_be_hidden = question.may_be_hidden();
        let Question {
            field,
            forms,
            label,
            choices,
        } = question;
        let id = format!("embed-given-{}", field.name);
        let label_id = format!("{id}-label");
        let of: Vec<&str> = forms.iter().map(|form| form.id).collect();
        let control = if choices.is_empty() {
            view! { <input id=id.clone() type="text" autocomplete="off" /> }.into_any()
        } else {
            let options = choices.into_iter().map(|(value, label)| {
                view! { <option value=value>{label}</option> }
            });
            view! {
                <select id=id.clone() autocomplete="off">
                    <option value="">{choose.clone()}</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        };
        let hide = may_be_hidden.then(|| {
            let hide_id = format!("{id}-hide");
            view! {
                <div class="choice">
                    <input id=hide_id.clone() type="checkbox" autocomplete="off" aria-describedby=label_id.clone() />
                    <label for=hide_id>{words.hide.clone()}</label>
                </div>
            }
        });
        // As the first form, whose lines the page comes with, has it.
        let is_of_another = of.first() != Some(&"registration");
        view! {
            <div class="field" data-of=of.join(" ") data-given=field.name hidden=is_of_another>
                <label id=label_id for=id>{label}</label>
                {control}
                {hide}
            </div>
        }
    });
    view! {
        <details class="more" data-of=forms>
            <summary>{words.given}</summary>
            <p class="hint">{words.given_hint}</p>
            // Few open it: until then none of these is part of the page.
            <template>{fields.collect_view()}</template>
        </details>
    }
    .into_any()
}
