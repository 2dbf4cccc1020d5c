//! A stored submission, and the rows that it is read from.

use nec_ess_domain::wire::{DayPlace, PlaceStatus, Status};
use nec_ess_domain::{Answers, Kind, Lang, Named, forms};

use super::answers::read_answers;
use super::attendances;
use super::connection::Connection;
use super::error::Error;
use super::state::State;
use super::value::{Row, Value, values};

/// A statement that gives, after what stands before them, the columns that [`read`] reads.
macro_rules! with_columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " form, reference, lang, answers, content_hash, created_at, state, version, submission_key, number ",
            $after
        )
    };
}
pub(super) use with_columns;

/// A stored submission.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The form's identifier.
    pub form: String,
    /// What people are told.
    pub reference: String,
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
    /// Its row, which its days and mails name. What is kept apart has rows of its own, and neither.
    pub(super) number: i64,
    pub(super) content_hash: String,
    /// The key that it was sent with.
    pub(super) key: String,
}

impl Stored {
    /// The fingerprint of its answers.
    #[must_use]
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// The person's address, "" if there is none any more.
    #[must_use]
    pub fn email(&self) -> &str {
        forms::by_id(&self.form)
            .and_then(|form| form.fields.iter().find(|field| field.kind == Kind::Email))
            .map_or("", |field| self.answers.first(field.name))
    }

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

/// The submission of `reference`, with its days.
pub(super) async fn by_reference(
    connection: &mut Connection,
    reference: &str,
) -> Result<Option<Stored>, Error> {
    let sql = with_columns!("SELECT", "FROM submissions WHERE reference = $1");
    one(connection, sql, values![reference]).await
}

/// The submission of this number, with its days.
pub(super) async fn by_number(connection: &mut Connection, number: i64) -> Result<Stored, Error> {
    let sql = with_columns!("SELECT", "FROM submissions WHERE number = $1");
    let stored = one(connection, sql, values![number]).await?;
    stored.ok_or_else(Error::no_row)
}

/// The reference of the submission with these very answers to `form`.
pub(super) async fn by_content(
    connection: &mut Connection,
    form: &str,
    content_hash: &str,
) -> Result<Option<String>, Error> {
    let sql = "SELECT reference FROM submissions WHERE form = $1 AND content_hash = $2";
    let row = connection.row(sql, values![form, content_hash]).await?;
    row.map(|row| row.text(0)).transpose()
}

/// Whether a submission of `form` has this key.
pub(super) async fn has_key(
    connection: &mut Connection,
    form: &str,
    key: &str,
) -> Result<bool, Error> {
    let sql = "SELECT reference FROM submissions WHERE form = $1 AND submission_key = $2";
    Ok(connection.row(sql, values![form, key]).await?.is_some())
}

/// The submission of `reference`, with its days; nobody else changes it before this transaction has ended.
pub(super) async fn to_change(
    connection: &mut Connection,
    reference: &str,
) -> Result<Option<Stored>, Error> {
    // SQLite has one writer at a time anyway.
    if !connection.is_sqlite() {
        let sql = "SELECT number FROM submissions WHERE reference = $1 FOR UPDATE";
        connection.rows(sql, values![reference]).await?;
    }
    by_reference(connection, reference).await
}

async fn one(
    connection: &mut Connection,
    sql: &'static str,
    values: &[Value],
) -> Result<Option<Stored>, Error> {
    let Some(row) = connection.row(sql, values).await? else {
        return Ok(None);
    };
    let mut stored = read(&row)?;
    stored.days = attendances::of(connection, stored.number).await?;
    Ok(Some(stored))
}

/// A row of [`with_columns`], without the days.
pub(super) fn read(row: &Row) -> Result<Stored, Error> {
    Ok(Stored {
        form: row.text(0)?,
        reference: row.text(1)?,
        lang: Lang::from_code(&row.text(2)?).unwrap_or(Lang::Fr),
        answers: read_answers(&row.text(3)?)?,
        content_hash: row.text(4)?,
        created_at: row.text(5)?,
        days: Vec::new(),
        state: State::from_name(&row.text(6)?).unwrap_or(State::Active),
        is_quarantined: false,
        version: row.number(7)?,
        key: row.text(8)?,
        number: row.number(9)?,
    })
}
