//! What somebody asks for who sends mails by hand.

use nec_ess_domain::Named as _;

use super::super::database::Store;
use super::super::error::Error;
use super::super::job::Done;
use super::super::mail::MailStatus;
use super::super::value::values;
use super::PUT_OFF;

/// Letters that are due one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paced {
    /// How many.
    pub letters: i64,
    /// When the first of them is due: milliseconds since 1970.
    pub first_at: i64,
    /// When the last one is.
    pub last_at: i64,
}

impl Store {
    /// Gives every mail that failed another chance. Returns how many.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn retry_failed(&self) -> Result<u64, Error> {
        self.write(|connection| {
            Box::pin(async {
                let sql =
                    "UPDATE outbox SET status = $1, attempts = 0, next_at = 0 WHERE status = $2";
                let [waiting, failed] =
                    [MailStatus::Waiting, MailStatus::Failed].map(MailStatus::name);
                let updated = connection.execute(sql, values![waiting, failed]).await?;
                Ok(Done::Keep(updated))
            })
        })
        .await
    }

    /// Has every mail that waits for another try be tried at once: whoever asks for that has put something right. What was
    /// put off, for the sake of its person, stays so.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn retry_waiting(&self) -> Result<(), Error> {
        self.write(|connection| {
            Box::pin(async {
                let sql = "UPDATE outbox SET next_at = 0
                           WHERE status = 'waiting' AND attempts > 0 AND next_at > 0 AND error <> $1";
                connection.execute(sql, values![PUT_OFF]).await?;
                Ok(Done::Keep(()))
            })
        })
        .await
    }

    /// The letters that are not due yet at `now`, since each has its time; nothing where there are none.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn paced(&self, now: i64) -> Result<Option<Paced>, Error> {
        self.read(move |connection| {
            Box::pin(async move {
                let sql = "SELECT COUNT(*), MIN(next_at), MAX(next_at) FROM outbox
                           WHERE status = 'waiting' AND kind = 'letter' AND attempts = 0 AND next_at > $1";
                let Some(row) = connection.row(sql, values![now]).await? else {
                    return Ok(None);
                };
                let ends = row.optional_number(1)?.zip(row.optional_number(2)?);
                let letters = row.number(0)?;
                Ok(ends.map(|(first_at, last_at)| Paced {
                    letters,
                    first_at,
                    last_at,
                }))
            })
        })
        .await
    }
}
