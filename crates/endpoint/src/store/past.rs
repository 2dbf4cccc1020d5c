//! What is past its period: found a little at a time by the thread that reads, and deleted a little at a time, so that
//! submissions that come meanwhile wait for a few milliseconds at most.

use nec_ess_domain::{Answers, forms};

use super::answers::{read_answers, write_answers};
use super::attendances;
use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::instant;
use super::job::Done;
use super::value::{Row, values};
use jiff::Timestamp;

/// How many rows are looked at, or deleted, in one piece of work.
const TOGETHER: i64 = 100;

/// From before which instant what is past its period is; nothing where nothing can be.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Access needs.
    pub access_needs: Option<Timestamp>,
    /// The submissions of each form, by its identifier.
    pub forms: Vec<(&'static str, Timestamp)>,
    /// What was taken for spam.
    pub quarantine: Option<Timestamp>,
}

/// How much of it there is, or was deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Submissions whose access needs are meant, though the rest stays.
    pub access_needs: u64,
    /// Submissions of each form, where there are any.
    pub forms: Vec<(&'static str, u64)>,
    /// Of what was taken for spam.
    pub quarantine: u64,
}

impl Amount {
    /// Whether it is nothing.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Where answers stand.
#[derive(Clone, Copy)]
enum Place {
    Submissions,
    Quarantine,
}

impl Place {
    /// Some rows after the number `$1` that came before `$2`.
    const fn look(self) -> &'static str {
        match self {
            Self::Submissions => {
                "SELECT number, answers FROM submissions WHERE number > $1 AND created_at < $2 ORDER BY number LIMIT $3"
            }
            Self::Quarantine => {
                "SELECT number, answers FROM quarantine WHERE number > $1 AND created_at < $2 ORDER BY number LIMIT $3"
            }
        }
    }

    /// The answers of row `$1`, which nobody else changes meanwhile.
    const fn held(self, is_sqlite: bool) -> &'static str {
        match (self, is_sqlite) {
            // It has one writer at a time.
            (Self::Submissions, true) => "SELECT answers FROM submissions WHERE number = $1",
            (Self::Quarantine, true) => "SELECT answers FROM quarantine WHERE number = $1",
            (Self::Submissions, false) => {
                "SELECT answers FROM submissions WHERE number = $1 FOR UPDATE"
            }
            (Self::Quarantine, false) => {
                "SELECT answers FROM quarantine WHERE number = $1 FOR UPDATE"
            }
        }
    }

    /// The fingerprint goes too: whoever guesses what was written could try it out on that.
    const fn shorten(self) -> &'static str {
        match self {
            Self::Submissions => {
                "UPDATE submissions SET answers = $1, content_hash = 'shortened-' || reference WHERE number = $2"
            }
            Self::Quarantine => {
                "UPDATE quarantine SET answers = $1, content_hash = 'shortened-' || reference WHERE number = $2"
            }
        }
    }
}

impl Store {
    /// How much is past its period.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn count_past(&self, past: &Past) -> Result<Amount, Error> {
        let mut amount = Amount::default();
        for place in [Place::Submissions, Place::Quarantine] {
            let mut after = i64::MIN;
            while let Some(before) = past.access_needs {
                let (last, numbers) = self.with_needs(place, after, before).await?;
                amount.access_needs += numbers.len() as u64;
                let Some(last) = last else { break };
                after = last;
            }
        }
        for &(form, before) in &past.forms {
            let sql = "SELECT COUNT(*) FROM submissions WHERE form = $1 AND created_at < $2";
            let count = self.count(sql, form, before).await?;
            if count > 0 {
                amount.forms.push((form, count));
            }
        }
        if let Some(before) = past.quarantine {
            let sql = "SELECT COUNT(*) FROM quarantine WHERE $1 = '' AND created_at < $2";
            amount.quarantine = self.count(sql, "", before).await?;
        }
        Ok(amount)
    }

    /// Deletes for good what is past its period, access needs first. Other replicas may do the same at the same time. Says
    /// how much it was, also where it comes to no good end: then the rest is still there.
    pub async fn delete_past(&self, past: &Past) -> (Amount, Result<(), Error>) {
        let mut amount = Amount::default();
        let done = self.delete_parts(past, &mut amount).await;
        let emptied = if amount.is_nothing() {
            Ok(())
        } else {
            self.empty_log().await
        };
        (amount, done.and(emptied))
    }

    /// Has what was deleted leave SQLite's log of recent writes.
    async fn empty_log(&self) -> Result<(), Error> {
        self.delete(|_| Box::pin(async { Ok(Done::Undo(())) }))
            .await
    }

    async fn delete_parts(&self, past: &Past, amount: &mut Amount) -> Result<(), Error> {
        if let Some(before) = past.access_needs {
            for place in [Place::Submissions, Place::Quarantine] {
                self.shorten(place, before, &mut amount.access_needs)
                    .await?;
            }
        }
        for &(form, before) in &past.forms {
            let mut count = 0;
            let done = self.delete_submissions(form, before, &mut count).await;
            if count > 0 {
                amount.forms.push((form, count));
            }
            done?;
        }
        if let Some(before) = past.quarantine {
            self.delete_quarantined(before, &mut amount.quarantine)
                .await?;
        }
        Ok(())
    }

    /// Takes access needs out of the answers.
    async fn shorten(&self, place: Place, before: Timestamp, count: &mut u64) -> Result<(), Error> {
        let mut after = i64::MIN;
        loop {
            let (last, numbers) = self.with_needs(place, after, before).await?;
            if !numbers.is_empty() {
                *count += self
                    .write_again(|| {
                        let numbers = numbers.clone();
                        move |connection| {
                            Box::pin(async move { shorten(connection, place, &numbers).await })
                        }
                    })
                    .await?;
            }
            let Some(last) = last else { return Ok(()) };
            after = last;
        }
    }

    /// Of some rows after the number `after`, the last one's number and those with access needs.
    async fn with_needs(
        &self,
        place: Place,
        after: i64,
        before: Timestamp,
    ) -> Result<(Option<i64>, Vec<i64>), Error> {
        let before = instant::write(before);
        self.read(move |connection| {
            Box::pin(async move {
                let values = values![after, before, TOGETHER];
                let rows = connection.rows(place.look(), values).await?;
                let mut numbers = Vec::new();
                for row in &rows {
                    let answers = read_answers(&row.text(1)?)?;
                    if answers.iter().any(|(name, _)| is_private(name)) {
                        numbers.push(row.number(0)?);
                    }
                }
                let last = rows.last().map(|row| row.number(0)).transpose()?;
                Ok((last, numbers))
            })
        })
        .await
    }

    async fn delete_submissions(
        &self,
        form: &'static str,
        before: Timestamp,
        count: &mut u64,
    ) -> Result<(), Error> {
        let before = instant::write(before);
        let sql = "SELECT number FROM submissions WHERE form = $1 AND created_at < $2 ORDER BY number LIMIT $3";
        while let Some((first, last)) = self.next_part(sql, form, &before).await? {
            *count += self
                .write_again(|| {
                    let before = before.clone();
                    move |connection| {
                        Box::pin(async move {
                            let deleted =
                                delete_submissions(connection, form, &before, first, last).await?;
                            Ok(Done::Keep(deleted))
                        })
                    }
                })
                .await?;
        }
        Ok(())
    }

    async fn delete_quarantined(&self, before: Timestamp, count: &mut u64) -> Result<(), Error> {
        let before = instant::write(before);
        let sql = "SELECT number FROM quarantine WHERE $1 = '' AND created_at < $2 ORDER BY number LIMIT $3";
        while let Some((first, last)) = self.next_part(sql, "", &before).await? {
            *count += self
                .write_again(|| {
                    let before = before.clone();
                    move |connection| {
                        Box::pin(async move {
                            let deleted =
                                delete_quarantined(connection, &before, first, last).await?;
                            Ok(Done::Keep(deleted))
                        })
                    }
                })
                .await?;
        }
        Ok(())
    }

    /// The first and last number of the rows that are deleted next.
    async fn next_part(
        &self,
        sql: &'static str,
        form: &'static str,
        before: &str,
    ) -> Result<Option<(i64, i64)>, Error> {
        let before = before.to_owned();
        self.read(move |connection| {
            Box::pin(async move {
                let rows = connection
                    .rows(sql, values![form, before, TOGETHER])
                    .await?;
                let ends = rows.first().zip(rows.last());
                let number = |row: &Row| row.number(0);
                ends.map(|(first, last)| Ok((number(first)?, number(last)?)))
                    .transpose()
            })
        })
        .await
    }

    async fn count(
        &self,
        sql: &'static str,
        form: &'static str,
        before: Timestamp,
    ) -> Result<u64, Error> {
        let before = instant::write(before);
        let count = self.read(move |connection| {
            Box::pin(async move {
                let row = connection.row(sql, values![form, before]).await?;
                row.map_or(Ok(0), |row| row.number(0))
            })
        });
        Ok(u64::try_from(count.await?).unwrap_or(0))
    }
}

/// Whether the answers to the field `name` may tell of someone's health.
fn is_private(name: &str) -> bool {
    let mut fields = forms::ALL.into_iter().flat_map(|form| form.fields);
    fields.any(|field| field.is_private && field.name == name)
}

async fn shorten(
    connection: &mut Connection,
    place: Place,
    numbers: &[i64],
) -> Result<Done<u64>, Error> {
    let mut count = 0;
    for &number in numbers {
        let held = place.held(connection.is_sqlite());
        // Deleted, or shortened by another replica, in this very moment.
        let Some(row) = connection.row(held, values![number]).await? else {
            continue;
        };
        let answers = read_answers(&row.text(0)?)?;
        let rest: Answers = answers
            .iter()
            .filter(|(name, _)| !is_private(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        if answers.iter().count() > rest.iter().count() {
            let values = values![write_answers(&rest), number];
            count += connection.execute(place.shorten(), values).await?;
        }
    }
    Ok(Done::Keep(count))
}

async fn delete_submissions(
    connection: &mut Connection,
    form: &'static str,
    before: &str,
    first: i64,
    last: i64,
) -> Result<u64, Error> {
    attendances::lock(connection).await?;
    let values = values![form, before, first, last];
    for sql in [
        "DELETE FROM attendances WHERE submission IN
         (SELECT number FROM submissions WHERE form = $1 AND created_at < $2 AND number BETWEEN $3 AND $4)",
        "DELETE FROM outbox WHERE submission IN
         (SELECT number FROM submissions WHERE form = $1 AND created_at < $2 AND number BETWEEN $3 AND $4)",
        "DELETE FROM earlier_links WHERE reference IN
         (SELECT reference FROM submissions WHERE form = $1 AND created_at < $2 AND number BETWEEN $3 AND $4)",
    ] {
        connection.execute(sql, values).await?;
    }
    // Counted anew when they are needed.
    connection.execute("DELETE FROM day_counts", &[]).await?;
    let sql =
        "DELETE FROM submissions WHERE form = $1 AND created_at < $2 AND number BETWEEN $3 AND $4";
    connection.execute(sql, values).await
}

async fn delete_quarantined(
    connection: &mut Connection,
    before: &str,
    first: i64,
    last: i64,
) -> Result<u64, Error> {
    let values = values![before, first, last];
    let sql = "DELETE FROM earlier_links WHERE reference IN
               (SELECT reference FROM quarantine WHERE created_at < $1 AND number BETWEEN $2 AND $3)";
    connection.execute(sql, values).await?;
    let sql = "DELETE FROM quarantine WHERE created_at < $1 AND number BETWEEN $2 AND $3";
    connection.execute(sql, values).await
}
