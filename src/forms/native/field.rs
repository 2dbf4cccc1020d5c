//! One field of a form as HTML. Native only.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site};
use nec_ess_domain::schema::{Field, Form, TICKED};
use nec_ess_domain::text::FormText;
use nec_ess_domain::{Choices, Kind, Lang, Presence};

use super::state::FormState;
use crate::components::country_list::countries;
use crate::components::timed::Timed;
use crate::forms::ids::field_id;

/// The attributes that a control shares with every other.
#[derive(Clone)]
struct Control {
    id: String,
    name: &'static str,
    describedby: String,
    invalid: Option<&'static str>,
    required: bool,
    autocomplete: Option<&'static str>,
}

/// One field: label, help, error, control.
///
/// The error's place is always there and empty until it is needed, so that `aria-describedby` never
/// changes.
#[component]
pub(crate) fn FieldView(
    site: Arc<Site>,
    lang: Lang,
    form: &'static Form,
    field: &'static Field,
    text: Arc<FormText>,
    state: Arc<FormState>,
    moment: Moment,
) -> AnyView {
    let given = state.answers.first(field.name).to_owned();
    // What has taken place is not asked for; who has answered it sees the answer.
    let until = site.event.asks_until(field).filter(|_| given.is_empty());
    let Some(timed) = Timed::new(moment, None, until) else {
        return ().into_any();
    };
    let common = &site.content(lang).forms.common;
    let (_, words) = text
        .field(form, field.name)
        .expect("the words of a form have each of its fields");
    let written = site.content(lang).forms.of(form).fields.get(field.name);
    let hint = written.and_then(|words| words.hint.clone());
    let id = field_id(form, field);
    let mut errors = state.errors.iter();
    let error = errors
        .find(|error| error.field == field.name)
        .map(|error| words.message(field, error.code, &given));
    let required = matches!(field.presence, Presence::Required);
    let control = Control {
        name: field.name,
        describedby: [
            hint.is_some().then(|| format!("{id}-hint ")),
            field.is_private.then(|| format!("{id}-without ")),
            Some(format!("{id}-error")),
        ]
        .into_iter()
        .flatten()
        .collect(),
        invalid: error.is_some().then_some("true"),
        required,
        autocomplete: (!field.autocomplete.is_empty()).then_some(field.autocomplete),
        id: id.clone(),
    };
    let label = {
        let optional =
            matches!(field.presence, Presence::Optional).then(|| format!(" {}", common.optional));
        format!("{}{}", words.label, optional.unwrap_or_default())
    };
    let hint = hint.map(|hint| {
        view! {
            <p class="hint" id=format!("{id}-hint")>
                {hint}
            </p>
        }
    });
    // Only the wasm keeps a draft, so only where script runs is this shown.
    let without = field.is_private.then(|| {
        view! {
            <p class="hint without-draft when-ready" id=format!("{id}-without")>
                {common.draft_without.clone()}
            </p>
        }
    });
    let hint = view! {
        {hint}
        {without}
    };
    let error = view! {
        <p class="error" id=format!("{id}-error") hidden=control.invalid.is_none()>
            {error}
        </p>
    };
    let choices = |choices: Choices| -> Vec<Choice> {
        let values = values(choices, &text);
        let values = values.into_iter().filter_map(|value| {
            let is_given = state.answers.has(field.name, &value);
            let day = site.event.days.iter();
            let mut day =
                day.filter(|day| choices == Choices::Days && day.date.to_string() == value);
            // Nobody registers for a day that has ended; who has, or has just tried to, sees it.
            let until = match day.next().filter(|_| !is_given) {
                Some(day) => Timed::new(moment, None, Some(site.event.end_of(day)))?.until,
                None => None,
            };
            Some(Choice {
                label: text.choice(words, choices, &value).to_owned(),
                is_given,
                value,
                until,
            })
        });
        values.collect()
    };
    let inner = match field.kind {
        Kind::Tick => view! {
            {error}
            <Tick control label is_given=given == TICKED />
            {hint}
        }
        .into_any(),
        Kind::One(list) => view! {
            <Group control label kind="radio" choices=choices(list)>
                {hint}
                {error}
            </Group>
        }
        .into_any(),
        Kind::Many(list) => view! {
            <Group control label kind="checkbox" choices=choices(list)>
                {hint}
                {error}
            </Group>
        }
        .into_any(),
        Kind::Select(list) => {
            let mut choices = choices(list);
            if list == Choices::Countries {
                let order = countries(&site, lang);
                choices.sort_by_key(|choice| order.iter().position(|one| one.0 == choice.value));
            }
            view! {
                <label for=id>{label}</label>
                {hint}
                {error}
                <List control choose=common.choose.clone() choices />
            }
            .into_any()
        }
        Kind::LongText { .. } => view! {
            <label for=id>{label}</label>
            {hint}
            {error}
            <LongText control given />
        }
        .into_any(),
        Kind::Text { .. } | Kind::PostalCode { .. } | Kind::RegistrationNumber { .. } => view! {
            <label for=id>{label}</label>
            {hint}
            {error}
            <Line control given />
        }
        .into_any(),
        Kind::Email => view! {
            <label for=id>{label}</label>
            {hint}
            {error}
            <Address control given />
        }
        .into_any(),
    };
    view! {
        // Those that only the person can answer are marked, for the script that warns whoever answers them.
        <div
            class="field"
            data-field=field.name
            data-own=(!field.may_be_given()).then_some("")
            data-until=timed.until
        >
            {inner}
        </div>
    }
    .into_any()
}

/// A choice of a group or of a list.
struct Choice {
    value: String,
    label: String,
    is_given: bool,
    /// The first instant at which it is not offered any more.
    until: Option<String>,
}

fn values(choices: Choices, text: &FormText) -> Vec<String> {
    match choices {
        Choices::Fixed(list) => list.iter().map(|value| (*value).to_owned()).collect(),
        Choices::Days => text.days.iter().map(|day| day.id.clone()).collect(),
        Choices::Countries => nec_ess_domain::countries::ALL
            .iter()
            .map(|code| (*code).to_owned())
            .collect(),
    }
}

#[component]
fn Line(control: Control, given: String) -> impl IntoView {
    view! {
        <input
            id=control.id
            name=control.name
            type="text"
            autocomplete=control.autocomplete
            aria-describedby=control.describedby
            aria-invalid=control.invalid
            required=control.required
            value=given
        />
    }
}

/// An e-mail address. Not of the type `email`: Chromium writes the domain of such a one in ASCII, and sends no form with
/// letters of another alphabet before the "@". Our own rules take both, and what was typed comes back as it was.
#[component]
fn Address(control: Control, given: String) -> impl IntoView {
    view! {
        <input
            id=control.id
            name=control.name
            type="text"
            inputmode="email"
            autocomplete=control.autocomplete
            // Spelling and capitals of an address are the person's own.
            autocapitalize="none"
            spellcheck="false"
            aria-describedby=control.describedby
            aria-invalid=control.invalid
            required=control.required
            value=given
        />
    }
}

#[component]
fn LongText(control: Control, given: String) -> impl IntoView {
    view! {
        <textarea
            id=control.id
            name=control.name
            rows="4"
            aria-describedby=control.describedby
            aria-invalid=control.invalid
            required=control.required
            inner_html=textarea_text(&given)
        ></textarea>
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

#[component]
fn List(control: Control, choose: String, choices: Vec<Choice>) -> impl IntoView {
    let options = choices.into_iter().map(|choice| {
        view! {
            <option value=choice.value selected=choice.is_given>
                {choice.label}
            </option>
        }
    });
    view! {
        <select
            id=control.id
            name=control.name
            autocomplete=control.autocomplete
            aria-describedby=control.describedby
            aria-invalid=control.invalid
            required=control.required
        >
            <option value="">{choose}</option>
            {options.collect_view()}
        </select>
    }
}

#[component]
fn Tick(control: Control, label: String, is_given: bool) -> impl IntoView {
    view! {
        <div class="choice">
            <input
                id=control.id.clone()
                name=control.name
                type="checkbox"
                value=TICKED
                aria-describedby=control.describedby
                aria-invalid=control.invalid
                required=control.required
                checked=is_given
            />
            <label for=control.id>{label}</label>
        </div>
    }
}

#[component]
fn Group(
    control: Control,
    label: String,
    kind: &'static str,
    choices: Vec<Choice>,
    children: Children,
) -> impl IntoView {
    // A browser would ask for every tick box of a group, not for one of them.
    let required = control.required && kind == "radio";
    let choices = choices.into_iter().map(|choice| {
        let id = format!("{}-{}", control.id, choice.value);
        view! {
            <div class="choice" data-until=choice.until>
                <input
                    id=id.clone()
                    name=control.name
                    type=kind
                    value=choice.value
                    required=required
                    checked=choice.is_given
                />
                <label for=id>{choice.label}</label>
            </div>
        }
    });
    view! {
        <fieldset aria-describedby=control.describedby aria-invalid=control.invalid>
            <legend>{label}</legend>
            {children()}
            {choices.collect_view()}
        </fieldset>
    }
}
