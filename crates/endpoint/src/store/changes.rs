//! What a person changes later: correct, cancel, erase. Each in one transaction with the places that
//! it frees, those who move up, and the mails that say so.

use jiff::civil::Date;
use nec_ess_domain::{Answers, Named, forms};
use sqlx::AnyConnection;

use super::answers::write_answers;
use super::attendances::{self, Caps};
use super::database::Store;
use super::error::{Error, is_unique_violation};
use super::organisations;
use super::outbox::{self, Event};
use super::state::State;
use super::stored::{Stored, by_reference, by_token};
use crate::organisation;

/// What a change came to.
#[derive(Clone, Debug)]
pub enum Change {
    /// Done, and committed.
    Done(Stored),
    /// No submission has this token.
    Unknown,
    /// It was cancelled or erased before, so nothing was changed.
    Over(Stored),
    /// Another submission has these very answers, so nothing was changed.
    SameAnswers,
    /// The organisation has a submission already, so nothing was changed.
    OrganisationTaken,
}

impl Store {
    /// Replaces the answers. Days that stay chosen keep their places.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn correct(
        &self,
        token: &str,
        answers: &Answers,
        content_hash: &str,
        caps: &Caps,
    ) -> Result<Change, Error> {
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        let Some(stored) = by_token(&mut transaction, token).await? else {
            return Ok(Change::Unknown);
        };
        if stored.state != State::Active {
            return Ok(Change::Over(stored));
        }
        if stored.content_hash == content_hash {
            return Ok(Change::Done(stored));
        }
        let form = &stored.form;
        let organisation = organisation::of(form, answers);
        if organisation != organisation::of(form, &stored.answers) {
            if organisations::holder(&mut transaction, form, answers)
                .await?
                .is_some()
            {
                return Ok(Change::OrganisationTaken);
            }
            sqlx::query("UPDATE submissions SET organisation = $1 WHERE reference = $2")
                .bind(organisation)
                .bind(&stored.reference)
                .execute(&mut *transaction)
                .await?;
        }
        let updated = sqlx::query(
            "UPDATE submissions SET answers = $1, content_hash = $2, version = version + 1
             WHERE reference = $3",
        )
        .bind(write_answers(answers))
        .bind(content_hash)
        .bind(&stored.reference)
        .execute(&mut *transaction)
        .await;
        match updated {
            Err(error) if is_unique_violation(&error) => return Ok(Change::SameAnswers),
            other => other?,
        };
        let days = forms::by_id(&stored.form)
            .map_or_else(Vec::new, |form| attendances::chosen(form, answers));
        let freed = attendances::set(&mut transaction, &stored.reference, &days, caps).await?;
        let stored = reread(&mut transaction, &stored.reference).await?;
        outbox::put(&mut transaction, &stored, &Event::Corrected).await?;
        fill(&mut transaction, &freed, caps).await?;
        transaction.commit().await?;
        Ok(Change::Done(stored))
    }

    /// Withdraws it. The same person can register again afterwards.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn cancel(&self, token: &str, caps: &Caps) -> Result<Change, Error> {
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        let Some(stored) = by_token(&mut transaction, token).await? else {
            return Ok(Change::Unknown);
        };
        if stored.state != State::Active {
            return Ok(Change::Over(stored));
        }
        // Key, fingerprint and organisation become free for another submission.
        sqlx::query(
            "UPDATE submissions SET state = $1, version = version + 1, organisation = NULL,
             submission_key = 'cancelled-' || reference, content_hash = 'cancelled-' || reference
             WHERE reference = $2",
        )
        .bind(State::Cancelled.name())
        .bind(&stored.reference)
        .execute(&mut *transaction)
        .await?;
        let freed = attendances::set(&mut transaction, &stored.reference, &[], caps).await?;
        let stored = reread(&mut transaction, &stored.reference).await?;
        outbox::put(&mut transaction, &stored, &Event::Cancelled).await?;
        fill(&mut transaction, &freed, caps).await?;
        transaction.commit().await?;
        Ok(Change::Done(stored))
    }

    /// Removes every answer and every mail. The reference stays, so that it is never given again, and
    /// the token, so that the private link can say what happened.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn erase(&self, token: &str, caps: &Caps) -> Result<Change, Error> {
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        let Some(stored) = by_token(&mut transaction, token).await? else {
            return Ok(Change::Unknown);
        };
        if stored.state == State::Erased {
            return Ok(Change::Done(stored));
        }
        sqlx::query(
            "UPDATE submissions SET state = $1, version = version + 1, answers = '[]', organisation = NULL,
             submission_key = 'erased-' || reference, content_hash = 'erased-' || reference
             WHERE reference = $2",
        )
        .bind(State::Erased.name())
        .bind(&stored.reference)
        .execute(&mut *transaction)
        .await?;
        outbox::forget(&mut transaction, &stored.reference).await?;
        let freed = attendances::set(&mut transaction, &stored.reference, &[], caps).await?;
        let stored = reread(&mut transaction, &stored.reference).await?;
        fill(&mut transaction, &freed, caps).await?;
        transaction.commit().await?;
        Ok(Change::Done(stored))
    }

    /// Deletes for good what was submitted before `day`, with its days and mails. Returns how many
    /// submissions that were.
    ///
    /// # Errors
    /// When the storage fails: then nothing is deleted.
    pub async fn purge(&self, day: Date) -> Result<u64, Error> {
        let before = day.to_string();
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        for sql in [
            "DELETE FROM attendances WHERE reference IN
             (SELECT reference FROM submissions WHERE created_at < $1)",
            "DELETE FROM outbox WHERE reference IN
             (SELECT reference FROM submissions WHERE created_at < $1)",
        ] {
            sqlx::query(sql)
                .bind(&before)
                .execute(&mut *transaction)
                .await?;
        }
        sqlx::query("DELETE FROM quarantine WHERE created_at < $1")
            .bind(&before)
            .execute(&mut *transaction)
            .await?;
        // A day sorts before each of its own instants.
        let deleted = sqlx::query("DELETE FROM submissions WHERE created_at < $1")
            .bind(&before)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        if self.is_sqlite {
            // Takes it out of the log of recent writes too.
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .execute(&self.pool)
                .await?;
        }
        Ok(deleted.rows_affected())
    }

    /// Gives out the places that a higher limit, or none, has made. Returns how many moved up.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn settle(&self, caps: &Caps) -> Result<usize, Error> {
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        let days = attendances::awaited(&mut transaction).await?;
        let moved = fill(&mut transaction, &days, caps).await?;
        transaction.commit().await?;
        Ok(moved)
    }
}

/// Lets those who wait for `days` move up, and tells them.
async fn fill(
    connection: &mut AnyConnection,
    days: &[String],
    caps: &Caps,
) -> Result<usize, Error> {
    let mut count = 0;
    for day in days {
        for reference in attendances::move_up(connection, day, caps).await? {
            let stored = reread(connection, &reference).await?;
            outbox::put(connection, &stored, &Event::MovedUp { day: day.clone() }).await?;
            count += 1;
        }
    }
    Ok(count)
}

async fn reread(connection: &mut AnyConnection, reference: &str) -> Result<Stored, Error> {
    by_reference(connection, reference)
        .await?
        .ok_or(Error::RowNotFound)
}
