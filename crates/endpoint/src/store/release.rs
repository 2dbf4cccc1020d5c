//! Takes what was kept apart among the submissions: an organiser has seen that a person sent it.

use nec_ess_domain::{Named, forms};
use sqlx::AssertSqlSafe;

use super::attendances::{self, Caps};
use super::database::Store;
use super::error::Error;
use super::new_submission::NewSubmission;
use super::state::State;
use super::stored::{COLUMNS, Stored, by_content, by_reference, read};
use super::submissions::insert;
use super::{instant, organisations};

/// What releasing came to.
#[derive(Clone, Debug)]
pub enum Release {
    /// It counts from now on, and committed.
    Done(Stored),
    /// It counts already.
    Before,
    /// Its person has cancelled or erased it.
    Over,
    /// This other submission has the very same answers.
    SameAnswers(String),
    /// The organisation has this other submission already.
    OrganisationTaken(String),
    /// Nothing has this reference.
    Unknown,
}

impl Store {
    /// Moves `reference` out of the quarantine. It keeps its reference and its private link; its
    /// days are given out now, after those of everyone who is in, and its mail is written.
    ///
    /// # Errors
    /// When the storage fails: then nothing is changed.
    pub async fn release(&self, reference: &str, caps: &Caps) -> Result<Release, Error> {
        let mut transaction = self.begin().await?;
        attendances::lock(self, &mut transaction).await?;
        // Taken out first: what its person does in this very moment comes before, or finds it moved.
        let rows = sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM quarantine WHERE reference = $1 AND state = $2 RETURNING {COLUMNS}"
        )))
        .bind(reference)
        .bind(State::Active.name())
        .fetch_all(&mut *transaction)
        .await?;
        let Some(row) = rows.first() else {
            if by_reference(&mut transaction, reference).await?.is_some() {
                return Ok(Release::Before);
            }
            let left: Option<String> =
                sqlx::query_scalar("SELECT reference FROM quarantine WHERE reference = $1")
                    .bind(reference)
                    .fetch_optional(&mut *transaction)
                    .await?;
            return Ok(left.map_or(Release::Unknown, |_| Release::Over));
        };
        let kept = read(row)?;
        let form = forms::by_id(&kept.form).ok_or(Error::RowNotFound)?;
        if let Some(same) = by_content(&mut transaction, form.id, &kept.content_hash).await? {
            return Ok(Release::SameAnswers(same));
        }
        if let Some(other) = organisations::holder(&mut transaction, form.id, &kept.answers).await?
        {
            return Ok(Release::OrganisationTaken(other));
        }
        let new = NewSubmission {
            form: form.id,
            // Its own key was not kept: a resend is recognised by its answers.
            key: format!("released-{}", kept.reference),
            reference: kept.reference,
            token: kept.token,
            lang: kept.lang,
            answers: kept.answers,
            content_hash: kept.content_hash,
            created_at: instant::read(&kept.created_at)?,
        };
        let stored = insert(&mut transaction, &new, caps).await?;
        transaction.commit().await?;
        Ok(Release::Done(stored))
    }
}
