//! What is to be stored, and what that can come to.

use jiff::Timestamp;
use nec_ess_domain::{Answers, Lang};

use super::stored::Stored;

/// A submission that was checked and is to be stored.
#[derive(Clone, Debug)]
pub struct NewSubmission {
    /// The form's identifier.
    pub form: &'static str,
    /// The key that makes a resend the same submission.
    pub key: String,
    /// Proposed reference.
    pub reference: String,
    /// The language that the person used.
    pub lang: Lang,
    /// The answers, cleaned.
    pub answers: Answers,
    /// Their fingerprint.
    pub content_hash: String,
    /// When it came.
    pub created_at: Timestamp,
}

/// What storing came to.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Stored now.
    Created(Stored),
    /// The same submission was stored before, with the same key: its first answer again.
    Replayed(Stored),
    /// The same answers were stored before, with another key: whoever sends them need not be the same person.
    AlreadyStored,
    /// The key was used before for other answers: those of this submission.
    Conflict(Stored),
    /// Its organisation has a submission already, and may have one only.
    OrganisationTaken,
}
