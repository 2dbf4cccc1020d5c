//! What organisers find by the reference that a person reads out.

use nec_ess_domain::Named;

use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::mail::{MailKind, MailStatus};
use super::outbox::{self, Event};
use super::quarantine;
use super::state::State;
use super::stored::{Stored, by_reference};
use super::value::values;

/// What became of a mail.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it says.
    pub kind: MailKind,
    /// The address.
    pub recipient: String,
    /// How far it is.
    pub status: MailStatus,
    /// When it was written: RFC 3339 in UTC.
    pub created_at: String,
    /// Why the last try failed.
    pub error: String,
}

/// What writing the mail with the private link again came to.
#[derive(Clone, Debug)]
pub enum Resend {
    /// It is in the outbox.
    Done(Box<Stored>),
    /// There is nobody left to write to.
    Erased,
    /// It is among what is kept apart, of which no mails are written.
    Quarantined,
    /// The same, and it was cancelled there.
    Cancelled,
    /// Nothing has this reference.
    Unknown,
}

impl Store {
    /// The mails about `reference`, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn told(&self, reference: &str) -> Result<Vec<Told>, Error> {
        let reference = reference.to_owned();
        self.read(|connection| Box::pin(async move { told(connection, &reference).await }))
            .await
    }

    /// Writes the mail with the private link of `reference` once more, as things stand now.
    ///
    /// # Errors
    /// When the storage fails: then none is written.
    pub async fn resend(&self, reference: &str) -> Result<Resend, Error> {
        self.write_again(|| {
            let reference = reference.to_owned();
            move |connection| Box::pin(async move { resend(connection, &reference).await })
        })
        .await
    }
}

async fn anywhere(connection: &mut Connection, reference: &str) -> Result<Option<Stored>, Error> {
    if let Some(found) = by_reference(connection, reference).await? {
        return Ok(Some(found));
    }
    match quarantine::kept(connection, reference).await? {
        // Between the two looks it may have been released.
        None => by_reference(connection, reference).await,
        kept => Ok(kept),
    }
}

async fn told(connection: &mut Connection, reference: &str) -> Result<Vec<Told>, Error> {
    let sql = "SELECT kind, recipient, status, created_at, error FROM outbox
               WHERE submission = (SELECT number FROM submissions WHERE reference = $1) ORDER BY number";
    let rows = connection.rows(sql, values![reference]).await?;
    rows.iter()
        .map(|row| {
            Ok(Told {
                kind: MailKind::from_name(&row.text(0)?).unwrap_or(MailKind::Stored),
                recipient: row.text(1)?,
                status: MailStatus::from_name(&row.text(2)?).unwrap_or(MailStatus::Waiting),
                created_at: row.text(3)?,
                error: row.text(4)?,
            })
        })
        .collect()
}

async fn resend(connection: &mut Connection, reference: &str) -> Result<Done<Resend>, Error> {
    // A mail is named after the version that it tells of, and of one name there is one: programs that receive mail may
    // drop a second. The row is also held against changes until this has ended.
    let sql = "UPDATE submissions SET version = version + 1 WHERE reference = $1 AND state <> $2";
    let values = values![reference, State::Erased.name()];
    if connection.execute(sql, values).await? == 0 {
        return Ok(Done::Undo(match anywhere(connection, reference).await? {
            None => Resend::Unknown,
            Some(stored) => match stored.state {
                State::Active => Resend::Quarantined,
                State::Cancelled => Resend::Cancelled,
                State::Erased => Resend::Erased,
            },
        }));
    }
    let stored = by_reference(connection, reference).await?;
    let stored = stored.ok_or_else(Error::no_row)?;
    let event = match stored.state {
        State::Cancelled => Event::Cancelled,
        State::Active | State::Erased => Event::Stored,
    };
    outbox::put_again(connection, &stored, &event).await?;
    Ok(Done::Keep(Resend::Done(Box::new(stored))))
}
