//! Keeps what a person typed on their own device until it is stored by the endpoint.

use std::cell::RefCell;

use nec_ess_domain::schema::DRAFT_DAYS;
use nec_ess_domain::{Answers, Field, Form, Kind, key};
use web_sys::{Storage, UrlSearchParams};

use crate::dom::form::{Fields, digits, key_in, new_key};
use crate::dom::{self, window};

/// How long a draft is kept, milliseconds.
const KEPT_FOR: f64 = DRAFT_DAYS as f64 * 24.0 * 60.0 * 60.0 * 1000.0;
/// The name that the time of saving stands under; no field has it.
const SAVED_AT: &str = "saved_at";

/// Whether the browser lets the page keep anything: settings and sandboxes may forbid it.
pub(super) fn is_possible() -> bool {
    storage().is_some()
}

/// The draft of one form that is shown. All drafts of a kind of form stand in one item of the storage, a line each, the
/// last saved one at the end. A line begins with the submission key of its form.
pub(super) struct Draft {
    form: &'static Form,
    /// The line as this form has read or written it; "" without one.
    line: RefCell<String>,
}

impl Draft {
    /// That of a form of this kind.
    pub(super) const fn of(form: &'static Form) -> Self {
        Self {
            form,
            line: RefCell::new(String::new()),
        }
    }

    /// Saves what `fields` hold, but for answers too private to be left on a device, and those that the page around has
    /// `given`: another page may give others. A given answer that was emptied is saved as an empty one. What another tab or
    /// another form of the page has written under the same key stays: then the form gets a key of its own.
    pub(super) fn save(&self, fields: &Fields, given: &Answers) {
        let mut lines = self.others();
        let own = beginning(&key_in(fields.element()));
        if lines.iter().any(|line| line.starts_with(&own)) {
            fields.renew_key();
        }
        let answers = fields.answers();
        let Some(draft) = begin_draft(answers.first(key::FIELD)) else {
            return;
        };
        for (name, value) in answers.iter() {
            let is_kept = self.form.field(name).is_some_and(|field| !field.is_private);
            if is_kept && !value.is_empty() && !answers.all(name).eq(given.all(name)) {
                draft.append(name, value);
            }
        }
        for (name, _) in given.iter() {
            if answers.first(name).is_empty() {
                draft.append(name, "");
            }
        }
        let line = String::from(draft.to_string());
        lines.push(line.clone());
        if write(self.form, &lines) {
            self.line.replace(line);
        }
    }

    /// Puts saved answers back into the fields that are still empty, key included: those under the key that the fields have
    /// already, else the last saved ones that no other form of the page has. Gives back what was saved.
    pub(super) fn restore(&self, fields: &Fields) -> Option<UrlSearchParams> {
        let lines = lines(self.form);
        // Without those that are too old.
        write(self.form, &lines);
        let own = key_in(fields.element());
        let line = lines.into_iter().rev().find(|line| {
            let is_of = |key: &str| line.starts_with(&beginning(key));
            if own.is_empty() {
                !dom::has_component(|element| is_of(&key_in(element)))
            } else {
                is_of(&own)
            }
        })?;
        let draft = UrlSearchParams::new_with_str(&line).ok()?;
        self.line.replace(line);
        let names = self.form.fields.iter().map(|field| field.name);
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

    /// Forgets it, unless another form has written something else meanwhile.
    pub(super) fn forget(&self) {
        write(self.form, &self.others());
    }

    /// All drafts of the kind but this one.
    fn others(&self) -> Vec<String> {
        let mut lines = lines(self.form);
        lines.retain(|line| *line != *self.line.borrow());
        lines
    }
}

/// Begins the draft of another form with the answers that it shares, unless it has one already. A tick is another one in
/// each form: whoever agrees to one thing has not agreed to the next.
pub(super) fn begin(form: &Form, answers: &Answers) {
    let Some(draft) = begin_draft(&new_key()).filter(|_| lines(form).is_empty()) else {
        return;
    };
    let is_shared = |field: &&Field| !field.is_private && field.kind != Kind::Tick;
    for field in form.fields.iter().filter(is_shared) {
        for value in answers.all(field.name) {
            draft.append(field.name, value);
        }
    }
    write(form, &[String::from(draft.to_string())]);
}

/// What the line of the form with this key begins with.
fn beginning(key: &str) -> String {
    format!("{}={key}&", key::FIELD)
}

fn begin_draft(key: &str) -> Option<UrlSearchParams> {
    let draft = UrlSearchParams::new().ok()?;
    draft.append(key::FIELD, key);
    draft.append(SAVED_AT, &digits(js_sys::Date::now()));
    Some(draft)
}

/// Tells whether it was written: a full or forbidden storage only means no draft.
fn write(form: &Form, lines: &[String]) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let name = name(form);
    let written = if lines.is_empty() {
        storage.remove_item(&name)
    } else {
        storage.set_item(&name, &lines.join("\n"))
    };
    written.is_ok()
}

/// The drafts of the forms of this kind, but for those that are too old. No line has a break in it: it is form-encoded.
fn lines(form: &Form) -> Vec<String> {
    let text = storage().and_then(|storage| storage.get_item(&name(form)).ok()?);
    let text = text.unwrap_or_default();
    let lines = text.split('\n').filter(|line| {
        let draft = UrlSearchParams::new_with_str(line).ok();
        let saved_at = draft.and_then(|draft| draft.get(SAVED_AT));
        let age = js_sys::Date::now() - js_sys::parse_float(&saved_at.unwrap_or_default());
        // One without a time is as good as an old one.
        age <= KEPT_FOR
    });
    lines.map(str::to_owned).collect()
}

/// What the drafts are stored under.
fn name(form: &Form) -> String {
    format!("nec-ess:draft:{}", form.id)
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
