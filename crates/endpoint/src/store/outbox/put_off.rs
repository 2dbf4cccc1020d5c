//! Mails that go out later, as one: their person has had several.

use super::super::database::Store;
use super::super::error::Error;
use super::super::job::Done;
use super::super::mail::Mail;
use super::super::value::values;
use super::{CLAIM, PUT_OFF, is_meant, read, with_columns};

/// Those that are due within so long go out together. Milliseconds.
const SOON: i64 = 10 * 60 * 1000;
impl Store {
    /// Puts a claimed mail off until `next_at`, as if it had not been claimed: the person has had several already.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn put_off(&self, mail: &Mail, next_at: i64) -> Result<(), Error> {
        let number = mail.number;
        self.write(move |connection| {
            Box::pin(async move {
                let sql = "UPDATE outbox SET status = 'waiting', next_at = $1, attempts = attempts - 1, error = $2
                           WHERE number = $3 AND status = 'sending'";
                let values = values![next_at, PUT_OFF, number];
                connection.execute(sql, values).await?;
                Ok(Done::Keep(()))
            })
        })
        .await
    }

    /// Takes the other mails that were put off for the person of `mail`, which is one of them, and are due soon.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn claim_with(&self, mail: &Mail, now: i64) -> Result<Vec<Mail>, Error> {
        let recipient = mail.recipient.clone();
        self.write(move |connection| {
            Box::pin(async move {
                // The index of what is due: this is asked only after somebody got several mails within an hour.
                let sql = with_columns!(
                    "WHERE status IN ('waiting', 'sending') AND next_at <= $1 AND status = 'waiting' AND error = $2
                     AND recipient = $3 ORDER BY number"
                );
                let values = values![now + SOON, PUT_OFF, &recipient];
                let rows = connection.rows(sql, values).await?;
                let mut mails = Vec::new();
                for row in &rows {
                    let mut mail = read(row)?;
                    if !is_meant(connection, &mut mail).await? {
                        continue;
                    }
                    let sql = "UPDATE outbox SET status = 'sending', attempts = attempts + 1, next_at = $1
                               WHERE number = $2 AND status = 'waiting'";
                    if connection.execute(sql, values![now + CLAIM, mail.number]).await? == 1 {
                        mails.push(mail);
                    }
                }
                Ok(Done::Keep(mails))
            })
        })
        .await
    }
}
