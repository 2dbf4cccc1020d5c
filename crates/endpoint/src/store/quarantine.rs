//! What looks as if no person had sent it: kept apart, never lost. Whoever sent it cannot tell.

use nec_ess_domain::wire::DayPlace;
use nec_ess_domain::{Answers, Named, forms};
use sqlx::AssertSqlSafe;

use super::answers::write_answers;
use super::attendances::{self, Caps};
use super::changes::Change;
use super::database::Store;
use super::error::{Error, is_unique_violation};
use super::new_submission::{NewSubmission, Outcome};
use super::state::State;
use super::stored::{COLUMNS, Stored, read};
use super::{instant, organisations};
use crate::organisation;

impl Store {
    /// Keeps `new` apart, or finds it there. No place is taken and no mail written; what is refused
    /// among the submissions is refused here too.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn quarantine(&self, new: &NewSubmission, caps: &Caps) -> Result<Outcome, Error> {
        if let Some(kept) = self.quarantined_by_content(new, caps).await? {
            return Ok(Outcome::Replayed(kept));
        }
        if self.is_organisation_taken(new.form, &new.answers).await? {
            return Ok(Outcome::OrganisationTaken);
        }
        let inserted = sqlx::query(
            "INSERT INTO quarantine (form, reference, token, lang, answers, content_hash, created_at, state, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        )
        .bind(new.form)
        .bind(&new.reference)
        .bind(&new.token)
        .bind(new.lang.code())
        .bind(write_answers(&new.answers))
        .bind(&new.content_hash)
        .bind(instant::write(new.created_at))
        .bind(State::Active.name())
        .execute(&self.pool)
        .await;
        match inserted {
            Err(error) if !is_unique_violation(&error) => return Err(error),
            _ => {}
        }
        let kept = self.quarantined_by_content(new, caps).await?;
        kept.map(Outcome::Created).ok_or(Error::RowNotFound)
    }

    async fn quarantined_by_content(
        &self,
        new: &NewSubmission,
        caps: &Caps,
    ) -> Result<Option<Stored>, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM quarantine WHERE form = $1 AND content_hash = $2"
        )))
        .bind(new.form)
        .bind(&new.content_hash)
        .fetch_optional(&self.pool)
        .await?;
        match row {
            Some(row) => self.as_if(read(&row)?, caps).await.map(Some),
            None => Ok(None),
        }
    }

    async fn is_organisation_taken(&self, form: &str, answers: &Answers) -> Result<bool, Error> {
        let mut connection = self.pool.acquire().await?;
        let holder = organisations::holder(&mut connection, form, answers).await?;
        Ok(holder.is_some())
    }

    /// The one that `token` opens.
    pub(super) async fn quarantined_by_token(&self, token: &str) -> Result<Option<Stored>, Error> {
        let row = sqlx::query(AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM quarantine WHERE token = $1"
        )))
        .bind(token)
        .fetch_optional(&self.pool)
        .await?;
        match row {
            Some(row) => Ok(Some(self.as_if(read(&row)?, &Caps::new()).await?)),
            None => Ok(None),
        }
    }

    /// Everything that is kept apart, oldest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn quarantined(&self) -> Result<Vec<Stored>, Error> {
        sqlx::query(AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM quarantine WHERE state <> $1 ORDER BY created_at, reference"
        )))
        .bind(State::Erased.name())
        .fetch_all(&self.pool)
        .await?
        .iter()
        .map(read)
        .collect()
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
        let form = &stored.form;
        let is_moved = organisation::of(form, answers) != organisation::of(form, &stored.answers);
        if is_moved && self.is_organisation_taken(form, answers).await? {
            return Ok(Change::OrganisationTaken);
        }
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
        let updated = sqlx::query(
            "UPDATE quarantine SET state = $1, answers = $2, content_hash = $3 WHERE token = $4",
        )
        .bind(state.name())
        .bind(write_answers(answers))
        .bind(content_hash)
        .bind(&stored.token)
        .execute(&self.pool)
        .await;
        match updated {
            Err(error) if is_unique_violation(&error) => return Ok(Change::SameAnswers),
            Err(error) => return Err(error),
            Ok(_) => {}
        }
        // Released in this very moment: whoever tries again finds it among the submissions.
        let amended = self.quarantined_by_token(&stored.token).await?;
        amended.map(Change::Done).ok_or(Error::RowNotFound)
    }

    /// With the days as a person would be given them.
    async fn as_if(&self, mut stored: Stored, caps: &Caps) -> Result<Stored, Error> {
        stored.is_quarantined = true;
        let Some(form) = forms::by_id(&stored.form).filter(|_| stored.state == State::Active)
        else {
            return Ok(stored);
        };
        let mut connection = self.pool.acquire().await?;
        for day in attendances::chosen(form, &stored.answers) {
            let status = attendances::offer(&mut connection, &day, caps).await?;
            stored.days.push(DayPlace { day, status });
        }
        Ok(stored)
    }
}
