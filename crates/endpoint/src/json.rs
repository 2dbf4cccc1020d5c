//! What programs are told of a submission.

use nec_ess_domain::Answers;
use nec_ess_domain::wire::{self, DayPlace};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::links::Links;
use crate::store::{State, Stored};

/// That it is stored; `days` where there is something to say about places, `is_mailed` where a mail says so too.
pub(crate) fn stored(
    stored: &Stored,
    links: &Links,
    days: Option<Vec<DayPlace>>,
    is_mailed: bool,
) -> wire::Stored {
    wire::Stored {
        reference: stored.reference.clone(),
        status: stored.status(),
        manage_url: links.path(&stored.reference),
        is_mailed,
        days,
    }
}

/// All that its private page tells of it.
#[derive(Debug, Serialize)]
pub(crate) struct Submission {
    #[serde(flatten)]
    stored: wire::Stored,
    form: String,
    lang: &'static str,
    created_at: String,
    /// Nothing once they are erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<Map<String, Value>>,
}

impl Submission {
    pub(crate) fn of(stored: &Stored, links: &Links) -> Self {
        let is_erased = stored.state == State::Erased;
        Self {
            stored: self::stored(stored, links, Some(stored.days.clone()), false),
            form: stored.form.clone(),
            lang: stored.lang.code(),
            created_at: stored.created_at.clone(),
            answers: (!is_erased).then(|| answers(&stored.answers)),
        }
    }
}

/// Answers as an object of lists, as exports have them.
pub(crate) fn answers(answers: &Answers) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, _) in answers.iter() {
        let values: Vec<&str> = answers.all(name).collect();
        object.insert(name.to_owned(), json!(values));
    }
    object
}
