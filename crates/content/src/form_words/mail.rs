//! The words of the mails.

use serde::{Deserialize, Serialize};

/// `[mail]`: words of the mails that tell a person what became of their submission.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MailWords {
    /// First line.
    pub greeting: String,
    /// Subject: it is stored. The event stands before it and the reference behind it.
    pub stored_subject: String,
    /// It is stored.
    pub stored: String,
    /// Subject: it is stored, and a chosen day is full.
    pub waiting_subject: String,
    /// It is stored, and a chosen day is full.
    pub waiting: String,
    /// Subject: a place has become free.
    pub moved_up_subject: String,
    /// A place has become free.
    pub moved_up: String,
    /// Subject: the corrections are stored.
    pub corrected_subject: String,
    /// The corrections are stored.
    pub corrected: String,
    /// Subject: it is cancelled.
    pub cancelled_subject: String,
    /// It is cancelled.
    pub cancelled: String,
    /// Subject of one mail for several submissions; `{}` is how many.
    pub several_subject: String,
    /// What it is about; `{}` is how many.
    pub several: String,
    /// Before the name of the form.
    pub form: String,
    /// Before the reference.
    pub reference: String,
    /// Above the days.
    pub days: String,
    /// Says that the calendar file is attached.
    pub attached: String,
    /// Says that another submission with this address and for the same day counts too; `{}` stands for its reference.
    pub twins: String,
    /// Above the private link.
    pub link: String,
    /// The same once the answers can no longer be corrected.
    pub link_closed: String,
    /// The same once it is cancelled.
    pub link_cancelled: String,
    /// For those who know nothing of it.
    pub not_you: String,
    /// Above the organiser's name.
    pub closing: String,
}
