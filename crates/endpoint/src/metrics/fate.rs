//! What became of a submission.

use nec_ess_domain::{Code, Form, Named, named};

use super::Labels;
use crate::refusal::Refusal;

/// What became of a submission, by the name that it has in the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is among the submissions now.
    Stored,
    /// Its key or its sender had stored it before: the first answer was given again.
    Again,
    /// It was taken for spam, and is kept apart.
    Quarantined,
    /// The same answers are stored already, by whoever it was.
    AlreadyStored,
    /// Too many came from there, or it came the moment its form was opened.
    Limited,
    /// Answers are missing or wrong.
    Invalid,
    /// Its organisation has one already.
    OrganisationTaken,
    /// Its key was used for other answers.
    Conflict,
    /// Registration has closed.
    Closed,
    /// Its body is larger than any form.
    TooLarge,
    /// It cannot be read as a form.
    Unreadable,
    /// Its body did not come in time.
    TooSlow,
    /// The storage failed.
    Failed,
}

named!(Fate {
    Stored = "stored",
    Again = "again",
    Quarantined = "quarantined",
    AlreadyStored = "already_stored",
    Limited = "limited",
    Invalid = "invalid",
    OrganisationTaken = "organisation_taken",
    Conflict = "conflict",
    Closed = "closed",
    TooLarge = "too_large",
    Unreadable = "unreadable",
    TooSlow = "too_slow",
    Failed = "failed",
});

impl Fate {
    pub(super) fn labels(self, form: &Form) -> Labels<2> {
        [("form", form.id), ("outcome", self.name())]
    }
}

impl From<&Refusal> for Fate {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::TooLarge => Self::TooLarge,
            Refusal::UnsupportedType | Refusal::Malformed | Refusal::NotUtf8 => Self::Unreadable,
            Refusal::TooSlow => Self::TooSlow,
            Refusal::Conflict(_) => Self::Conflict,
            Refusal::AlreadyStored => Self::AlreadyStored,
            Refusal::Closed | Refusal::Over => Self::Closed,
            Refusal::TooMany(_) => Self::Limited,
            Refusal::Fields(errors) if errors.iter().any(|error| error.code == Code::Taken) => {
                Self::OrganisationTaken
            }
            Refusal::Fields(_) => Self::Invalid,
            Refusal::Unavailable => Self::Failed,
        }
    }
}
