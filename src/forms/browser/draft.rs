//! Keeps what a person typed on their own device until it is stored by the endpoint.

use std::cell::RefCell;

use nec_ess_domain::schema::DRAFT_DAYS;
use nec_ess_domain::{Answers, Field, Form, Kind, key};
use web_sys::{Storage, UrlSearchParams};

use super::sent;
use crate::dom::form::{Fields, digits, key_in};
use crate::dom::{self, window};

/// How long a draft is kept, milliseconds.
const KEPT_FOR: f64 = DRAFT_DAYS as f64 * 24.0 * 60.0 * 60.0 * 1000.0;
/// What the names of all drafts begin with.
const DRAFTS: &str = "nec-ess:draft:";
/// The name that the time of saving stands under; no field has it.
const SAVED_AT: &str = "saved_at";

/// Whether the browser lets the page keep anything: settings and sandboxes may forbid it.
pub(super) fn is_possible() -> bool {
    storage().is_some()
}

/// The draft of one form that is shown. Each stands in the storage under the submission key of its form.
pub(super) struct Draft {
    form: &'static Form,
    /// What the names of the drafts of this form's place begin with: the key follows.
    beginning: String,
    /// What this form has read or written; "" before.
    text: RefCell<String>,
}

impl Draft {
    /// That of a form of this kind. Of several places for one form in a page, each has its own drafts.
    pub(super) fn of(form: &'static Form, fields: &Fields) -> Self {
        Self {
            form,
            beginning: format!("{DRAFTS}{}{}:", form.id, fields.place_name()),
            text: RefCell::new(String::new()),
        }
    }

    /// Saves what `fields` hold, but for answers too private to be left on a device, and those that the page around has
    /// `given`: another page may give others. A given answer that was emptied is saved as an empty one. What another tab has
    /// written under the same key stays: then the form gets a key of its own. Gives back what the fields hold.
    pub(super) fn save(&self, fields: &Fields, given: &Answers) -> Answers {
        if self
            .load(&fields.key())
            .is_some_and(|text| text != *self.text.borrow())
        {
            fields.renew_key();
        }
        let answers = fields.answers();
        let Some(draft) = begin_draft(answers.first(key::FIELD)) else {
            return answers;
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
        if let Some(text) = self.write(answers.first(key::FIELD), &draft) {
            self.text.replace(text);
        }
        answers
    }

    /// Puts saved answers back into the fields that are still empty, key included: those under the key that the fields have
    /// already, else the last saved ones that no other form of the page has, else those that the form before has handed on.
    /// Gives back what was saved.
    pub(super) fn restore(&self, fields: &Fields) -> Option<UrlSearchParams> {
        let (own, last) = (fields.key(), self.last());
        let text = if own.is_empty() {
            last.or_else(|| handed(self.form))
        } else {
            self.load(&own)
        }?;
        let draft = UrlSearchParams::new_with_str(&text).ok()?;
        self.text.replace(text);
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

    /// Forgets the draft with this key, and what another form has handed on to this one.
    pub(super) fn forget(&self, key: &str) {
        for (storage, name) in [
            (storage(), self.name(key)),
            (sent::storage(), handed_name(self.form)),
        ] {
            if let Some(storage) = storage {
                let _ = storage.remove_item(&name);
            }
        }
    }

    /// Gives back what was written: a full or forbidden storage only means no draft.
    fn write(&self, key: &str, draft: &UrlSearchParams) -> Option<String> {
        let text = String::from(draft.to_string());
        storage()?.set_item(&self.name(key), &text).ok()?;
        Some(text)
    }

    fn load(&self, key: &str) -> Option<String> {
        storage()?.get_item(&self.name(key)).ok()?
    }

    /// The last saved draft that no form of the page has. Those of any form that are too old go.
    fn last(&self) -> Option<String> {
        let storage = storage()?;
        self.take_over(&storage);
        // They begin with the time, which has as many digits for centuries: by their letters they are in its order.
        let oldest = format!("{SAVED_AT}={}", digits(js_sys::Date::now() - KEPT_FOR));
        let mut last = String::new();
        // From the end, so that those that are still to come keep their places.
        for place in (0..storage.length().ok()?).rev() {
            let name = storage.key(place).ok()??;
            if name.starts_with(DRAFTS) {
                let text = storage.get_item(&name).ok()??;
                if text < oldest {
                    let _ = storage.remove_item(&name);
                } else if let Some(key) = name.strip_prefix(&self.beginning)
                    && text > last
                    && !dom::has_component(|form| key_in(form) == key)
                {
                    last = text;
                }
            }
        }
        (!last.is_empty()).then_some(last)
    }

    /// Earlier releases kept one draft of each form, under a name without its key: it gets the name that it has now. Without
    /// a key nobody had typed in it.
    fn take_over(&self, storage: &Storage) {
        let earlier = self.beginning.trim_end_matches(':');
        if let Ok(Some(text)) = storage.get_item(earlier) {
            let _ = storage.remove_item(earlier);
            let draft = UrlSearchParams::new_with_str(&text).ok();
            if let Some(key) = draft.and_then(|draft| draft.get(key::FIELD)) {
                let _ = storage.set_item(&self.name(&key), &text);
            }
        }
    }

    /// What the draft with this key is stored under.
    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.beginning)
    }
}

/// Hands the answers that `form` shares on to it, in this tab alone: once the form before is stored, nothing of it stays on
/// the device for good. With the `reference` of that one, as they go with it when it is cancelled or erased. A tick is
/// another one in each form: whoever agrees to one thing has not agreed to the next.
pub(super) fn hand_on(form: &Form, answers: &Answers, reference: &str) {
    let (Some(tab), Ok(handed)) = (sent::storage(), UrlSearchParams::new()) else {
        return;
    };
    handed.append("reference", reference);
    let is_shared = |field: &&Field| !field.is_private && field.kind != Kind::Tick;
    for field in form.fields.iter().filter(is_shared) {
        for value in answers.all(field.name) {
            handed.append(field.name, value);
        }
    }
    let _ = tab.set_item(&handed_name(form), &String::from(handed.to_string()));
}

/// What another form has handed on to this one.
fn handed(form: &Form) -> Option<String> {
    sent::storage()?.get_item(&handed_name(form)).ok()?
}

fn begin_draft(key: &str) -> Option<UrlSearchParams> {
    let draft = UrlSearchParams::new().ok()?;
    draft.append(SAVED_AT, &digits(js_sys::Date::now()));
    draft.append(key::FIELD, key);
    Some(draft)
}

/// What the answers that are handed on to the form are stored under.
fn handed_name(form: &Form) -> String {
    format!("nec-ess:next:{}", form.id)
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
