//! Who comes on which day: places are given out in the order in which people registered.

use std::collections::BTreeMap;

use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Answers, Choices, Form, Kind, Named, forms};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::answers::read_answers;
use super::database::Store;
use super::error::Error;

/// How many people there is room for on each day. A day that is not listed has room for all.
pub type Caps = BTreeMap<String, i64>;

/// What is left of a day's places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The day's identifier.
    pub day: String,
    /// How many there are.
    pub capacity: i64,
    /// How many are free.
    pub remaining: i64,
}

impl Store {
    /// The places of every day that has a limit, in the order of days.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn places(&self, caps: &Caps) -> Result<Vec<Places>, Error> {
        let mut connection = self.pool.acquire().await?;
        let mut places = Vec::new();
        for (day, capacity) in caps {
            let taken = taken(&mut connection, day).await?;
            places.push(Places {
                day: day.clone(),
                capacity: *capacity,
                remaining: (capacity - taken).max(0),
            });
        }
        Ok(places)
    }
}

/// The days that `answers` to `form` choose.
pub(super) fn chosen(form: &Form, answers: &Answers) -> Vec<String> {
    form.fields
        .iter()
        .filter(|field| field.kind == Kind::Many(Choices::Days))
        .flat_map(|field| answers.all(field.name))
        .map(str::to_owned)
        .collect()
}

/// Makes everyone else who gives out places wait until this transaction has ended.
pub(super) async fn lock(store: &Store, connection: &mut AnyConnection) -> Result<(), Error> {
    // SQLite has one writer at a time anyway.
    if !store.is_sqlite {
        sqlx::query("SELECT pg_advisory_xact_lock(4839202)")
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The days of `reference`, in order.
pub(super) async fn of(
    connection: &mut AnyConnection,
    reference: &str,
) -> Result<Vec<DayPlace>, Error> {
    sqlx::query("SELECT day, status FROM attendances WHERE reference = $1 ORDER BY day")
        .bind(reference)
        .fetch_all(connection)
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Every day of every submission, by reference.
pub(super) async fn all(
    connection: &mut AnyConnection,
) -> Result<BTreeMap<String, Vec<DayPlace>>, Error> {
    let mut by_reference: BTreeMap<String, Vec<DayPlace>> = BTreeMap::new();
    for row in sqlx::query("SELECT reference, day, status FROM attendances ORDER BY day")
        .fetch_all(connection)
        .await?
    {
        let reference = row.try_get("reference")?;
        by_reference.entry(reference).or_default().push(read(&row)?);
    }
    Ok(by_reference)
}

/// A row of a day and its status.
fn read(row: &AnyRow) -> Result<DayPlace, Error> {
    let status: String = row.try_get("status")?;
    Ok(DayPlace {
        day: row.try_get("day")?,
        status: PlaceStatus::from_name(&status).unwrap_or(PlaceStatus::Waiting),
    })
}

/// Gives `reference` exactly `days`. Days that it has keep their place in the queue. Returns the
/// days on which a place may have become free.
pub(super) async fn set(
    connection: &mut AnyConnection,
    reference: &str,
    days: &[String],
    caps: &Caps,
) -> Result<Vec<String>, Error> {
    let before = of(connection, reference).await?;
    let mut freed = Vec::new();
    for place in before.iter().filter(|had| !days.contains(&had.day)) {
        sqlx::query("DELETE FROM attendances WHERE reference = $1 AND day = $2")
            .bind(reference)
            .bind(&place.day)
            .execute(&mut *connection)
            .await?;
        freed.push(place.day.clone());
    }
    for day in days {
        if !before.iter().any(|had| had.day == *day) {
            take(connection, reference, day, caps).await?;
        }
    }
    Ok(freed)
}

/// Gives those who wait the places that are free, first come, first served. Returns who moved up.
pub(super) async fn move_up(
    connection: &mut AnyConnection,
    day: &str,
    caps: &Caps,
) -> Result<Vec<String>, Error> {
    let mut moved = Vec::new();
    while has_room(connection, day, caps).await? {
        let first: Option<String> = sqlx::query_scalar(
            "SELECT reference FROM attendances WHERE day = $1 AND status = $2 ORDER BY seq LIMIT 1",
        )
        .bind(day)
        .bind(PlaceStatus::Waiting.name())
        .fetch_optional(&mut *connection)
        .await?;
        let Some(reference) = first else { break };
        sqlx::query("UPDATE attendances SET status = $1 WHERE reference = $2 AND day = $3")
            .bind(PlaceStatus::Confirmed.name())
            .bind(&reference)
            .bind(day)
            .execute(&mut *connection)
            .await?;
        moved.push(reference);
    }
    Ok(moved)
}

/// The days that someone waits for.
pub(super) async fn awaited(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    sqlx::query_scalar("SELECT DISTINCT day FROM attendances WHERE status = $1 ORDER BY day")
        .bind(PlaceStatus::Waiting.name())
        .fetch_all(connection)
        .await
}

/// Gives everyone who registered before days had places theirs.
pub(super) async fn fill_in(connection: &mut AnyConnection) -> Result<(), Error> {
    let rows = sqlx::query(
        "SELECT reference, form, answers FROM submissions ORDER BY created_at, reference",
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let Some(form) = forms::by_id(&row.try_get::<String, _>("form")?) else {
            continue;
        };
        let answers = read_answers(&row.try_get::<String, _>("answers")?)?;
        for day in chosen(form, &answers) {
            let reference: String = row.try_get("reference")?;
            take(connection, &reference, &day, &Caps::new()).await?;
        }
    }
    Ok(())
}

async fn take(
    connection: &mut AnyConnection,
    reference: &str,
    day: &str,
    caps: &Caps,
) -> Result<(), Error> {
    let status = offer(connection, day, caps).await?;
    let last: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(seq), 0) FROM attendances")
        .fetch_one(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO attendances (reference, day, status, seq) VALUES ($1, $2, $3, $4)")
        .bind(reference)
        .bind(day)
        .bind(status.name())
        .bind(last + 1)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// What a person who chooses `day` gets.
pub(super) async fn offer(
    connection: &mut AnyConnection,
    day: &str,
    caps: &Caps,
) -> Result<PlaceStatus, Error> {
    Ok(if has_room(connection, day, caps).await? {
        PlaceStatus::Confirmed
    } else {
        PlaceStatus::Waiting
    })
}

async fn has_room(connection: &mut AnyConnection, day: &str, caps: &Caps) -> Result<bool, Error> {
    match caps.get(day) {
        Some(capacity) => Ok(taken(connection, day).await? < *capacity),
        None => Ok(true),
    }
}

async fn taken(connection: &mut AnyConnection, day: &str) -> Result<i64, Error> {
    sqlx::query_scalar("SELECT COUNT(*) FROM attendances WHERE day = $1 AND status = $2")
        .bind(day)
        .bind(PlaceStatus::Confirmed.name())
        .fetch_one(connection)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Databases hold the names that answers have: another one would take everyone's place away.
    #[test]
    fn stored_names() {
        let names: Vec<_> = PlaceStatus::ALL
            .iter()
            .map(|status| status.name())
            .collect();
        assert_eq!(names, ["confirmed", "waiting"]);
    }
}
