//! Questions and answers: one file each, `content/<language>/faq/<page id>/<name>.md`.

use nec_ess_domain::Schedule;
use serde::{Deserialize, Serialize};

use crate::moment::Moment;
use crate::stage::Stage;
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
    /// The time that it is asked in, as in `{{while-open}}`; at any time without it.
    #[serde(default)]
    pub(crate) stage: Option<String>,
    /// What the event must have, so that it is asked: `workshop` or `reimbursement`.
    #[serde(default)]
    pub(crate) needs: Option<String>,
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
    /// The time that it is asked in.
    pub stage: Stage,
    /// The answer, in parts for their times.
    pub answer: Vec<Passage>,
    /// Other words that people may look for it by.
    pub also: Vec<String>,
}

impl FaqEntry {
    /// Whether people ask it at `moment`, on a page that goes by `schedule`.
    #[must_use]
    pub fn is_asked(&self, schedule: &Schedule, moment: Moment) -> bool {
        self.stage.holds(schedule, moment.milliseconds())
    }

    /// What is answered then, HTML.
    #[must_use]
    pub fn answer_at(&self, schedule: &Schedule, moment: Moment) -> String {
        let passages = self.answer.iter();
        let now = moment.milliseconds();
        let held = passages.filter(|passage| passage.stage.holds(schedule, now));
        held.map(|passage| passage.html.trim()).collect()
    }
}

/// A part of an answer.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Passage {
    /// The time that it is for.
    pub stage: Stage,
    /// HTML.
    pub html: String,
}
