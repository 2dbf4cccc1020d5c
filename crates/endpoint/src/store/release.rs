//! Takes what was kept apart among the submissions: an organiser has seen that a person sent it.

use nec_ess_domain::wire::Status;
use nec_ess_domain::{Named, forms};

use super::attendances::{self, Caps};
use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::new_submission::NewSubmission;
use super::state::State;
use super::stored::{Stored, by_content, by_reference, has_key, read, with_columns};
use super::submissions::insert;
use super::value::values;
use super::{instant, organisations, quarantine};

/// What releasing came to.
#[derive(Clone, Debug)]
pub enum Release {
    /// It counts from now on, and committed.
    Done(Stored),
    /// It is among the submissions, in this state.
    Before(Status),
    /// It was cancelled or erased while it was kept apart.
    Over(State),
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
        self.write_again(|| {
            let (reference, caps) = (reference.to_owned(), caps.clone());
            move |connection| Box::pin(async move { release(connection, &reference, &caps).await })
        })
        .await
    }
}

async fn release(
    connection: &mut Connection,
    reference: &str,
    caps: &Caps,
) -> Result<Done<Release>, Error> {
    attendances::lock(connection).await?;
    // Taken out first: what its person does in this very moment comes before, or finds it moved.
    let sql = with_columns!(
        "DELETE FROM quarantine WHERE reference = $1 AND state = $2 RETURNING",
        ""
    );
    let values = values![reference, State::Active.name()];
    let Some(row) = connection.row(sql, values).await? else {
        if let Some(stored) = by_reference(connection, reference).await? {
            return Ok(Done::Undo(Release::Before(stored.status())));
        }
        let left = quarantine::kept(connection, reference).await?;
        let left = left.map_or(Release::Unknown, |kept| Release::Over(kept.state));
        return Ok(Done::Undo(left));
    };
    let kept = read(&row)?;
    let form = forms::by_id(&kept.form).ok_or_else(Error::no_row)?;
    if let Some(same) = by_content(connection, form.id, &kept.content_hash).await? {
        return Ok(Done::Undo(Release::SameAnswers(same)));
    }
    if let Some(other) = organisations::holder(connection, form.id, &kept.answers).await? {
        return Ok(Done::Undo(Release::OrganisationTaken(other)));
    }
    // None was kept by earlier releases; another submission may have come with it since.
    let is_free = !kept.key.is_empty() && !has_key(connection, form.id, &kept.key).await?;
    let key = if is_free {
        kept.key
    } else {
        format!("released-{}", kept.reference)
    };
    let new = NewSubmission {
        form: form.id,
        key,
        reference: kept.reference,
        lang: kept.lang,
        answers: kept.answers,
        content_hash: kept.content_hash,
        created_at: instant::read(&kept.created_at)?,
    };
    let stored = insert(connection, &new, caps).await?;
    Ok(Done::Keep(Release::Done(stored)))
}
