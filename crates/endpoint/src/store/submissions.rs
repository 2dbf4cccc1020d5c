//! Storing a submission once, and finding it again.

use nec_ess_domain::{Named, forms};
use sqlx::{AnyConnection, AssertSqlSafe};

use super::answers::write_answers;
use super::attendances::{self, Caps};
use super::database::Store;
use super::error::{Error, is_unique_violation};
use super::new_submission::{NewSubmission, Outcome};
use super::outbox::{self, Event};
use super::state::State;
use super::stored::{COLUMNS, Stored, by_token, read};
use super::{instant, organisations};
use crate::organisation;

impl Store {
    /// Stores `new`, or finds that its key was used before. Success means committed. Days are given
    /// out as far as there is room.
    ///
    /// # Errors
    /// When the storage fails: then nothing is stored.
    pub async fn add(&self, new: &NewSubmission, caps: &Caps) -> Result<Outcome, Error> {
        match self.try_add(new, caps).await {
            // Another replica stored the same key between our look and our insert.
            Err(error) if is_unique_violation(&error) => self.try_add(new, caps).await,
            other => other,
        }
    }

    async fn try_add(&self, new: &NewSubmission, caps: &Caps) -> Result<Outcome, Error> {
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        if let Some(earlier) = earlier(&mut transaction, new).await? {
            return Ok(earlier);
        }
        if organisations::holder(&mut transaction, new.form, &new.answers)
            .await?
            .is_some()
        {
            return Ok(Outcome::OrganisationTaken);
        }
        let stored = insert(&mut transaction, new, caps).await?;
        transaction.commit().await?;
        Ok(Outcome::Created(stored))
    }

    /// What storing `new` would come to if it, or its key, was stored before.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn earlier(&self, new: &NewSubmission) -> Result<Option<Outcome>, Error> {
        let mut connection = self.pool.acquire().await?;
        earlier(&mut connection, new).await
    }

    /// The submission that `token` opens.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn by_token(&self, token: &str) -> Result<Option<Stored>, Error> {
        if let Some(found) = self.submitted_by_token(token).await? {
            return Ok(Some(found));
        }
        match self.quarantined_by_token(token).await? {
            // Between the two looks it may have been released.
            None => self.submitted_by_token(token).await,
            kept => Ok(kept),
        }
    }

    async fn submitted_by_token(&self, token: &str) -> Result<Option<Stored>, Error> {
        let mut connection = self.pool.acquire().await?;
        by_token(&mut connection, token).await
    }

    /// Every submission that was not erased, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn all(&self) -> Result<Vec<Stored>, Error> {
        let mut connection = self.pool.acquire().await?;
        let rows = sqlx::query(AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM submissions WHERE state <> $1 ORDER BY created_at, reference"
        )))
        .bind(State::Erased.name())
        .fetch_all(&mut *connection)
        .await?;
        let mut days = attendances::all(&mut connection).await?;
        rows.iter()
            .map(|row| {
                let mut stored = read(row)?;
                stored.days = days.remove(&stored.reference).unwrap_or_default();
                Ok(stored)
            })
            .collect()
    }
}

/// Puts `new` among the submissions, gives out its days and writes the mail that says so.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    new: &NewSubmission,
    caps: &Caps,
) -> Result<Stored, Error> {
    let created_at = instant::write(new.created_at);
    sqlx::query(
        "INSERT INTO submissions
         (form, submission_key, reference, token, lang, answers, content_hash, created_at, organisation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.form)
    .bind(&new.key)
    .bind(&new.reference)
    .bind(&new.token)
    .bind(new.lang.code())
    .bind(write_answers(&new.answers))
    .bind(&new.content_hash)
    .bind(&created_at)
    .bind(organisation::of(new.form, &new.answers))
    .execute(&mut *connection)
    .await?;
    if let Some(form) = forms::by_id(new.form) {
        let days = attendances::chosen(form, &new.answers);
        attendances::set(connection, &new.reference, &days, caps).await?;
    }
    let days = attendances::of(connection, &new.reference).await?;
    let stored = Stored {
        form: new.form.to_owned(),
        reference: new.reference.clone(),
        token: new.token.clone(),
        lang: new.lang,
        answers: new.answers.clone(),
        created_at,
        days,
        state: State::Active,
        is_quarantined: false,
        version: 0,
        content_hash: new.content_hash.clone(),
    };
    outbox::put(connection, &stored, &Event::Stored).await?;
    Ok(stored)
}

/// The earlier submission that `new` is, or gets in the way of.
async fn earlier(
    connection: &mut AnyConnection,
    new: &NewSubmission,
) -> Result<Option<Outcome>, Error> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM submissions
         WHERE form = $1 AND (submission_key = $2 OR content_hash = $3)"
    )))
    .bind(new.form)
    .bind(&new.key)
    .bind(&new.content_hash)
    .fetch_all(&mut *connection)
    .await?;
    let found: Vec<Stored> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let is_taken = !found.is_empty();
    // The same answers are the same submission, whatever its key: a second tab, a page without
    // script. A key that was used for other answers is a mistake of its sender.
    let same = found
        .into_iter()
        .find(|stored| stored.content_hash == new.content_hash);
    match same {
        Some(mut same) => {
            same.days = attendances::of(connection, &same.reference).await?;
            Ok(Some(Outcome::Replayed(same)))
        }
        None => Ok(is_taken.then_some(Outcome::Conflict)),
    }
}
