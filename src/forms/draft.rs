//! Keeps what a person typed on their own device until it is stored by the endpoint.

use nec_ess_domain::{Answers, Form, key};
use wasm_bindgen::JsCast;
use web_sys::{
    HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Storage,
    UrlSearchParams,
};

use crate::dom::{self, window};

/// How long a draft is kept, milliseconds: 7 days.
const KEPT_FOR: f64 = 7.0 * 24.0 * 60.0 * 60.0 * 1000.0;
/// The name that the time of saving stands under; no field has it.
const SAVED_AT: &str = "saved_at";

/// Whether the browser lets the page keep anything: settings and sandboxes may forbid it.
pub(crate) fn is_possible() -> bool {
    storage().is_some()
}

/// Saves the answers of `form`, but for fields marked as too private to be left on a device.
pub(crate) fn save(form: &HtmlFormElement, schema: &Form, answers: &Answers) {
    let (Some(storage), Ok(draft)) = (storage(), UrlSearchParams::new()) else {
        return;
    };
    draft.append(SAVED_AT, &milliseconds(js_sys::Date::now()));
    draft.append(key::FIELD, answers.first(key::FIELD));
    for (name, value) in answers.iter() {
        if schema.field(name).is_some() && !is_private(form, name) {
            draft.append(name, value);
        }
    }
    // A full or forbidden storage only means no draft.
    let _ = storage.set_item(&place(schema), &String::from(draft.to_string()));
}

/// Begins the draft of another form with the answers that it shares, unless it has one already.
pub(crate) fn begin(schema: &Form, answers: &Answers) {
    let (Some(storage), Ok(draft)) = (storage(), UrlSearchParams::new()) else {
        return;
    };
    if load(schema).is_some() {
        return;
    }
    draft.append(SAVED_AT, &milliseconds(js_sys::Date::now()));
    for field in schema.fields {
        for value in answers.all(field.name) {
            draft.append(field.name, value);
        }
    }
    let _ = storage.set_item(&place(schema), &String::from(draft.to_string()));
}

/// Puts the saved answers back into the fields that are still empty, key included.
pub(crate) fn restore(form: &HtmlFormElement, schema: &Form) {
    let Some(draft) = load(schema) else { return };
    let saved_at = js_sys::parse_float(&draft.get(SAVED_AT).unwrap_or_default());
    let age = js_sys::Date::now() - saved_at;
    // A draft without a time is as good as an old one.
    if age.is_nan() || age > KEPT_FOR {
        return forget(schema);
    }
    let names = schema
        .fields
        .iter()
        .map(|field| field.name)
        .chain([key::FIELD]);
    for name in names {
        let values: Vec<String> = draft
            .get_all(name)
            .iter()
            .filter_map(|value| value.as_string())
            .collect();
        if !values.is_empty() {
            fill(form, name, &values);
        }
    }
}

/// Forgets the draft of `schema`.
pub(crate) fn forget(schema: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&place(schema));
    }
}

/// A time in milliseconds as text, written by the browser: Rust's tables for that are heavy.
pub(crate) fn milliseconds(time: f64) -> String {
    js_sys::Number::from(time.floor())
        .to_string_with_radix(10)
        .map(String::from)
        .unwrap_or_default()
}

fn load(schema: &Form) -> Option<UrlSearchParams> {
    let text = storage()?.get_item(&place(schema)).ok()??;
    UrlSearchParams::new_with_str(&text).ok()
}

fn fill(form: &HtmlFormElement, name: &str, values: &[String]) {
    for control in dom::find_all(form, &format!("[name={name}]")) {
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            if matches!(input.type_().as_str(), "checkbox" | "radio") {
                if values.contains(&input.value()) {
                    input.set_checked(true);
                }
            } else if input.value().is_empty() {
                input.set_value(&values[0]);
            }
        } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            if area.value().is_empty() {
                area.set_value(&values[0]);
            }
        } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>()
            && select.value().is_empty()
        {
            select.set_value(&values[0]);
        }
    }
}

fn is_private(form: &HtmlFormElement, name: &str) -> bool {
    dom::find(form, &format!("[data-private] [name={name}]")).is_some()
}

fn place(schema: &Form) -> String {
    format!("nec-ess:draft:{}", schema.id)
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
