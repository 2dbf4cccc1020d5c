//! Who comes on which day: places are given out in the order in which people registered.

use std::collections::BTreeMap;

use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Answers, Choices, Form, Kind, Named, forms};

use super::answers::read_answers;
use super::connection::Connection;
use super::database::Store;
use super::error::Error;
use super::value::{Row, Value, values};

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
        let caps = caps.clone();
        self.read(|connection| {
            Box::pin(async move {
                let mut places = Vec::new();
                for (day, capacity) in caps {
                    let taken = taken(connection, &day).await?;
                    places.push(Places {
                        day,
                        capacity,
                        remaining: (capacity - taken).max(0),
                    });
                }
                Ok(places)
            })
        })
        .await
    }
}

/// The days that `answers` to `form` choose.
pub(crate) fn chosen(form: &Form, answers: &Answers) -> Vec<String> {
    form.fields
        .iter()
        .filter(|field| field.kind == Kind::Many(Choices::Days))
        .flat_map(|field| answers.all(field.name))
        .map(str::to_owned)
        .collect()
}

/// Makes everyone else who gives out places of days with a limit wait until this transaction has ended.
pub(super) async fn lock(connection: &mut Connection) -> Result<(), Error> {
    // SQLite has one writer at a time anyway.
    if !connection.is_sqlite() {
        connection
            .execute("SELECT pg_advisory_xact_lock(4839202)", &[])
            .await?;
    }
    Ok(())
}

/// The same where one of `days` has a limit: nobody has to wait for the others.
pub(super) async fn lock_if_limited(
    connection: &mut Connection,
    days: &[String],
    caps: &Caps,
) -> Result<(), Error> {
    if days.iter().any(|day| caps.contains_key(day)) {
        lock(connection).await?;
    }
    Ok(())
}

/// The days of the submission `number`, in order.
pub(super) async fn of(connection: &mut Connection, number: i64) -> Result<Vec<DayPlace>, Error> {
    let sql = "SELECT day, status FROM attendances WHERE submission = $1 ORDER BY day";
    let rows = connection.rows(sql, values![number]).await?;
    rows.iter().map(|row| read(row, 0)).collect()
}

/// Every day of every submission, by its number.
pub(super) async fn all(
    connection: &mut Connection,
) -> Result<BTreeMap<i64, Vec<DayPlace>>, Error> {
    let mut by_number: BTreeMap<i64, Vec<DayPlace>> = BTreeMap::new();
    let sql = "SELECT submission, day, status FROM attendances ORDER BY day";
    for row in connection.rows(sql, &[]).await? {
        let days = by_number.entry(row.number(0)?).or_default();
        days.push(read(&row, 1)?);
    }
    Ok(by_number)
}

/// A day and its status, in two columns from `column` on.
fn read(row: &Row, column: usize) -> Result<DayPlace, Error> {
    let status = row.text(column + 1)?;
    Ok(DayPlace {
        day: row.text(column)?,
        status: PlaceStatus::from_name(&status).unwrap_or(PlaceStatus::Waiting),
    })
}

/// Gives the submission `number`, which is new, `days`.
pub(super) async fn give(
    connection: &mut Connection,
    number: i64,
    days: &[String],
    caps: &Caps,
) -> Result<Vec<DayPlace>, Error> {
    let mut given = Vec::new();
    for day in days {
        let status = offer(connection, day, caps).await?;
        given.push(DayPlace {
            day: day.clone(),
            status,
        });
    }
    insert(connection, number, &given, caps).await?;
    given.sort_by(|one, other| one.day.cmp(&other.day));
    Ok(given)
}

/// Gives the submission `number` exactly `days`. Days that it has keep their place in the queue. Returns the
/// days on which a place may have become free.
pub(super) async fn set(
    connection: &mut Connection,
    number: i64,
    days: &[String],
    caps: &Caps,
) -> Result<Vec<String>, Error> {
    let before = of(connection, number).await?;
    let mut freed = Vec::new();
    for place in before.iter().filter(|had| !days.contains(&had.day)) {
        let sql = "DELETE FROM attendances WHERE submission = $1 AND day = $2";
        connection.execute(sql, values![number, &place.day]).await?;
        if place.status == PlaceStatus::Confirmed && caps.contains_key(&place.day) {
            count(connection, &place.day, -1).await?;
        }
        freed.push(place.day.clone());
    }
    for day in days {
        if !before.iter().any(|had| had.day == *day) {
            let status = offer(connection, day, caps).await?;
            let day = day.clone();
            insert(connection, number, &[DayPlace { day, status }], caps).await?;
        }
    }
    Ok(freed)
}

/// Gives those who wait the places that are free, first come, first served. Returns who moved up.
pub(super) async fn move_up(
    connection: &mut Connection,
    day: &str,
    caps: &Caps,
) -> Result<Vec<i64>, Error> {
    let mut moved = Vec::new();
    while has_room(connection, day, caps).await? {
        let sql = "SELECT seq, submission FROM attendances WHERE day = $1 AND status = 'waiting'
                   ORDER BY seq LIMIT 1";
        let Some(first) = connection.row(sql, values![day]).await? else {
            break;
        };
        let (seq, number) = (first.number(0)?, first.number(1)?);
        let sql = "UPDATE attendances SET status = $1 WHERE seq = $2";
        let confirmed = PlaceStatus::Confirmed.name();
        connection.execute(sql, values![confirmed, seq]).await?;
        if caps.contains_key(day) {
            count(connection, day, 1).await?;
        }
        moved.push(number);
    }
    Ok(moved)
}

/// The days that someone waits for.
pub(super) async fn awaited(connection: &mut Connection) -> Result<Vec<String>, Error> {
    let sql = "SELECT DISTINCT day FROM attendances WHERE status = 'waiting' ORDER BY day";
    let rows = connection.rows(sql, &[]).await?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// Counts the confirmed people of every day that has a limit: from now on each change keeps the count.
pub(super) async fn recount(connection: &mut Connection, caps: &Caps) -> Result<(), Error> {
    for day in caps.keys() {
        note(connection, day).await?;
    }
    Ok(())
}

/// Counts the confirmed people of `day`, and notes how many they are.
async fn note(connection: &mut Connection, day: &str) -> Result<i64, Error> {
    let counted = counted(connection, day).await?;
    let sql = "INSERT INTO day_counts (day, confirmed) VALUES ($1, $2)
               ON CONFLICT (day) DO UPDATE SET confirmed = excluded.confirmed";
    connection.execute(sql, values![day, counted]).await?;
    Ok(counted)
}

async fn counted(connection: &mut Connection, day: &str) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM attendances WHERE day = $1 AND status = 'confirmed'";
    let row = connection.row(sql, values![day]).await?;
    row.map_or(Ok(0), |row| row.number(0))
}

/// Gives everyone who registered before days had places theirs, in the table of that time.
pub(super) async fn fill_in(connection: &mut Connection) -> Result<(), Error> {
    let sql = "SELECT reference, form, answers FROM submissions ORDER BY created_at, reference";
    for row in connection.rows(sql, &[]).await? {
        let Some(form) = forms::by_id(&row.text(1)?) else {
            continue;
        };
        let answers = read_answers(&row.text(2)?)?;
        let reference = row.text(0)?;
        for day in chosen(form, &answers) {
            let sql = "INSERT INTO attendances (reference, day, status, seq)
                       VALUES ($1, $2, 'confirmed', (SELECT COALESCE(MAX(seq), 0) + 1 FROM attendances))";
            connection.execute(sql, values![&reference, day]).await?;
        }
    }
    Ok(())
}

/// Notes `places` of the submission `number`, as many at once as a statement takes.
async fn insert(
    connection: &mut Connection,
    number: i64,
    places: &[DayPlace],
    caps: &Caps,
) -> Result<(), Error> {
    // The number of each row, which grows, is the order in which people came.
    for places in places.chunks(3) {
        let sql = match places.len() {
            1 => "INSERT INTO attendances (submission, day, status) VALUES ($1, $2, $3)",
            2 => {
                "INSERT INTO attendances (submission, day, status) VALUES ($1, $2, $3), ($1, $4, $5)"
            }
            _ => {
                "INSERT INTO attendances (submission, day, status)
                 VALUES ($1, $2, $3), ($1, $4, $5), ($1, $6, $7)"
            }
        };
        let mut values = vec![Value::from(number)];
        for place in places {
            values.extend([Value::from(&place.day), Value::from(place.status.name())]);
        }
        connection.execute(sql, &values).await?;
    }
    for place in places {
        if place.status == PlaceStatus::Confirmed && caps.contains_key(&place.day) {
            count(connection, &place.day, 1).await?;
        }
    }
    Ok(())
}

/// What a person who chose `day` now would get; nothing is written.
pub(super) async fn would_be(
    connection: &mut Connection,
    day: &str,
    caps: &Caps,
) -> Result<PlaceStatus, Error> {
    let Some(capacity) = caps.get(day) else {
        return Ok(PlaceStatus::Confirmed);
    };
    let is_free = taken(connection, day).await? < *capacity;
    Ok(if is_free {
        PlaceStatus::Confirmed
    } else {
        PlaceStatus::Waiting
    })
}

/// What a person who chooses `day` gets.
async fn offer(connection: &mut Connection, day: &str, caps: &Caps) -> Result<PlaceStatus, Error> {
    Ok(if has_room(connection, day, caps).await? {
        PlaceStatus::Confirmed
    } else {
        PlaceStatus::Waiting
    })
}

async fn has_room(connection: &mut Connection, day: &str, caps: &Caps) -> Result<bool, Error> {
    match caps.get(day) {
        Some(capacity) => {
            let taken = match noted(connection, day).await? {
                Some(taken) => taken,
                None => note(connection, day).await?,
            };
            Ok(taken < *capacity)
        }
        None => Ok(true),
    }
}

/// How many people are confirmed on a day with a limit.
async fn taken(connection: &mut Connection, day: &str) -> Result<i64, Error> {
    match noted(connection, day).await? {
        Some(taken) => Ok(taken),
        None => counted(connection, day).await,
    }
}

/// What was noted of that; nothing if nobody has counted them yet.
async fn noted(connection: &mut Connection, day: &str) -> Result<Option<i64>, Error> {
    let sql = "SELECT confirmed FROM day_counts WHERE day = $1";
    let row = connection.row(sql, values![day]).await?;
    row.map(|row| row.number(0)).transpose()
}

/// Notes that `change` more people are confirmed on `day`, which has a limit.
async fn count(connection: &mut Connection, day: &str, change: i64) -> Result<(), Error> {
    let sql = "UPDATE day_counts SET confirmed = confirmed + $1 WHERE day = $2";
    connection.execute(sql, values![change, day]).await?;
    Ok(())
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
