//! What a form knows and decides, without a page: its errors, and where it stands.

use nec_ess_domain::text::FormText;
use nec_ess_domain::wire::{FieldProblem, Stored};
use nec_ess_domain::{Answers, Code, Form, validate};

use super::outcome::Outcome;
use super::phase::Phase;

/// An error that is shown beside its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownError {
    /// The field's name.
    pub(crate) field: &'static str,
    /// What is wrong.
    pub(crate) message: String,
    /// The answer that the endpoint alone refused: our own rules may find nothing wrong with it.
    refused: Option<String>,
}

impl ShownError {
    /// The error `code` of the field `name`, in the words of `text`.
    fn of(form: &Form, text: &FormText, name: &str, code: Code, answers: &Answers) -> Option<Self> {
        let (field, words) = text.field(form, name)?;
        Some(Self {
            field: field.name,
            message: words.message(field, code, answers.first(name)),
            refused: None,
        })
    }
}

/// What is to be done after someone pressed the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing: it is on its way, or there is nothing left to send.
    Nothing,
    /// The errors are shown.
    ShowErrors,
    /// It is sent.
    Send,
}

/// What is to be done after the last try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The receipt is shown, and the draft forgotten.
    Receipt(Stored),
    /// The draft is forgotten; there is no receipt.
    Sent,
    /// The errors are shown.
    ShowErrors,
    /// The answers stay, nobody knows whether they are stored.
    Unsure,
    /// The answers stay, nothing is stored.
    Busy,
    /// The answers are another submission than the one that has the key, which is stored: they get a key of their own.
    NewKey(Option<Stored>),
    /// The answers stay; they are stored already.
    AlreadyStored,
    /// Nothing more can be sent.
    Closed,
}

/// A form.
#[derive(Clone, Debug)]
pub(crate) struct FormModel {
    form: &'static Form,
    days: Vec<String>,
    phase: Phase,
    /// In the order of the fields.
    errors: Vec<ShownError>,
    /// The lines of the summary: it stays while errors are mended, so that nothing moves under the person's hands.
    summary: Vec<ShownError>,
}

impl FormModel {
    /// The form as its page came: empty, or with `answers` and the errors that the endpoint found.
    pub(crate) fn new(form: &'static Form, text: &FormText, answers: &Answers) -> Self {
        let errors = text
            .errors
            .iter()
            .filter_map(|error| ShownError::of(form, text, &error.field, error.code, answers));
        let errors: Vec<_> = errors.collect();
        Self {
            form,
            days: text.days.iter().map(|day| day.id.clone()).collect(),
            phase: Phase::Open,
            summary: errors.clone(),
            errors,
        }
    }

    /// Where it stands.
    pub(crate) const fn phase(&self) -> Phase {
        self.phase
    }

    /// The lines of the error summary; none where it is not shown.
    pub(crate) fn summary(&self) -> &[ShownError] {
        &self.summary
    }

    /// What is said beside the field `name`.
    pub(crate) fn error(&self, name: &str) -> Option<&str> {
        let error = self.errors.iter().find(|error| error.field == name);
        error.map(|error| error.message.as_str())
    }

    /// Someone pressed the button, or the network is back.
    pub(crate) fn submit(&mut self, answers: &Answers, text: &FormText) -> Next {
        if self.phase.is_on_its_way() || self.phase.is_over() || self.phase.is_closed() {
            return Next::Nothing;
        }
        let errors = validate(self.form, answers, &self.days);
        let errors = errors
            .into_iter()
            .filter_map(|error| ShownError::of(self.form, text, error.field, error.code, answers));
        let errors = errors.collect();
        self.show(errors);
        if self.errors.is_empty() {
            self.phase = Phase::Sending;
            Next::Send
        } else {
            self.phase = Phase::Open;
            Next::ShowErrors
        }
    }

    /// Nobody answered: another try follows.
    pub(crate) fn retry(&mut self) {
        self.phase = Phase::Retrying;
    }

    /// The last try is over; `answers` are those that were sent.
    pub(crate) fn finish(
        &mut self,
        outcome: Outcome,
        answers: &Answers,
        is_online: bool,
    ) -> Ending {
        let (phase, ending) = match outcome {
            Outcome::Stored(stored) => (Phase::Stored, Ending::Receipt(stored)),
            Outcome::SentElsewhere => (Phase::SentElsewhere, Ending::Sent),
            Outcome::Refused(problems) => {
                let errors = self.refused(problems, answers);
                if errors.is_empty() {
                    self.unsure(is_online)
                } else {
                    self.show(errors);
                    (Phase::Open, Ending::ShowErrors)
                }
            }
            Outcome::Unsure => self.unsure(is_online),
            Outcome::Busy { retry_after } => {
                let minutes = Outcome::minutes(retry_after);
                (Phase::Busy { minutes }, Ending::Busy)
            }
            Outcome::Conflict(stored) => (Phase::Conflict, Ending::NewKey(stored)),
            Outcome::AlreadyStored => (Phase::AlreadyStored, Ending::AlreadyStored),
            Outcome::Closed => (Phase::Closed, Ending::Closed),
        };
        self.phase = phase;
        ending
    }

    /// An answer changed: takes the errors away that are mended, also those of fields that depend on this one.
    pub(crate) fn recheck(&mut self, answers: &Answers) {
        if self.phase == Phase::Cleared {
            // The device has something of the person again.
            self.phase = Phase::Open;
        }
        if self.errors.is_empty() {
            return;
        }
        let wrong = validate(self.form, answers, &self.days);
        self.errors.retain(|error| {
            let is_refused = error.refused.as_deref();
            wrong.iter().any(|wrong| wrong.field == error.field)
                || is_refused.is_some_and(|refused| refused == answers.first(error.field))
        });
    }

    /// The form was emptied, and its draft taken off the device.
    pub(crate) fn clear(&mut self) {
        self.show(Vec::new());
        self.phase = Phase::Cleared;
    }

    /// Registration has closed.
    pub(crate) fn close(&mut self) {
        self.phase = Phase::Closed;
    }

    fn unsure(&self, is_online: bool) -> (Phase, Ending) {
        let phase = if is_online {
            Phase::Failed
        } else {
            Phase::Offline
        };
        (phase, Ending::Unsure)
    }

    fn show(&mut self, errors: Vec<ShownError>) {
        self.summary.clone_from(&errors);
        self.errors = errors;
    }

    /// The problems that are those of our fields.
    fn refused(&self, problems: Vec<FieldProblem>, answers: &Answers) -> Vec<ShownError> {
        let ours = problems.into_iter().filter_map(|problem| {
            let field = self.form.field(&problem.field)?;
            Some(ShownError {
                field: field.name,
                message: problem.message,
                refused: Some(answers.first(field.name).to_owned()),
            })
        });
        ours.collect()
    }
}

#[cfg(test)]
mod tests;
