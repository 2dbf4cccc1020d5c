//! The storage, and how work gets to it.

use std::path::{Path, PathBuf};

use super::address::Address;
use super::connection::Connection;
use super::copy;
use super::error::Error;
use super::instant;
use super::job::{Doing, Done, job, reading};
use super::postgres::Postgres;
use super::queue::Queue;
use super::sqlite::{self, Sqlite};
use super::value::values;
use crate::private_file;

/// How often work is tried that others were in the way of.
const TRIES: usize = 3;

/// A handle to the storage, cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    writes: Queue,
    reads: Queue,
    is_sqlite: bool,
}

/// A form with every field at its limit takes less, characters.
const LONGEST: usize = 8 * 1024;

impl Store {
    /// The storage at `url`: `sqlite:…` or `postgres:…`, with the tables that it has.
    pub(super) async fn connect(url: &str) -> Result<Self, Error> {
        match Address::read(url)? {
            Address::Sqlite(path) => Self::file(&path),
            Address::Postgres(server) => {
                for name in &server.unknown {
                    tracing::warn!("DATABASE_URL: {name} is not known here, and is left out");
                }
                let Postgres { writes, reads } = Postgres::open(server.options).await?;
                Ok(Self {
                    writes,
                    reads,
                    is_sqlite: false,
                })
            }
        }
    }

    /// The SQLite file at `path`, with the tables that it has.
    pub(super) fn file(path: &Path) -> Result<Self, Error> {
        let Sqlite { writes, reads } = Sqlite::open(path)?;
        Ok(Self {
            writes,
            reads,
            is_sqlite: true,
        })
    }

    /// Asks the storage whether it can store something, by storing when that was.
    ///
    /// # Errors
    /// When it cannot, or has no table of submissions.
    pub async fn ping(&self) -> Result<(), Error> {
        self.write(|connection| {
            Box::pin(async {
                let sql = "SELECT reference FROM submissions LIMIT 1";
                connection.rows(sql, &[]).await?;
                let sql = "INSERT INTO health (id, stored_at) VALUES (1, $1)
                           ON CONFLICT (id) DO UPDATE SET stored_at = excluded.stored_at";
                // As long as a form: a disk that has no room for one is to be told as full.
                let now = instant::write(jiff::Timestamp::now());
                let now = format!("{now:<LONGEST$}");
                connection.execute(sql, values![now]).await?;
                Ok(Done::Keep(()))
            })
        })
        .await
    }

    /// Whether this is a SQLite file.
    #[must_use]
    pub const fn is_sqlite(&self) -> bool {
        self.is_sqlite
    }

    /// Writes a copy of the SQLite file to `file`, which must not be there, and checks it.
    ///
    /// # Errors
    /// When the file cannot be written, or is not whole.
    pub async fn backup(&self, file: &Path) -> Result<(), Error> {
        let file = file.to_owned();
        self.read(|connection| {
            Box::pin(async move {
                let name = file.display().to_string();
                let is_new = private_file::prepare(&file)?;
                let copied = connection.execute("VACUUM INTO $1", values![&name]).await;
                let copied = copied.and_then(|_| copy::begin_life(&file, sqlite::new_life()?));
                if copied.is_err() && is_new {
                    let _ = std::fs::remove_file(&file);
                }
                copied
                    .map(drop)
                    .map_err(|error| Error::Unavailable(format!("{name}: {error}")))
            })
        })
        .await
    }

    /// Waits for running work and closes every connection.
    pub async fn close(&self) {
        self.writes.close().await;
        self.reads.close().await;
    }

    /// Does `work` in a transaction, which others may share. Success means committed.
    pub(super) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, Done<T>> + Send + 'static,
    {
        self.put(work, false).await
    }

    /// The same for what is deleted for good: it leaves SQLite's log of recent writes too.
    pub(super) async fn delete<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, Done<T>> + Send + 'static,
    {
        self.put(work, true).await
    }

    /// The one or the other.
    pub(super) async fn put<T, W>(&self, work: W, empties_log: bool) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, Done<T>> + Send + 'static,
    {
        let (job, result) = job(work, empties_log);
        self.writes.put(job).await?;
        result.await.unwrap_or_else(|_| Err(unanswered()))
    }

    /// Does the work that `work` gives, once more where someone else's was in the way.
    pub(super) async fn write_again<T, W>(&self, work: impl Fn() -> W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, Done<T>> + Send + 'static,
    {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.write(work()).await {
                Err(error) if error.is_worth_a_retry() && tries < TRIES => {}
                other => return other,
            }
        }
    }

    /// Does `work`, which reads only.
    pub(super) async fn read<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, T> + Send + 'static,
    {
        let (job, result) = reading(work);
        self.reads.put(job).await?;
        result.await.unwrap_or_else(|_| Err(unanswered()))
    }
}

fn unanswered() -> Error {
    Error::Unavailable("the storage was closed before it answered".into())
}

/// The file that `url` names, where it is one of SQLite.
///
/// # Errors
/// When it is no address of a database, with what was expected.
pub fn sqlite_file(url: &str) -> Result<Option<PathBuf>, Error> {
    match Address::read(url)? {
        Address::Sqlite(path) => Ok(Some(path)),
        Address::Postgres(_) => Ok(None),
    }
}
