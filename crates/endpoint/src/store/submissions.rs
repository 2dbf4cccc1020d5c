//! Storing a submission once, and finding it again.

use nec_ess_domain::{Named, forms};

use super::answers::write_answers;
use super::attendances::{self, Caps};
use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::new_submission::{NewSubmission, Outcome};
use super::outbox::{self, Event};
use super::state::State;
use super::stored::{Stored, by_reference, read, with_columns};
use super::value::values;
use super::{instant, organisations};
use crate::organisation;

impl Store {
    /// Stores `new`, or finds that its key was used before. Success means committed. Days are given
    /// out as far as there is room.
    ///
    /// # Errors
    /// When the storage fails: then nothing is stored.
    pub async fn add(&self, new: &NewSubmission, caps: &Caps) -> Result<Outcome, Error> {
        self.write_again(|| {
            let (new, caps) = (new.clone(), caps.clone());
            move |connection| Box::pin(async move { add(connection, &new, &caps).await })
        })
        .await
    }

    /// What storing `new` would come to if it, or its key, was stored before.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn earlier(&self, new: &NewSubmission) -> Result<Option<Outcome>, Error> {
        let new = new.clone();
        self.read(|connection| Box::pin(async move { earlier(connection, &new).await }))
            .await
    }

    /// The submission of `reference`, also one that is kept apart.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn by_reference(&self, reference: &str) -> Result<Option<Stored>, Error> {
        if let Some(found) = self.submitted(reference).await? {
            return Ok(Some(found));
        }
        match self.quarantined_one(reference).await? {
            // Between the two looks it may have been released.
            None => self.submitted(reference).await,
            kept => Ok(kept),
        }
    }

    async fn submitted(&self, reference: &str) -> Result<Option<Stored>, Error> {
        let reference = reference.to_owned();
        self.read(|connection| Box::pin(async move { by_reference(connection, &reference).await }))
            .await
    }

    /// Every submission that was not erased, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn all(&self) -> Result<Vec<Stored>, Error> {
        self.read(|connection| {
            Box::pin(async {
                let sql = with_columns!(
                    "SELECT",
                    "FROM submissions WHERE state <> $1 ORDER BY created_at, reference"
                );
                let rows = connection.rows(sql, values![State::Erased.name()]).await?;
                let mut days = attendances::all(connection).await?;
                let with_days = rows.iter().map(|row| {
                    let mut stored = read(row)?;
                    stored.days = days.remove(&stored.number).unwrap_or_default();
                    Ok(stored)
                });
                with_days.collect()
            })
        })
        .await
    }
}

async fn add(
    connection: &mut Connection,
    new: &NewSubmission,
    caps: &Caps,
) -> Result<Done<Outcome>, Error> {
    let days = forms::by_id(new.form)
        .map_or_else(Vec::new, |form| attendances::chosen(form, &new.answers));
    attendances::lock_if_limited(connection, &days, caps).await?;
    if let Some(earlier) = earlier(connection, new).await? {
        return Ok(Done::Undo(earlier));
    }
    let holder = organisations::holder(connection, new.form, &new.answers).await?;
    if holder.is_some() {
        return Ok(Done::Undo(Outcome::OrganisationTaken));
    }
    let stored = insert(connection, new, caps).await?;
    Ok(Done::Keep(Outcome::Created(stored)))
}

/// Puts `new` among the submissions, gives out its days and writes the mail that says so.
pub(super) async fn insert(
    connection: &mut Connection,
    new: &NewSubmission,
    caps: &Caps,
) -> Result<Stored, Error> {
    let created_at = instant::write(new.created_at);
    let sql = "INSERT INTO submissions
               (form, submission_key, reference, lang, answers, content_hash, created_at, organisation)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING number";
    let values = values![
        new.form,
        &new.key,
        &new.reference,
        new.lang.code(),
        write_answers(&new.answers),
        &new.content_hash,
        &created_at,
        organisation::of(new.form, &new.answers),
    ];
    let row = connection.row(sql, values).await?;
    let number = row.ok_or_else(Error::no_row)?.number(0)?;
    let days = match forms::by_id(new.form) {
        Some(form) => {
            let days = attendances::chosen(form, &new.answers);
            attendances::give(connection, number, &days, caps).await?
        }
        None => Vec::new(),
    };
    let stored = Stored {
        form: new.form.to_owned(),
        reference: new.reference.clone(),
        lang: new.lang,
        answers: new.answers.clone(),
        created_at,
        days,
        state: State::Active,
        is_quarantined: false,
        version: 0,
        number,
        content_hash: new.content_hash.clone(),
        key: new.key.clone(),
    };
    outbox::put(connection, &stored, &Event::Stored).await?;
    Ok(stored)
}

/// The earlier submission that `new` is, or gets in the way of.
pub(super) async fn earlier(
    connection: &mut Connection,
    new: &NewSubmission,
) -> Result<Option<Outcome>, Error> {
    // Two looks, each into an index of its own: of an OR, PostgreSQL may look for the form alone, and read all of it.
    let sql = concat!(
        with_columns!(
            "SELECT",
            "FROM submissions WHERE form = $1 AND submission_key = $2"
        ),
        " UNION ALL ",
        with_columns!(
            "SELECT",
            "FROM submissions WHERE form = $1 AND content_hash = $3 AND submission_key <> $2"
        )
    );
    let values = values![new.form, &new.key, &new.content_hash];
    let rows = connection.rows(sql, values).await?;
    let found: Vec<Stored> = rows.iter().map(read).collect::<Result<_, _>>()?;
    // The same answers are the same submission, whatever its key: a second tab, a page without
    // script. A key that was used for other answers is a mistake of its sender.
    let is_same = |stored: &Stored| stored.content_hash == new.content_hash;
    let (mut same, mut others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_same);
    match same.pop() {
        Some(same) if same.key != new.key => Ok(Some(Outcome::AlreadyStored)),
        Some(mut same) => {
            same.days = attendances::of(connection, same.number).await?;
            Ok(Some(Outcome::Replayed(same)))
        }
        None => Ok(others.pop().map(Outcome::Conflict)),
    }
}
