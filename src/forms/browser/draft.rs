//! Keeps what a person typed on their own device until it is stored by the endpoint.

use nec_ess_domain::schema::DRAFT_DAYS;
use nec_ess_domain::{Answers, Field, Form, Kind, key};
use web_sys::{Storage, UrlSearchParams};

use crate::dom::form::{Fields, digits};
use crate::dom::window;

/// How long a draft is kept, milliseconds.
const KEPT_FOR: f64 = DRAFT_DAYS as f64 * 24.0 * 60.0 * 60.0 * 1000.0;
/// The name that the time of saving stands under; no field has it.
const SAVED_AT: &str = "saved_at";

/// Whether the browser lets the page keep anything: settings and sandboxes may forbid it.
pub(super) fn is_possible() -> bool {
    storage().is_some()
}

/// Saves `answers`, but for those too private to be left on a device, and those that the page around has `given`: another
/// page may give others. A given answer that was emptied is saved as an empty one.
pub(super) fn save(form: &Form, answers: &Answers, given: &Answers) {
    let Some(draft) = begin_draft() else { return };
    draft.append(key::FIELD, answers.first(key::FIELD));
    for (name, value) in answers.iter() {
        let is_kept = form.field(name).is_some_and(|field| !field.is_private);
        if is_kept && !value.is_empty() && !answers.all(name).eq(given.all(name)) {
            draft.append(name, value);
        }
    }
    for (name, _) in given.iter() {
        if answers.first(name).is_empty() {
            draft.append(name, "");
        }
    }
    write(form, &draft);
}

/// Begins the draft of another form with the answers that it shares, unless it has one already. A tick is another one in
/// each form: whoever agrees to one thing has not agreed to the next.
pub(super) fn begin(form: &Form, answers: &Answers) {
    let Some(draft) = begin_draft().filter(|_| load(form).is_none()) else {
        return;
    };
    let is_shared = |field: &&Field| !field.is_private && field.kind != Kind::Tick;
    for field in form.fields.iter().filter(is_shared) {
        for value in answers.all(field.name) {
            draft.append(field.name, value);
        }
    }
    write(form, &draft);
}

/// Puts the saved answers back into the fields that are still empty, key included. Gives back what was saved.
pub(super) fn restore(form: &Form, fields: &Fields) -> Option<UrlSearchParams> {
    let draft = load(form)?;
    let saved_at = js_sys::parse_float(&draft.get(SAVED_AT).unwrap_or_default());
    let age = js_sys::Date::now() - saved_at;
    // A draft without a time is as good as an old one.
    if age.is_nan() || age > KEPT_FOR {
        forget(form);
        return None;
    }
    let names = form.fields.iter().map(|field| field.name);
    for name in names.chain([key::FIELD]) {
        let values = draft.get_all(name);
        let values: Vec<String> = values
            .iter()
            .filter_map(|value| value.as_string())
            .collect();
        fields.fill(name, &values);
    }
    Some(draft)
}

/// Forgets the draft of `form`.
pub(super) fn forget(form: &Form) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&name(form));
    }
}

fn begin_draft() -> Option<UrlSearchParams> {
    let draft = UrlSearchParams::new().ok()?;
    draft.append(SAVED_AT, &digits(js_sys::Date::now()));
    Some(draft)
}

fn write(form: &Form, draft: &UrlSearchParams) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means no draft.
        let _ = storage.set_item(&name(form), &String::from(draft.to_string()));
    }
}

fn load(form: &Form) -> Option<UrlSearchParams> {
    let text = storage()?.get_item(&name(form)).ok()??;
    UrlSearchParams::new_with_str(&text).ok()
}

/// What the draft is stored under.
fn name(form: &Form) -> String {
    format!("nec-ess:draft:{}", form.id)
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
