//! What looks as if no person had sent it: kept apart, never lost. Whoever sent it cannot tell.

use nec_ess_domain::wire::DayPlace;
use nec_ess_domain::{Answers, Named, forms};

use super::answers::write_answers;
use super::attendances::{self, Caps};
use super::changes::Change;
use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::new_submission::{NewSubmission, Outcome};
use super::state::State;
use super::stored::{Stored, read, with_columns};
use super::submissions::earlier;
use super::value::values;
use super::{instant, organisations};
use crate::organisation;

/// How much is kept: a person who was caught by mistake is among the first few hundred, not behind these.
const MOST: i64 = 10_000;

impl Store {
    /// Keeps `new` apart, or finds it there. No place is taken and no mail written; what is refused
    /// among the submissions is refused here too.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn quarantine(&self, new: &NewSubmission, caps: &Caps) -> Result<Outcome, Error> {
        self.write_again(|| {
            let (new, caps) = (new.clone(), caps.clone());
            move |connection| Box::pin(async move { keep_apart(connection, &new, &caps).await })
        })
        .await
    }

    /// The one of `reference`.
    pub(super) async fn quarantined_one(&self, reference: &str) -> Result<Option<Stored>, Error> {
        let reference = reference.to_owned();
        self.read(|connection| Box::pin(async move { kept(connection, &reference).await }))
            .await
    }

    /// Everything that is kept apart, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn quarantined(&self) -> Result<Vec<Stored>, Error> {
        self.read(|connection| {
            Box::pin(async {
                let sql = with_columns!(
                    "SELECT",
                    "FROM quarantine WHERE state <> $1 ORDER BY created_at, reference"
                );
                let rows = connection.rows(sql, values![State::Erased.name()]).await?;
                let kept = rows.iter().map(|row| {
                    let mut stored = read(row)?;
                    stored.is_quarantined = true;
                    Ok(stored)
                });
                kept.collect()
            })
        })
        .await
    }

    /// Replaces the answers of one that is kept apart.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn correct_quarantined(
        &self,
        stored: &Stored,
        answers: &Answers,
        content_hash: &str,
    ) -> Result<Change, Error> {
        self.amend(stored, State::Active, answers, content_hash)
            .await
    }

    /// Cancels or erases one that is kept apart.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn end_quarantined(&self, stored: &Stored, state: State) -> Result<Change, Error> {
        let none = Answers::new();
        let answers = match state {
            State::Erased => &none,
            State::Active | State::Cancelled => &stored.answers,
        };
        let content_hash = format!("{}-{}", state.name(), stored.reference);
        self.amend(stored, state, answers, &content_hash).await
    }

    async fn amend(
        &self,
        stored: &Stored,
        state: State,
        answers: &Answers,
        content_hash: &str,
    ) -> Result<Change, Error> {
        let (stored, answers) = (stored.clone(), answers.clone());
        let content_hash = content_hash.to_owned();
        let is_erased = state == State::Erased;
        let amended = self.put(
            move |connection| {
                Box::pin(
                    async move { amend(connection, &stored, state, &answers, content_hash).await },
                )
            },
            is_erased,
        );
        match amended.await {
            Err(Error::Duplicate) => Ok(Change::SameAnswers),
            other => other,
        }
    }
}

async fn keep_apart(
    connection: &mut Connection,
    new: &NewSubmission,
    caps: &Caps,
) -> Result<Done<Outcome>, Error> {
    if let Some(earlier) = earlier(connection, new).await? {
        return Ok(Done::Undo(earlier));
    }
    let sql = with_columns!(
        "SELECT",
        "FROM quarantine WHERE form = $1 AND content_hash = $2"
    );
    let kept = connection
        .row(sql, values![new.form, &new.content_hash])
        .await?;
    if let Some(row) = kept {
        let kept = read(&row)?;
        if kept.key != new.key {
            return Ok(Done::Undo(Outcome::AlreadyStored));
        }
        let kept = as_if(connection, kept, caps).await?;
        return Ok(Done::Undo(Outcome::Replayed(kept)));
    }
    let holder = organisations::holder(connection, new.form, &new.answers).await?;
    if holder.is_some() {
        return Ok(Done::Undo(Outcome::OrganisationTaken));
    }
    if is_full(connection).await? {
        return Err(Error::Unavailable(format!(
            "the quarantine holds {MOST} submissions: look at them with `export --quarantine`, and delete them with \
             `purge --quarantine`"
        )));
    }
    let sql = "INSERT INTO quarantine
               (form, reference, lang, answers, content_hash, created_at, state, submission_key, version)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    let values = values![
        new.form,
        &new.reference,
        new.lang.code(),
        write_answers(&new.answers),
        &new.content_hash,
        instant::write(new.created_at),
        State::Active.name(),
        &new.key,
    ];
    connection.execute(sql, values).await?;
    let sql = with_columns!("SELECT", "FROM quarantine WHERE reference = $1");
    let row = connection.row(sql, values![&new.reference]).await?;
    let kept = read(&row.ok_or_else(Error::no_row)?)?;
    let kept = as_if(connection, kept, caps).await?;
    Ok(Done::Keep(Outcome::Created(kept)))
}

/// Whether programs have left more than we keep. Rows that went since the first one that is left are counted too, so that
/// nothing has to be read.
async fn is_full(connection: &mut Connection) -> Result<bool, Error> {
    let sql =
        "SELECT (SELECT MAX(number) FROM quarantine) - (SELECT MIN(number) FROM quarantine) + 1
               WHERE EXISTS (SELECT number FROM quarantine)";
    let row = connection.row(sql, &[]).await?;
    let count = row.map_or(Ok(0), |row| row.number(0))?;
    Ok(count >= MOST)
}

/// The one of `reference`.
pub(super) async fn kept(
    connection: &mut Connection,
    reference: &str,
) -> Result<Option<Stored>, Error> {
    let sql = with_columns!("SELECT", "FROM quarantine WHERE reference = $1");
    match connection.row(sql, values![reference]).await? {
        Some(row) => as_if(connection, read(&row)?, &Caps::new()).await.map(Some),
        None => Ok(None),
    }
}

async fn amend(
    connection: &mut Connection,
    stored: &Stored,
    state: State,
    answers: &Answers,
    content_hash: String,
) -> Result<Done<Change>, Error> {
    if stored.state == state && stored.answers == *answers {
        return Ok(Done::Undo(Change::Same(stored.clone())));
    }
    let form = &stored.form;
    let is_moved = organisation::of(form, answers) != organisation::of(form, &stored.answers);
    if state == State::Active
        && is_moved
        && organisations::holder(connection, form, answers)
            .await?
            .is_some()
    {
        return Ok(Done::Undo(Change::OrganisationTaken));
    }
    let sql =
        "UPDATE quarantine SET state = $1, answers = $2, content_hash = $3 WHERE reference = $4";
    let values = values![
        state.name(),
        write_answers(answers),
        content_hash,
        &stored.reference
    ];
    connection.execute(sql, values).await?;
    // Released in this very moment: whoever tries again finds it among the submissions.
    let amended = kept(connection, &stored.reference).await?;
    let amended = amended.ok_or_else(Error::no_row)?;
    Ok(Done::Keep(Change::Done(amended)))
}

/// With the days as a person would be given them.
async fn as_if(
    connection: &mut Connection,
    mut stored: Stored,
    caps: &Caps,
) -> Result<Stored, Error> {
    stored.is_quarantined = true;
    let Some(form) = forms::by_id(&stored.form).filter(|_| stored.state == State::Active) else {
        return Ok(stored);
    };
    for day in attendances::chosen(form, &stored.answers) {
        let status = attendances::would_be(connection, &day, caps).await?;
        stored.days.push(DayPlace { day, status });
    }
    Ok(stored)
}
