//! `content/<language>/forms.toml`: the words of the forms, checked against their schemas.

mod check;
mod common;
mod form;
mod mail;
mod manage;
mod organisers;

use std::collections::BTreeMap;

use nec_ess_domain::{Form, forms};
use serde::{Deserialize, Serialize};

use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;

pub use common::Common;
pub use form::{FieldWords, OneForm};
pub use mail::MailWords;
pub use manage::Manage;
pub use organisers::{MailStates, Organisers, ReportWords};

/// The keys of `content/<language>/forms.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// Words that every form uses.
    pub common: Common,
    /// Words of the private page of a submission.
    pub manage: Manage,
    /// Words of the mails.
    pub mail: MailWords,
    /// Words of what organisers read.
    pub organisers: Organisers,
    /// The words of each form, by its identifier.
    pub form: BTreeMap<String, OneForm>,
}

impl FormWords {
    /// The words of `form`.
    ///
    /// # Panics
    /// Never for words that [`crate::load`] accepted: every form that the event has is there with its words.
    #[must_use]
    pub fn of(&self, form: &Form) -> &OneForm {
        self.form.get(form.id).expect("load() checked every form")
    }

    /// Every word that a schema needs and this file lacks, and every one that no schema knows.
    pub(crate) fn check(
        &self,
        event: Option<&Event>,
        source: &Source,
        errors: &mut Vec<ContentError>,
    ) {
        self.organisers.check(event, source, errors);
        let has = |form: &&Form| event.is_none_or(|event| event.has(form));
        for form in forms::ALL.into_iter().filter(has) {
            match self.form.get(form.id) {
                Some(words) => words.check(form, event, source, errors),
                None => {
                    let message = format!("expected a table [form.{}]", form.id);
                    errors.push(source.error_at(&["form", form.id], message));
                }
            }
        }
        for id in self.form.keys().filter(|id| forms::by_id(id).is_none()) {
            let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
            errors.push(source.error_at(
                &["form", id],
                format!("unknown form `{id}`, expected one of: {}", known.join(", ")),
            ));
        }
    }
}
