//! How much waits in the outbox, for whoever watches.

use super::super::database::Store;
use super::super::error::Error;
use super::super::value::values;

/// What is in the outbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Mails that are to be sent now.
    pub waiting: i64,
    /// Since when the first of them waits, milliseconds since 1970.
    pub since: Option<i64>,
    /// Mails that were refused for good.
    pub failed: i64,
}

impl Store {
    /// How many mails wait, since when, and how many were refused for good. A letter that is paced does not wait before
    /// its time.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn backlog(&self, now: i64) -> Result<Backlog, Error> {
        self.read(move |connection| {
            Box::pin(async move {
                let sql = "SELECT COUNT(*), MIN(CASE WHEN next_at = 0 OR attempts > 0 THEN created_at END),
                                  MIN(CASE WHEN next_at > 0 AND attempts = 0 THEN next_at END)
                           FROM outbox WHERE status IN ('waiting', 'sending') AND (attempts > 0 OR next_at <= $1)";
                let waiting = connection.row(sql, values![now]).await?;
                let sql = "SELECT COUNT(*) FROM outbox WHERE status = 'failed'";
                let failed = connection.row(sql, &[]).await?;
                let (Some(waiting), Some(failed)) = (waiting, failed) else {
                    return Ok(Backlog::default());
                };
                let written = waiting.optional_text(1)?;
                let written = written.and_then(|at| at.parse::<jiff::Timestamp>().ok());
                let written = written.map(|at| at.as_millisecond());
                let due = waiting.optional_number(2)?;
                Ok(Backlog {
                    waiting: waiting.number(0)?,
                    since: written.into_iter().chain(due).min(),
                    failed: failed.number(0)?,
                })
            })
        })
        .await
    }
}
