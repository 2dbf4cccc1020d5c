//! What a person changes later: correct, cancel, erase. Each in one transaction with the places that
//! it frees, those who move up, and the mails that say so.

use jiff::civil::Date;
use nec_ess_domain::{Answers, forms};

use super::answers::write_answers;
use super::attendances::{self, Caps};
use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::outbox::{self, Event};
use super::state::State;
use super::stored::{Stored, by_number, to_change};
use super::value::{Value, values};
use super::{letters, organisations};
use crate::organisation;

/// What a change came to.
#[derive(Clone, Debug)]
pub enum Change {
    /// Done, and committed.
    Done(Stored),
    /// It is so already, so nothing was changed.
    Same(Stored),
    /// No submission has this reference.
    Unknown,
    /// It was cancelled or erased before, so nothing was changed.
    Over(Stored),
    /// Another submission has these very answers, so nothing was changed.
    SameAnswers,
    /// The organisation has a submission already, so nothing was changed.
    OrganisationTaken,
}

/// What is not needed any more.
#[derive(Clone, Debug)]
pub struct Old {
    /// Everything from before this day.
    pub before: Date,
    /// Of this form alone, where it is one.
    pub form: Option<String>,
    /// Only what is kept apart.
    pub only_quarantine: bool,
}

/// How many submissions of a form are old, by what has become of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldOfForm {
    /// The form's identifier.
    pub form: String,
    /// All of them.
    pub all: i64,
    /// Registered, or waiting.
    pub counting: i64,
    /// Cancelled.
    pub cancelled: i64,
    /// Erased: only the reference is left.
    pub erased: i64,
    /// Kept apart.
    pub quarantined: i64,
    /// Kept apart, and cancelled or erased there.
    pub quarantined_over: i64,
}

impl Old {
    /// `$1`, `$2` and `$3` of the statements about it.
    fn values(&self) -> [Value; 3] {
        [
            // A day sorts before each of its own instants.
            Value::from(self.before.to_string()),
            Value::from(self.form.clone().unwrap_or_default()),
            Value::from(i64::from(self.only_quarantine)),
        ]
    }
}

impl Store {
    /// Replaces the answers. Days that stay chosen keep their places.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn correct(
        &self,
        reference: &str,
        answers: &Answers,
        content_hash: &str,
        caps: &Caps,
    ) -> Result<Change, Error> {
        let corrected = self.write_again(|| {
            let (reference, content_hash) = (reference.to_owned(), content_hash.to_owned());
            let (answers, caps) = (answers.clone(), caps.clone());
            move |connection| {
                Box::pin(async move {
                    correct(connection, &reference, &answers, &content_hash, &caps).await
                })
            }
        });
        match corrected.await {
            // Another submission, or its correction, was quicker.
            Err(Error::Duplicate) => Ok(Change::SameAnswers),
            other => other,
        }
    }

    /// Withdraws it. The same person can register again afterwards.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn cancel(&self, reference: &str, caps: &Caps) -> Result<Change, Error> {
        self.write_again(|| {
            let (reference, caps) = (reference.to_owned(), caps.clone());
            move |connection| Box::pin(async move { cancel(connection, &reference, &caps).await })
        })
        .await
    }

    /// Removes every answer and every mail. The reference stays, so that it is never given again, and the private link can
    /// say what happened.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn erase(&self, reference: &str, caps: &Caps) -> Result<Change, Error> {
        let (reference, caps) = (reference.to_owned(), caps.clone());
        self.delete(|connection| {
            Box::pin(async move { erase(connection, &reference, &caps).await })
        })
        .await
    }

    /// How many submissions are `old`, by form.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn count_old(&self, old: &Old) -> Result<Vec<OldOfForm>, Error> {
        let old = old.clone();
        self.read(|connection| {
            Box::pin(async move {
                let sql = "SELECT form, COUNT(*),
                                  COUNT(CASE WHEN apart = 0 AND state = 'active' THEN 1 END),
                                  COUNT(CASE WHEN apart = 0 AND state = 'cancelled' THEN 1 END),
                                  COUNT(CASE WHEN apart = 0 AND state = 'erased' THEN 1 END),
                                  COUNT(CASE WHEN apart = 1 AND state = 'active' THEN 1 END),
                                  COUNT(CASE WHEN apart = 1 AND state <> 'active' THEN 1 END)
                           FROM (SELECT form, created_at, state, 0 AS apart FROM submissions
                                 UNION ALL SELECT form, created_at, state, 1 FROM quarantine) AS everything
                           WHERE created_at < $1 AND ($2 = '' OR form = $2) AND ($3 = 0 OR apart = 1) GROUP BY form ORDER BY form";
                let rows = connection.rows(sql, &old.values()).await?;
                let counts = rows.iter().map(|row| {
                    Ok(OldOfForm {
                        form: row.text(0)?,
                        all: row.number(1)?,
                        counting: row.number(2)?,
                        cancelled: row.number(3)?,
                        erased: row.number(4)?,
                        quarantined: row.number(5)?,
                        quarantined_over: row.number(6)?,
                    })
                });
                counts.collect()
            })
        })
        .await
    }

    /// Deletes for good what is `old`, with its days and mails. Returns how many submissions that were.
    ///
    /// # Errors
    /// When the storage fails: then nothing is deleted.
    pub async fn purge(&self, old: &Old) -> Result<u64, Error> {
        let old = old.clone();
        self.delete(|connection| {
            Box::pin(async move { purge(connection, &old).await.map(Done::Keep) })
        })
        .await
    }

    /// Gives out the places that a higher limit, or none, has made. Returns how many moved up.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn settle(&self, caps: &Caps) -> Result<usize, Error> {
        self.write_again(|| {
            let caps = caps.clone();
            move |connection| {
                Box::pin(async move {
                    attendances::lock(connection).await?;
                    attendances::recount(connection, &caps).await?;
                    let days = attendances::awaited(connection).await?;
                    fill(connection, &days, &caps).await.map(Done::Keep)
                })
            }
        })
        .await
    }
}

async fn correct(
    connection: &mut Connection,
    reference: &str,
    answers: &Answers,
    content_hash: &str,
    caps: &Caps,
) -> Result<Done<Change>, Error> {
    let Some(stored) = to_change(connection, reference).await? else {
        return Ok(Done::Undo(Change::Unknown));
    };
    if stored.state != State::Active {
        return Ok(Done::Undo(Change::Over(stored)));
    }
    // The fingerprint goes with access needs once these are past their period.
    if stored.content_hash == content_hash || stored.answers == *answers {
        return Ok(Done::Undo(Change::Same(stored)));
    }
    let form = &stored.form;
    let organisation = organisation::of(form, answers);
    if organisation != organisation::of(form, &stored.answers) {
        let holder = organisations::holder(connection, form, answers).await?;
        if holder.is_some() {
            return Ok(Done::Undo(Change::OrganisationTaken));
        }
        let sql = "UPDATE submissions SET organisation = $1 WHERE number = $2";
        let values = values![organisation, stored.number];
        connection.execute(sql, values).await?;
    }
    let sql = "UPDATE submissions SET answers = $1, content_hash = $2, version = version + 1
               WHERE number = $3";
    let values = values![write_answers(answers), content_hash, stored.number];
    connection.execute(sql, values).await?;
    let days =
        forms::by_id(&stored.form).map_or_else(Vec::new, |form| attendances::chosen(form, answers));
    let freed = give_days(connection, &stored, &days, caps).await?;
    let stored = by_number(connection, stored.number).await?;
    outbox::follow(connection, &stored).await?;
    outbox::put(connection, &stored, &Event::Corrected).await?;
    fill(connection, &freed, caps).await?;
    Ok(Done::Keep(Change::Done(stored)))
}

async fn cancel(
    connection: &mut Connection,
    reference: &str,
    caps: &Caps,
) -> Result<Done<Change>, Error> {
    let Some(stored) = to_change(connection, reference).await? else {
        return Ok(Done::Undo(Change::Unknown));
    };
    if stored.state != State::Active {
        return Ok(Done::Undo(Change::Over(stored)));
    }
    // Key, fingerprint and organisation become free for another submission.
    let sql =
        "UPDATE submissions SET state = 'cancelled', version = version + 1, organisation = NULL,
               submission_key = 'cancelled-' || reference, content_hash = 'cancelled-' || reference
               WHERE number = $1";
    connection.execute(sql, values![stored.number]).await?;
    letters::withdraw(connection, stored.number).await?;
    let freed = give_days(connection, &stored, &[], caps).await?;
    let stored = by_number(connection, stored.number).await?;
    outbox::put(connection, &stored, &Event::Cancelled).await?;
    fill(connection, &freed, caps).await?;
    Ok(Done::Keep(Change::Done(stored)))
}

async fn erase(
    connection: &mut Connection,
    reference: &str,
    caps: &Caps,
) -> Result<Done<Change>, Error> {
    let Some(stored) = to_change(connection, reference).await? else {
        return Ok(Done::Undo(Change::Unknown));
    };
    if stored.state == State::Erased {
        return Ok(Done::Undo(Change::Same(stored)));
    }
    let sql = "UPDATE submissions SET state = 'erased', version = version + 1, answers = '[]', organisation = NULL,
               submission_key = 'erased-' || reference, content_hash = 'erased-' || reference
               WHERE number = $1";
    connection.execute(sql, values![stored.number]).await?;
    outbox::forget(connection, stored.number).await?;
    let freed = give_days(connection, &stored, &[], caps).await?;
    let stored = by_number(connection, stored.number).await?;
    fill(connection, &freed, caps).await?;
    Ok(Done::Keep(Change::Done(stored)))
}

async fn purge(connection: &mut Connection, old: &Old) -> Result<u64, Error> {
    attendances::lock(connection).await?;
    let old = old.values();
    for sql in [
        "DELETE FROM attendances WHERE submission IN
         (SELECT number FROM submissions WHERE created_at < $1 AND ($2 = '' OR form = $2) AND $3 = 0)",
        "DELETE FROM outbox WHERE submission IN
         (SELECT number FROM submissions WHERE created_at < $1 AND ($2 = '' OR form = $2) AND $3 = 0)",
        "DELETE FROM earlier_links WHERE reference IN
         (SELECT reference FROM submissions WHERE created_at < $1 AND ($2 = '' OR form = $2) AND $3 = 0
          UNION ALL SELECT reference FROM quarantine WHERE created_at < $1 AND ($2 = '' OR form = $2))",
        // Counted anew when they are needed.
        "DELETE FROM day_counts WHERE $1 <> $2 AND $3 = 0",
    ] {
        connection.execute(sql, &old).await?;
    }
    let mut count = 0;
    for sql in [
        "DELETE FROM quarantine WHERE created_at < $1 AND ($2 = '' OR form = $2) AND $3 = $3",
        "DELETE FROM submissions WHERE created_at < $1 AND ($2 = '' OR form = $2) AND $3 = 0",
    ] {
        count += connection.execute(sql, &old).await?;
    }
    Ok(count)
}

/// Gives `stored` exactly `days`. Returns the days on which a place may have become free.
async fn give_days(
    connection: &mut Connection,
    stored: &Stored,
    days: &[String],
    caps: &Caps,
) -> Result<Vec<String>, Error> {
    let before = stored.days.iter().map(|place| place.day.clone());
    let changed: Vec<String> = before.chain(days.iter().cloned()).collect();
    attendances::lock_if_limited(connection, &changed, caps).await?;
    attendances::set(connection, stored.number, days, caps).await
}

/// Lets those who wait for `days` move up, and tells them.
async fn fill(connection: &mut Connection, days: &[String], caps: &Caps) -> Result<usize, Error> {
    let mut count = 0;
    for day in days {
        for number in attendances::move_up(connection, day, caps).await? {
            let stored = by_number(connection, number).await?;
            outbox::put(connection, &stored, &Event::MovedUp { day: day.clone() }).await?;
            count += 1;
        }
    }
    Ok(count)
}
