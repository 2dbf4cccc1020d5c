//! One field of a form as HTML.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{FieldWords, Site, dates};
use nec_ess_domain::schema::{Field, Form, TICKED};
use nec_ess_domain::{Appears, Choices, Kind, Lang, Presence};

use super::state::FormState;
use crate::components::country_list::countries;

/// The id of a field's control, or of the first one of a group.
pub(crate) fn control_id(form: &Form, field: &Field, site: &Site) -> String {
    match field.kind {
        Kind::One(choices) | Kind::Many(choices) => {
            let first = choice_values(choices, site)
                .into_iter()
                .next()
                .unwrap_or_default();
            format!("{}-{}-{first}", form.id, field.name)
        }
        _ => format!("{}-{}", form.id, field.name),
    }
}

/// The label of a choice.
pub(crate) fn choice_label(
    words: &FieldWords,
    choices: Choices,
    value: &str,
    site: &Site,
    lang: Lang,
) -> String {
    match choices {
        Choices::Fixed(_) => words.choices.get(value).cloned().unwrap_or_default(),
        Choices::Days => day_label(value, site, lang),
        Choices::Countries => site
            .half(lang)
            .words
            .countries
            .get(value)
            .cloned()
            .unwrap_or_default(),
    }
}

/// `text` as the content of a `textarea`, which the view would put there as it is. The first line
/// break of the content is not part of the text.
fn textarea_text(text: &str) -> String {
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!("\n{escaped}")
}

/// A day of the event in words, by its identifier.
pub(crate) fn day_label(id: &str, site: &Site, lang: Lang) -> String {
    site.event
        .days
        .iter()
        .find(|day| day.date.to_string() == id)
        .map(|day| format!("{} – {}", dates::long(day.date, lang), day.city.get(lang)))
        .unwrap_or_default()
}

fn choice_values(choices: Choices, site: &Site) -> Vec<String> {
    match choices {
        Choices::Fixed(list) => list.iter().map(|value| (*value).to_owned()).collect(),
        Choices::Days => site.event.day_ids(),
        Choices::Countries => nec_ess_domain::countries::ALL
            .iter()
            .map(|code| (*code).to_owned())
            .collect(),
    }
}

/// One field: label, help, error, control.
///
/// The messages of its errors stand in `data-…` attributes: the wasm shows them from there, so that
/// no words are in the wasm. The error's place is always there and empty until it is needed, so
/// that `aria-describedby` never changes.
#[component]
pub(crate) fn FieldView(
    site: Arc<Site>,
    lang: Lang,
    form: &'static Form,
    field: &'static Field,
    state: Arc<FormState>,
) -> AnyView {
    let half = site.half(lang);
    let words = half.forms.of(form).fields.get(field.name).cloned();
    let words = words.expect("load() checked every field");
    let id = format!("{}-{}", form.id, field.name);
    let error = state
        .errors
        .iter()
        .find(|error| error.field == field.name)
        .map(|error| words.message(error.code).to_owned());
    let invalid = error.is_some().then_some("true");
    let optional = matches!(field.presence, Presence::Optional)
        .then(|| format!(" {}", half.forms.common.optional));
    let hint = words.hint.clone().map(|hint| {
        view! {
            <p class="hint" id=format!("{id}-hint")>
                {hint}
            </p>
        }
    });
    let describedby = if words.hint.is_some() {
        format!("{id}-hint {id}-error")
    } else {
        format!("{id}-error")
    };
    let error_view = view! {
        <p class="error" id=format!("{id}-error") hidden=error.is_none()>
            {error.clone()}
        </p>
    };
    let required = matches!(field.presence, Presence::Required);
    let label = words.label.clone();
    let on_day = match field.appears {
        Appears::Always => None,
        Appears::OnWorkshopDay => Some(site.event.workshop.start.date().to_string()),
    };
    let control = match field.kind {
        Kind::LongText { .. } => view! {
            <label for=id.clone()>{label} {optional}</label>
            {hint}
            {error_view}
            <textarea
                id=id.clone()
                name=field.name
                rows="4"
                aria-describedby=describedby
                aria-invalid=invalid
                required=required
                inner_html=textarea_text(state.answers.first(field.name))
            ></textarea>
        }
        .into_any(),
        Kind::Select(choices) => {
            let chosen = state.answers.first(field.name).to_owned();
            let values: Vec<(String, String)> = match choices {
                Choices::Countries => countries(&site, lang),
                _ => choice_values(choices, &site)
                    .into_iter()
                    .map(|value| {
                        let label = choice_label(&words, choices, &value, &site, lang);
                        (value, label)
                    })
                    .collect(),
            };
            view! {
                <label for=id.clone()>{label} {optional}</label>
                {hint}
                {error_view}
                <select
                    id=id.clone()
                    name=field.name
                    autocomplete=(!field.autocomplete.is_empty()).then_some(field.autocomplete)
                    aria-describedby=describedby
                    aria-invalid=invalid
                    required=required
                >
                    <option value="">{half.forms.common.choose.clone()}</option>
                    {values
                        .into_iter()
                        .map(|(value, label)| {
                            view! {
                                <option value=value.clone() selected=value == chosen>
                                    {label}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            }
            .into_any()
        }
        Kind::Text { .. }
        | Kind::Email
        | Kind::PostalCode { .. }
        | Kind::RegistrationNumber { .. } => {
            let kind = if field.kind == Kind::Email {
                "email"
            } else {
                "text"
            };
            view! {
                <label for=id.clone()>{label} {optional}</label>
                {hint}
                {error_view}
                <input
                    id=id.clone()
                    name=field.name
                    type=kind
                    autocomplete=(!field.autocomplete.is_empty()).then_some(field.autocomplete)
                    // Spelling and capitals of an address are the person's own.
                    autocapitalize=(kind == "email").then_some("none")
                    spellcheck=(kind == "email").then_some("false")
                    aria-describedby=describedby
                    aria-invalid=invalid
                    required=required
                    value=state.answers.first(field.name).to_owned()
                />
            }
            .into_any()
        }
        Kind::Tick => view! {
            {error_view}
            <div class="choice">
                <input
                    id=id.clone()
                    name=field.name
                    type="checkbox"
                    value=TICKED
                    aria-describedby=describedby
                    aria-invalid=invalid
                    required=required
                    checked=state.answers.has(field.name, TICKED)
                />
                <label for=id.clone()>{label} {optional}</label>
            </div>
            {hint}
        }
        .into_any(),
        Kind::One(choices) | Kind::Many(choices) => {
            let kind = if matches!(field.kind, Kind::One(_)) {
                "radio"
            } else {
                "checkbox"
            };
            view! {
                <fieldset aria-describedby=describedby aria-invalid=invalid>
                    <legend>{label} {optional}</legend>
                    {hint}
                    {error_view}
                    {choice_values(choices, &site)
                        .into_iter()
                        .map(|value| {
                            let choice_id = format!("{id}-{value}");
                            view! {
                                <div class="choice">
                                    <input
                                        id=choice_id.clone()
                                        name=field.name
                                        type=kind
                                        value=value.clone()
                                        required=required && kind == "radio"
                                        checked=state.answers.has(field.name, &value)
                                    />
                                    <label for=choice_id>
                                        {choice_label(&words, choices, &value, &site, lang)}
                                    </label>
                                </div>
                            }
                        })
                        .collect_view()}
                </fieldset>
            }
            .into_any()
        }
    };
    view! {
        <div
            class="field"
            data-field=field.name
            data-missing=words.errors.get("missing").cloned()
            data-too_long=words.errors.get("too_long").cloned()
            data-private=field.is_private.then_some("")
            data-on-day=on_day
            data-invalid=words.errors.get("invalid").cloned()
        >
            {control}
        </div>
    }
    .into_any()
}
