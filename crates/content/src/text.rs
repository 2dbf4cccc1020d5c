//! A short text in both languages.

use nec_ess_domain::Lang;
use serde::{Deserialize, Serialize};

/// A short text in both languages, written `{ fr = "…", en = "…" }`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a text in both languages, such as { fr = \"Bonjour\", en = \"Hello\" }"
)]
pub struct Text {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The text in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}
