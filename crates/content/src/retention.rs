//! How long what people send is kept: each period stands here alone, for the privacy pages and for what deletes.

use nec_ess_domain::Form;
use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT, WORKSHOP};
use nec_ess_domain::schema::DRAFT_DAYS;
use serde::{Deserialize, Serialize};

use crate::period::{Period, Unit};

/// `[retention]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// What people wrote about their access needs: it may tell of someone's health, and goes while the rest stays.
    pub access_needs: Period,
    /// Registrations, waiting, cancelled and erased ones too, with their mails.
    pub registrations: Period,
    /// The same of the workshop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workshop_registrations: Option<Period>,
    /// The same of requests for the reimbursement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reimbursement_requests: Option<Period>,
    /// What was taken for spam.
    pub quarantine: Period,
    /// Copies of the database, which hold what was deleted since.
    pub copies: Period,
}

/// What is kept for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// See [`Retention::access_needs`].
    AccessNeeds,
    /// See [`Retention::registrations`].
    Registrations,
    /// See [`Retention::workshop_registrations`].
    WorkshopRegistrations,
    /// See [`Retention::reimbursement_requests`].
    ReimbursementRequests,
    /// See [`Retention::quarantine`].
    Quarantine,
    /// See [`Retention::copies`].
    Copies,
    /// What someone is typing, on their own device: the site's script keeps it, and no setting changes for how long.
    Drafts,
}

/// From when on a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The end of the event's last day.
    Event,
    /// The moment at which it came.
    Sent,
    /// The moment at which it was made.
    Made,
}

impl Kept {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 7] = [
        Self::AccessNeeds,
        Self::Registrations,
        Self::WorkshopRegistrations,
        Self::ReimbursementRequests,
        Self::Quarantine,
        Self::Copies,
        Self::Drafts,
    ];

    /// The submissions of the form `id`.
    #[must_use]
    pub fn of_form(id: &str) -> Option<Self> {
        [
            (REGISTRATION.id, Self::Registrations),
            (WORKSHOP.id, Self::WorkshopRegistrations),
            (REIMBURSEMENT.id, Self::ReimbursementRequests),
        ]
        .into_iter()
        .find_map(|(form, kept)| (form == id).then_some(kept))
    }

    /// From when on its period is counted.
    #[must_use]
    pub const fn since(self) -> Since {
        match self {
            Self::AccessNeeds
            | Self::Registrations
            | Self::WorkshopRegistrations
            | Self::ReimbursementRequests => Since::Event,
            Self::Quarantine => Since::Sent,
            Self::Copies | Self::Drafts => Since::Made,
        }
    }
}

impl Retention {
    /// The key that says how long the submissions of `form` are kept, where it is not there.
    pub(crate) fn missing(&self, form: &Form) -> Option<&'static str> {
        match Kept::of_form(form.id)? {
            Kept::WorkshopRegistrations if self.workshop_registrations.is_none() => {
                Some("workshop_registrations")
            }
            Kept::ReimbursementRequests if self.reimbursement_requests.is_none() => {
                Some("reimbursement_requests")
            }
            _ => None,
        }
    }

    /// How long it is kept.
    #[must_use]
    pub fn period(&self, kept: Kept) -> Period {
        match kept {
            Kept::AccessNeeds => self.access_needs,
            Kept::Registrations => self.registrations,
            // What came before an event gave up its workshop is still there, and has to go.
            Kept::WorkshopRegistrations => {
                self.workshop_registrations.unwrap_or(self.registrations)
            }
            Kept::ReimbursementRequests => {
                self.reimbursement_requests.unwrap_or(self.registrations)
            }
            Kept::Quarantine => self.quarantine,
            Kept::Copies => self.copies,
            Kept::Drafts => draft_period(),
        }
    }
}

/// How long a draft stays on the device of the person who types it.
pub(crate) const fn draft_period() -> Period {
    Period {
        number: DRAFT_DAYS as u16,
        unit: Unit::Days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every form's submissions are kept for a period of their own.
    #[test]
    fn every_form_has_a_period() {
        for form in nec_ess_domain::forms::ALL {
            assert!(Kept::of_form(form.id).is_some(), "{}", form.id);
        }
    }
}
