//! Questions and answers: one file each, `content/<language>/faq/<page id>/<name>.md`.

use serde::{Deserialize, Serialize};

use crate::written;

/// The front matter of a FAQ entry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaqKeys {
    /// The question, plain text.
    pub(crate) question: String,
    /// Its place on the FAQ page, unique in its language.
    pub(crate) anchor: String,
    /// Other words that people may look for it by.
    #[serde(default)]
    pub(crate) also: Vec<String>,
    /// Its position among the questions of its page, from 1.
    #[serde(deserialize_with = "written::count")]
    pub(crate) order: u32,
}

/// The questions that belong to one page.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FaqGroup {
    /// The page's id.
    pub page: String,
    /// In order.
    pub entries: Vec<FaqEntry>,
}

/// A question with its answer.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FaqEntry {
    /// Pairs the entry with its twin: the file's name.
    pub name: String,
    /// The question, plain text.
    pub question: String,
    /// Its place on the FAQ page.
    pub anchor: String,
    /// The answer, HTML.
    pub answer: String,
    /// Other words that people may look for it by.
    pub also: Vec<String>,
}
