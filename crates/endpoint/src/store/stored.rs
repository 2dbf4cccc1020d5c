//! A stored submission, and the rows that it is read from.

use nec_ess_domain::wire::{DayPlace, PlaceStatus, Status};
use nec_ess_domain::{Answers, Lang, Named};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use super::answers::read_answers;
use super::attendances;
use super::error::Error;
use super::state::State;

/// The columns that [`read`] reads.
pub(super) const COLUMNS: &str =
    "form, reference, token, lang, answers, content_hash, created_at, state, version";

/// A stored submission.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The form's identifier.
    pub form: String,
    /// What people are told.
    pub reference: String,
    /// Opens the private link.
    pub token: String,
    /// The language that the person used.
    pub lang: Lang,
    /// The answers.
    pub answers: Answers,
    /// When it came: RFC 3339 in UTC, always of the same length.
    pub created_at: String,
    /// The days that the person registered for, and whether there is a place.
    pub days: Vec<DayPlace>,
    /// What has become of it.
    pub state: State,
    /// Whether it is kept apart, as if no person had sent it.
    pub is_quarantined: bool,
    pub(super) version: i64,
    pub(super) content_hash: String,
}

impl Stored {
    /// In one word. It is waiting while a chosen day has no place for the person yet.
    #[must_use]
    pub fn status(&self) -> Status {
        let is_confirmed = |day: &DayPlace| day.status == PlaceStatus::Confirmed;
        match self.state {
            State::Active if self.days.iter().all(is_confirmed) => Status::Registered,
            State::Active => Status::Waiting,
            State::Cancelled => Status::Cancelled,
            State::Erased => Status::Erased,
        }
    }
}

/// The submission that `token` opens, with its days.
pub(super) async fn by_token(
    connection: &mut AnyConnection,
    token: &str,
) -> Result<Option<Stored>, Error> {
    one(connection, "token", token).await
}

/// The submission of `reference`, with its days.
pub(super) async fn by_reference(
    connection: &mut AnyConnection,
    reference: &str,
) -> Result<Option<Stored>, Error> {
    one(connection, "reference", reference).await
}

/// The reference of the submission with these very answers to `form`.
pub(super) async fn by_content(
    connection: &mut AnyConnection,
    form: &str,
    content_hash: &str,
) -> Result<Option<String>, Error> {
    sqlx::query_scalar("SELECT reference FROM submissions WHERE form = $1 AND content_hash = $2")
        .bind(form)
        .bind(content_hash)
        .fetch_optional(connection)
        .await
}

async fn one(
    connection: &mut AnyConnection,
    column: &'static str,
    value: &str,
) -> Result<Option<Stored>, Error> {
    let row = sqlx::query(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM submissions WHERE {column} = $1"
    )))
    .bind(value)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut stored = read(&row)?;
    stored.days = attendances::of(connection, &stored.reference).await?;
    Ok(Some(stored))
}

/// A row of [`COLUMNS`], without the days.
pub(super) fn read(row: &AnyRow) -> Result<Stored, Error> {
    let text = |column: &str| row.try_get::<String, _>(column);
    let lang = text("lang")?;
    Ok(Stored {
        form: text("form")?,
        reference: text("reference")?,
        token: text("token")?,
        lang: Lang::from_code(&lang).unwrap_or(Lang::Fr),
        answers: read_answers(&text("answers")?)?,
        created_at: text("created_at")?,
        days: Vec::new(),
        state: State::from_name(&text("state")?).unwrap_or(State::Active),
        is_quarantined: false,
        version: row.try_get("version")?,
        content_hash: text("content_hash")?,
    })
}
