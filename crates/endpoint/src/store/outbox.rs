//! Mails that are to be sent, written in the transaction of what they tell.

use nec_ess_domain::wire::{DayPlace, PlaceStatus, Status};
use nec_ess_domain::{Kind, Lang, Named, forms};
use serde_json::{Value, json};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::database::Store;
use super::error::Error;
use super::instant;
use super::mail::{Mail, MailKind, MailStatus};
use super::stored::Stored;

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

/// Longer than any try to send takes: after it whoever claimed the mail is gone. Milliseconds.
const CLAIM: i64 = 300_000;

impl Store {
    /// Every mail that was not sent, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn unsent(&self) -> Result<Vec<Mail>, Error> {
        sqlx::query("SELECT * FROM outbox WHERE status <> $1 ORDER BY created_at, id")
            .bind(MailStatus::Sent.name())
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// Gives every mail that failed another chance. Returns how many.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn retry_failed(&self) -> Result<u64, Error> {
        let updated = sqlx::query(
            "UPDATE outbox SET status = $1, attempts = 0, next_at = 0 WHERE status = $2",
        )
        .bind(MailStatus::Waiting.name())
        .bind(MailStatus::Failed.name())
        .execute(&self.pool)
        .await?;
        Ok(updated.rows_affected())
    }

    /// Takes the mail that is due the longest, for one sender alone.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn claim(&self, now: i64) -> Result<Option<Mail>, Error> {
        loop {
            let due: Option<(String, i64)> = sqlx::query_as(
                "SELECT id, next_at FROM outbox WHERE status IN ($1, $2) AND next_at <= $3
                 ORDER BY next_at, created_at, id LIMIT 1",
            )
            .bind(MailStatus::Waiting.name())
            .bind(MailStatus::Sending.name())
            .bind(now)
            .fetch_optional(&self.pool)
            .await?;
            let Some((id, next_at)) = due else {
                return Ok(None);
            };
            // Only one of several senders finds the row as it was.
            let claimed = sqlx::query(
                "UPDATE outbox SET status = $1, attempts = attempts + 1, next_at = $2
                 WHERE id = $3 AND next_at = $4 AND status IN ($5, $1)",
            )
            .bind(MailStatus::Sending.name())
            .bind(now + CLAIM)
            .bind(&id)
            .bind(next_at)
            .bind(MailStatus::Waiting.name())
            .execute(&self.pool)
            .await?;
            if claimed.rows_affected() == 1 {
                // Erased in this very moment: look for another.
                if let Some(row) = sqlx::query("SELECT * FROM outbox WHERE id = $1")
                    .bind(&id)
                    .fetch_optional(&self.pool)
                    .await?
                {
                    return read(&row).map(Some);
                }
            }
        }
    }

    /// Notes what came of sending `id`; `next_at` is when to try again if it waits.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn settle_mail(
        &self,
        id: &str,
        status: MailStatus,
        next_at: i64,
        error: &str,
    ) -> Result<(), Error> {
        sqlx::query("UPDATE outbox SET status = $1, next_at = $2, error = $3 WHERE id = $4")
            .bind(status.name())
            .bind(next_at)
            .bind(error)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

/// Puts the mail that tells `stored` of `event` into the outbox, once.
pub(super) async fn put(
    connection: &mut AnyConnection,
    stored: &Stored,
    event: &Event,
) -> Result<(), Error> {
    let recipient = forms::by_id(&stored.form)
        .and_then(|form| form.fields.iter().find(|field| field.kind == Kind::Email))
        .map_or("", |field| stored.answers.first(field.name));
    if recipient.is_empty() {
        return Ok(());
    }
    let kind = match event {
        Event::Stored if stored.status() == Status::Waiting => MailKind::Waiting,
        Event::Stored => MailKind::Stored,
        Event::MovedUp { .. } => MailKind::MovedUp,
        Event::Corrected => MailKind::Corrected,
        Event::Cancelled => MailKind::Cancelled,
    };
    let kind = kind.name();
    let mut id = format!("{}/{}/{kind}", stored.reference, stored.version);
    if let Event::MovedUp { day } = event {
        id = format!("{id}/{day}");
    }
    let days: Vec<Value> = stored
        .days
        .iter()
        .map(|day| json!([day.day, day.status == PlaceStatus::Confirmed]))
        .collect();
    let facts = json!({ "form": stored.form, "token": stored.token, "days": days });
    sqlx::query(
        "INSERT INTO outbox (id, reference, kind, recipient, lang, facts, created_at, status, attempts, next_at, error)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, '') ON CONFLICT (id) DO NOTHING",
    )
    .bind(id)
    .bind(&stored.reference)
    .bind(kind)
    .bind(recipient)
    .bind(stored.lang.code())
    .bind(facts.to_string())
    .bind(instant::write(jiff::Timestamp::now()))
    .bind(MailStatus::Waiting.name())
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes every mail about `reference`.
pub(super) async fn forget(connection: &mut AnyConnection, reference: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM outbox WHERE reference = $1")
        .bind(reference)
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<Mail, Error> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let facts: Value = serde_json::from_str(&text("facts")?)
        .map_err(|_| Error::Decode("the facts of a mail are not JSON".into()))?;
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
    Ok(Mail {
        id: text("id")?,
        kind: MailKind::from_name(&text("kind")?).unwrap_or(MailKind::Stored),
        reference: text("reference")?,
        recipient: text("recipient")?,
        lang: Lang::from_code(&text("lang")?).unwrap_or(Lang::Fr),
        form: fact("form"),
        token: fact("token"),
        days,
        created_at: text("created_at")?,
        status: MailStatus::from_name(&text("status")?).unwrap_or(MailStatus::Waiting),
        attempts: row.try_get("attempts")?,
        error: text("error")?,
    })
}
