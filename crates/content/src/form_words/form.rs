//! The words of one form and of its fields.

use std::collections::BTreeMap;

use nec_ess_domain::text::error_message;
use nec_ess_domain::{Code, Named};
use serde::{Deserialize, Serialize};

/// `[form.ID]`: the words of one form.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OneForm {
    /// The button that sends it.
    pub submit: String,
    /// Title and heading of its receipt: what the person has reached.
    pub receipt: String,
    /// What stands in its place once it is closed.
    pub closed: String,
    /// The words of each field, by name.
    pub fields: BTreeMap<String, FieldWords>,
}

/// `[form.ID.fields.NAME]`: the words of one field.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// The question.
    pub label: String,
    /// Help under the label.
    #[serde(default)]
    pub hint: Option<String>,
    /// Labels of the choices, by value.
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
    /// What is said for each kind of error, by its code.
    #[serde(default)]
    pub errors: BTreeMap<String, String>,
}

impl FieldWords {
    /// What is said for `code` of the answer `given`. A choice that the form does not offer has no words of its own: no
    /// person can cause it, so it gets those of the first error.
    #[must_use]
    pub fn message(&self, code: Code, given: &str) -> String {
        let own = self.errors.get(code.name());
        let words = own.or_else(|| self.errors.values().next());
        error_message(words.map_or("", String::as_str), code, given)
    }
}
