//! What a form shows when it is rendered.

use nec_ess_content::{Moment, Site};
use nec_ess_domain::text::Link;
use nec_ess_domain::{Answers, FieldError, Form};

/// What a form shows when it is rendered: nothing for a fresh page, the given answers with their
/// errors for the page that answers a refused submission.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// The answers to put back into the fields.
    pub answers: Answers,
    /// What is wrong with them.
    pub errors: Vec<FieldError>,
    /// Something to say above the form that belongs to no field.
    pub notice: Option<String>,
    /// What is stored already and in the way: its private page, called by its reference.
    pub earlier: Option<Link>,
    /// The key that the submission carried, so that sending again is the same submission.
    pub key: String,
}

impl FormState {
    /// Whether `form` is shown at `moment`: as long as it can be sent, and with what someone has just typed also after
    /// that, since it is not taken from them.
    pub(crate) fn is_shown(&self, site: &Site, form: &Form, moment: Moment) -> bool {
        !self.answers.is_empty() || !site.event.is_closed(form, moment)
    }
}
