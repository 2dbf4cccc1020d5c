//! A connection to either storage: the same statements for both.

use rusqlite::types::{ToSqlOutput, ValueRef};
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::{AssertSqlSafe, Column as _, Executor as _, Row as _, TypeInfo as _};

use super::error::Error;
use super::value::{Row, Value};

/// A connection to either storage. Statements name their values `$1`, `$2`, … in the order in which they first appear.
pub(super) enum Connection {
    /// Answers at once: its futures never wait.
    Sqlite(rusqlite::Connection),
    Postgres(PgConnection),
}

impl Connection {
    /// Every row that `sql` gives.
    pub(super) async fn rows(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Vec<Row>, Error> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let columns = statement.column_count();
                let mut rows = statement.query(rusqlite::params_from_iter(values))?;
                let mut found = Vec::new();
                while let Some(row) = rows.next()? {
                    let read = |column| Ok(value_of(row.get_ref(column)?));
                    let values: Result<_, rusqlite::Error> = (0..columns).map(read).collect();
                    found.push(Row(values?));
                }
                drop(rows);
                #[cfg(test)]
                steps::note(sql, &statement);
                Ok(found)
            }
            Self::Postgres(connection) => {
                let query = sqlx::query_with(sql, arguments(values)?);
                let rows = query.fetch_all(connection).await?;
                rows.iter().map(row_of).collect()
            }
        }
    }

    /// The first row that `sql` gives.
    pub(super) async fn row(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Runs `sql`; how many rows it changed.
    pub(super) async fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<u64, Error> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let changed = statement.execute(rusqlite::params_from_iter(values))?;
                #[cfg(test)]
                steps::note(sql, &statement);
                Ok(u64::try_from(changed).unwrap_or(u64::MAX))
            }
            Self::Postgres(connection) => {
                let query = sqlx::query_with(sql, arguments(values)?);
                Ok(query.execute(connection).await?.rows_affected())
            }
        }
    }

    /// Runs statements that take no values.
    pub(super) async fn run(&mut self, sql: &'static str) -> Result<(), Error> {
        match self {
            Self::Sqlite(connection) => connection.execute_batch(sql)?,
            Self::Postgres(connection) => {
                connection
                    .execute(sqlx::raw_sql(AssertSqlSafe(sql)))
                    .await?;
            }
        }
        Ok(())
    }

    pub(super) const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

fn value_of(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => Value::Number(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        // No column of ours holds these.
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
    }
}

fn arguments(values: &[Value]) -> Result<PgArguments, Error> {
    use sqlx::Arguments as _;
    let mut arguments = PgArguments::default();
    for value in values {
        let added = match value {
            Value::Null => arguments.add(None::<&str>),
            Value::Number(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
        };
        added.map_err(|error| Error::Unexpected(error.to_string()))?;
    }
    Ok(arguments)
}

fn row_of(row: &PgRow) -> Result<Row, Error> {
    let read = |column: &sqlx::postgres::PgColumn| {
        let index = column.ordinal();
        Ok(match column.type_info().name() {
            "INT8" => row
                .try_get::<Option<i64>, _>(index)?
                .map_or(Value::Null, Value::Number),
            _ => row
                .try_get::<Option<String>, _>(index)?
                .map_or(Value::Null, Value::Text),
        })
    };
    row.columns()
        .iter()
        .map(read)
        .collect::<Result<_, _>>()
        .map(Row)
}

/// What each statement cost SQLite: for the test that it does not grow.
#[cfg(test)]
pub(super) mod steps {
    use std::sync::{Mutex, PoisonError};

    use rusqlite::{Statement, StatementStatus};

    static NOTED: Mutex<Vec<(&str, i32)>> = Mutex::new(Vec::new());

    pub(super) fn note(sql: &'static str, statement: &Statement<'_>) {
        let steps = statement.reset_status(StatementStatus::VmStep);
        let mut noted = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push((sql, steps));
    }

    /// All that was noted since this was last asked.
    pub(in crate::store) fn take() -> Vec<(&'static str, i32)> {
        std::mem::take(&mut *NOTED.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
