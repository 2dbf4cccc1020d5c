//! Mails that are to be sent, written in the transaction of what they tell.

mod backlog;
mod by_hand;
mod put_off;

use nec_ess_domain::wire::{DayPlace, PlaceStatus, Status};
use nec_ess_domain::{Lang, Named};
use serde_json::{Value, json};

use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::instant;
use super::job::Done;
use super::mail::{AGAIN, Mail, MailKind, MailStatus};
use super::stored::{Stored, by_reference};
use super::twins;
use super::value::{Row, values};

pub use backlog::Backlog;
pub use by_hand::Paced;

/// What a mail tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The submission is stored, its days confirmed or waiting.
    Stored,
    /// A place has become free for the person.
    MovedUp {
        /// The day.
        day: String,
    },
    /// The answers were corrected.
    Corrected,
    /// The submission was cancelled.
    Cancelled,
}

/// Stands where the reason of a failure does, for a mail that was put off.
pub const PUT_OFF: &str = "put off: to go out in one mail with others";
/// Longer than any try to send takes: after it whoever claimed the mail is gone. Milliseconds.
const CLAIM: i64 = 300_000;

/// A statement that gives, after what stands before them, the columns that [`read`] reads.
macro_rules! with_columns {
    ($after:literal) => {
        concat!(
            "SELECT number, reference, version, kind, about, recipient, lang, facts, created_at, status, attempts, error, next_at FROM outbox ",
            $after
        )
    };
}
use with_columns;

impl Store {
    /// Every mail that was not sent, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn unsent(&self) -> Result<Vec<Mail>, Error> {
        self.read(|connection| {
            Box::pin(async {
                let sql = with_columns!("WHERE status <> $1 ORDER BY created_at, number");
                let rows = connection
                    .rows(sql, values![MailStatus::Sent.name()])
                    .await?;
                rows.iter().map(read).collect()
            })
        })
        .await
    }

    /// Takes the mail that is due the longest, for one sender alone.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn claim(&self, now: i64) -> Result<Option<Mail>, Error> {
        self.write(move |connection| {
            Box::pin(async move { claim(connection, now).await.map(Done::Keep) })
        })
        .await
    }

    /// Notes what came of sending `mail`; `next_at` is when to try again if it waits.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn settle_mail(
        &self,
        mail: &Mail,
        status: MailStatus,
        next_at: i64,
        error: &str,
    ) -> Result<(), Error> {
        let (number, error) = (mail.number, error.to_owned());
        self.write(move |connection| {
            Box::pin(async move {
                let sql =
                    "UPDATE outbox SET status = $1, next_at = $2, error = $3 WHERE number = $4";
                let values = values![status.name(), next_at, error, number];
                connection.execute(sql, values).await?;
                Ok(Done::Keep(()))
            })
        })
        .await
    }
}

async fn claim(connection: &mut Connection, now: i64) -> Result<Option<Mail>, Error> {
    loop {
        // Both in words, as the index of what is due has them.
        let sql = "SELECT number, next_at FROM outbox WHERE status IN ('waiting', 'sending') AND next_at <= $1
                   ORDER BY next_at, number LIMIT 1";
        let Some(due) = connection.row(sql, values![now]).await? else {
            return Ok(None);
        };
        let (number, next_at) = (due.number(0)?, due.number(1)?);
        // Only one of several senders finds the row as it was.
        let sql = "UPDATE outbox SET status = 'sending', attempts = attempts + 1, next_at = $1
                   WHERE number = $2 AND next_at = $3 AND status IN ('waiting', 'sending')";
        let values = values![now + CLAIM, number, next_at];
        if connection.execute(sql, values).await? == 1 {
            // Erased in this very moment: look for another.
            let sql = with_columns!("WHERE number = $1");
            if let Some(row) = connection.row(sql, values![number]).await? {
                let mut mail = read(&row)?;
                if is_meant(connection, &mut mail).await? {
                    return Ok(Some(mail));
                }
            }
        }
    }
}

/// Puts the mail that tells `stored` of `event` into the outbox, once.
pub(super) async fn put(
    connection: &mut Connection,
    stored: &Stored,
    event: &Event,
) -> Result<(), Error> {
    let about = match event {
        Event::MovedUp { day } => day.as_str(),
        Event::Stored | Event::Corrected | Event::Cancelled => "",
    };
    put_about(connection, stored, event, about).await
}

/// The same of an event that was told before, since somebody asks for it again.
pub(super) async fn put_again(
    connection: &mut Connection,
    stored: &Stored,
    event: &Event,
) -> Result<(), Error> {
    put_about(connection, stored, event, AGAIN).await
}

async fn put_about(
    connection: &mut Connection,
    stored: &Stored,
    event: &Event,
    about: &str,
) -> Result<(), Error> {
    let kind = match event {
        Event::Stored if stored.status() == Status::Waiting => MailKind::Waiting,
        Event::Stored => MailKind::Stored,
        Event::MovedUp { .. } => MailKind::MovedUp,
        Event::Corrected => MailKind::Corrected,
        Event::Cancelled => MailKind::Cancelled,
    };
    let twins = match event {
        Event::Stored => twins::of(connection, stored).await?,
        _ => Vec::new(),
    };
    let version = stored.version;
    let name = Name {
        version,
        kind,
        about,
    };
    insert_with(connection, stored, &name, 0, &twins).await
}

/// What an event, or a letter, is told once under.
pub(super) struct Name<'a> {
    pub(super) version: i64,
    pub(super) kind: MailKind,
    pub(super) about: &'a str,
}

/// Puts a mail to the person of `stored` into the outbox, due at `next_at`, if none of that name is there.
pub(super) async fn insert(
    connection: &mut Connection,
    stored: &Stored,
    name: &Name<'_>,
    next_at: i64,
) -> Result<(), Error> {
    insert_with(connection, stored, name, next_at, &[]).await
}

async fn insert_with(
    connection: &mut Connection,
    stored: &Stored,
    name: &Name<'_>,
    next_at: i64,
    twins: &[String],
) -> Result<(), Error> {
    let recipient = stored.email();
    if recipient.is_empty() {
        return Ok(());
    }
    let days: Vec<Value> = stored
        .days
        .iter()
        .map(|day| json!([day.day, day.status == PlaceStatus::Confirmed]))
        .collect();
    let facts = json!({ "form": stored.form, "days": days, "twins": twins });
    let sql = "INSERT INTO outbox
               (submission, version, kind, about, reference, recipient, lang, facts, created_at, status, next_at,
                attempts, error)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, '')
               ON CONFLICT (submission, version, kind, about) DO NOTHING";
    let values = values![
        stored.number,
        name.version,
        name.kind.name(),
        name.about,
        &stored.reference,
        recipient,
        stored.lang.code(),
        facts.to_string(),
        instant::write(jiff::Timestamp::now()),
        MailStatus::Waiting.name(),
        next_at,
    ];
    connection.execute(sql, values).await?;
    Ok(())
}

/// Has letters that have not gone out, refused ones too, go to the address that `stored` has now. What else has not gone out
/// is said by the mail of the correction, as things stand now: see [`claim`].
pub(super) async fn follow(connection: &mut Connection, stored: &Stored) -> Result<(), Error> {
    let sql = "UPDATE outbox SET recipient = $1, status = 'waiting', attempts = 0, error = '',
               next_at = CASE WHEN status = 'failed' THEN 0 ELSE next_at END
               WHERE submission = $2 AND recipient <> $1 AND kind = 'letter' AND status IN ('waiting', 'failed')";
    let values = values![stored.email(), stored.number];
    connection.execute(sql, values).await?;
    Ok(())
}

/// Whether `mail` is still to be sent, and where: nothing goes to an address that its person has taken back, since private
/// links are not for whoever has it.
async fn is_meant(connection: &mut Connection, mail: &mut Mail) -> Result<bool, Error> {
    let stored = by_reference(connection, &mail.reference).await?;
    let email = stored.map(|stored| stored.email().to_owned());
    let email = email.unwrap_or_default();
    if mail.recipient == email {
        return Ok(true);
    }
    if mail.kind == MailKind::Letter && !email.is_empty() {
        let sql = "UPDATE outbox SET recipient = $1 WHERE number = $2";
        connection
            .execute(sql, values![&email, mail.number])
            .await?;
        mail.recipient = email;
        return Ok(true);
    }
    let sql = "DELETE FROM outbox WHERE number = $1";
    connection.execute(sql, values![mail.number]).await?;
    Ok(false)
}

/// Removes every mail about the submission `number`.
pub(super) async fn forget(connection: &mut Connection, number: i64) -> Result<(), Error> {
    let sql = "DELETE FROM outbox WHERE submission = $1";
    connection.execute(sql, values![number]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<Mail, Error> {
    let facts: Value = serde_json::from_str(&row.text(7)?)
        .map_err(|_| Error::Unexpected("the facts of a mail are not JSON".into()))?;
    let fact = |name: &str| facts[name].as_str().unwrap_or_default().to_owned();
    let days = facts["days"].as_array().map_or_else(Vec::new, |days| {
        days.iter()
            .filter_map(|day| {
                let is_confirmed = day[1].as_bool()?;
                Some(DayPlace {
                    day: day[0].as_str()?.to_owned(),
                    status: if is_confirmed {
                        PlaceStatus::Confirmed
                    } else {
                        PlaceStatus::Waiting
                    },
                })
            })
            .collect()
    });
    let twins = facts["twins"].as_array().map_or_else(Vec::new, |twins| {
        let twins = twins.iter().filter_map(Value::as_str);
        twins.map(str::to_owned).collect()
    });
    Ok(Mail {
        number: row.number(0)?,
        reference: row.text(1)?,
        version: row.number(2)?,
        kind: MailKind::from_name(&row.text(3)?).unwrap_or(MailKind::Stored),
        about: row.text(4)?,
        recipient: row.text(5)?,
        lang: Lang::from_code(&row.text(6)?).unwrap_or(Lang::Fr),
        form: fact("form"),
        days,
        twins,
        created_at: row.text(8)?,
        status: MailStatus::from_name(&row.text(9)?).unwrap_or(MailStatus::Waiting),
        attempts: row.number(10)?,
        is_put_off: row.text(11)? == PUT_OFF,
        error: row.text(11)?,
        next_at: row.number(12)?,
    })
}
