//! A mail in the outbox.

use nec_ess_domain::named;
use nec_ess_domain::wire::DayPlace;
use nec_ess_domain::{Lang, Named as _};

/// A mail in the outbox.
#[derive(Clone, Debug)]
pub struct Mail {
    pub(super) number: i64,
    pub(super) version: i64,
    pub(super) about: String,
    /// What it says.
    pub kind: MailKind,
    /// Whose submission it tells about.
    pub reference: String,
    /// The address.
    pub recipient: String,
    /// The person's language.
    pub lang: Lang,
    /// The form's identifier.
    pub form: String,
    /// The days as they were at the event.
    pub days: Vec<DayPlace>,
    /// The references of the person's other submissions for the same day.
    pub twins: Vec<String>,
    /// When it was written.
    pub created_at: String,
    /// How far it is.
    pub status: MailStatus,
    /// How often sending was tried.
    pub attempts: i64,
    /// From when it is to be sent: milliseconds since 1970, 0 for at once.
    pub next_at: i64,
    /// Why the last try failed.
    pub error: String,
    /// Whether it was put off, to go out in one mail with others to the same person.
    pub is_put_off: bool,
}

impl Mail {
    /// Whether it was asked for once more: by an organiser, or by whoever has lost the link.
    #[must_use]
    pub fn is_again(&self) -> bool {
        self.about == AGAIN
    }

    /// Whether it tells of the same submission as `other`, and of something later.
    #[must_use]
    pub fn is_later_than(&self, other: &Self) -> bool {
        self.reference == other.reference && self.number > other.number
    }

    /// Names the submission and the event, the same however often the mail is sent.
    #[must_use]
    pub fn id(&self) -> String {
        let about = if self.about.is_empty() { "" } else { "/" };
        let kind = self.kind.name();
        let Self {
            reference, version, ..
        } = self;
        format!("{reference}/{version}/{kind}{about}{}", self.about)
    }
}

/// Told as the matter of a mail that was asked for once more.
pub(super) const AGAIN: &str = "again";

/// Stands where the reason of a failure does, for a mail that waited in a copy when that was restored.
pub const RESTORED: &str = "held: it waited when the copy was made, and may have gone out since";

/// What a mail says, by the name that it has in the storage and in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// The submission is stored.
    Stored,
    /// It is stored, and a chosen day is full.
    Waiting,
    /// A place has become free for the person.
    MovedUp,
    /// The answers were corrected.
    Corrected,
    /// The submission was cancelled.
    Cancelled,
    /// What organisers wrote to everyone.
    Letter,
}

named!(MailKind {
    Stored = "stored",
    Waiting = "waiting",
    MovedUp = "moved_up",
    Corrected = "corrected",
    Cancelled = "cancelled",
    Letter = "letter",
});

impl MailKind {
    /// Whether anyone can have such a mail written to any address, by filling in the forms.
    #[must_use]
    pub fn is_for_the_asking(self) -> bool {
        match self {
            Self::Stored | Self::Waiting | Self::Corrected | Self::Cancelled => true,
            Self::MovedUp | Self::Letter => false,
        }
    }
}

/// How far a mail is, by the name that it has in the storage and in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailStatus {
    /// Not sent yet.
    Waiting,
    /// Someone is sending it right now, or was interrupted.
    Sending,
    /// The server took it.
    Sent,
    /// The server refused it for good.
    Failed,
}

named!(MailStatus {
    Waiting = "waiting",
    Sending = "sending",
    Sent = "sent",
    Failed = "failed",
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Databases hold these names: another one would leave mails unread that wait to be sent.
    #[test]
    fn stored_names() {
        let kinds: Vec<_> = MailKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(
            kinds,
            [
                "stored",
                "waiting",
                "moved_up",
                "corrected",
                "cancelled",
                "letter"
            ]
        );
        let statuses: Vec<_> = MailStatus::ALL.iter().map(|status| status.name()).collect();
        assert_eq!(statuses, ["waiting", "sending", "sent", "failed"]);
    }
}
