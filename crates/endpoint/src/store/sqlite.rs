//! SQLite: one thread that writes, one that reads.
//!
//! Whatever waits to be written shares a transaction, and so one wait for the disk; each piece of work has a savepoint of
//! its own, and whoever waits for it hears of it after the commit.

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use super::connection::Connection;
use super::error::Error;
use super::identity::Identity;
use super::job::Job;
use super::queue::{Jobs, Queue};
use rusqlite::OpenFlags;

/// How many pieces of work share a transaction.
const TOGETHER: usize = 256;
/// How long a transaction of another process is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many prepared statements are kept.
const STATEMENTS: usize = 64;

/// The two threads of a file. They end when this is dropped.
pub(super) struct Sqlite {
    pub(super) writes: Queue,
    pub(super) reads: Queue,
}

/// A connection that is opened when it is needed, and anew when it has become useless.
struct Opened {
    path: PathBuf,
    is_writing: bool,
    identity: Identity,
    connection: Option<Connection>,
}

impl Sqlite {
    /// Opens the file at `path`, making it if needed.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        Ok(Self {
            writes: begin(Opened::new(path, true)?)?,
            reads: begin(Opened::new(path, false)?)?,
        })
    }
}

/// Starts the thread that does the work of one connection.
fn begin(mut opened: Opened) -> Result<Queue, Error> {
    let (queue, Jobs { mut jobs, alive }) = Queue::new();
    let name = if opened.is_writing { "writes" } else { "reads" };
    let work = move || {
        let _alive = alive;
        let mut batch = Vec::new();
        while jobs.blocking_recv_many(&mut batch, TOGETHER) > 0 {
            if opened.is_writing {
                opened.write(&mut batch);
            } else {
                opened.read(&mut batch);
            }
        }
    };
    thread::Builder::new().name(name.into()).spawn(work)?;
    Ok(queue)
}

impl Opened {
    fn new(path: &Path, is_writing: bool) -> Result<Self, Error> {
        let mut opened = Self {
            path: path.to_owned(),
            is_writing,
            identity: Identity::new(path),
            connection: None,
        };
        opened.connection = Some(opened.connect()?);
        Ok(opened)
    }

    fn connect(&self) -> Result<Connection, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(&self.path, flags)?;
        self.identity.note();
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        connection.execute_batch(
            "PRAGMA journal_mode = WAL;
             -- FULL: a commit is on the disk before it is reported, also in WAL mode.
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             -- KiB: the indexes of a large event, which each submission writes to at random.
             PRAGMA cache_size = -24000;
             -- Pages: many submissions write to the same, which are then moved once.
             PRAGMA wal_autocheckpoint = 8000;
             -- What is erased is overwritten.
             PRAGMA secure_delete = ON",
        )?;
        Ok(Connection::Sqlite(connection))
    }

    /// The connection to the file that is there now.
    fn connection(&mut self) -> Result<&mut Connection, Error> {
        // An open file can be written to after it was deleted, and then nobody finds it again.
        std::fs::metadata(&self.path)?;
        if !self.identity.is_same() {
            self.connection = None;
        }
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        Ok(self.connection.insert(connection))
    }

    /// Does the work in one transaction, and tells what came of it once that is on the disk.
    fn write(&mut self, jobs: &mut Vec<Box<dyn Job>>) {
        let outcome = match self.connection() {
            Ok(connection) => transaction(connection, jobs),
            Err(error) => Err(error),
        };
        if outcome.is_err() && !self.is_idle() {
            // Whatever state it is in, the next connection begins without it.
            self.connection = None;
        }
        for job in jobs.drain(..) {
            job.finish(outcome.as_ref().map(|()| ()));
        }
    }

    /// Does each piece of work by itself.
    fn read(&mut self, jobs: &mut Vec<Box<dyn Job>>) {
        for mut job in jobs.drain(..) {
            let outcome = self.connection().map(|connection| {
                at_once(job.run(connection));
            });
            job.finish(outcome.as_ref().map(|()| ()));
        }
    }

    /// Whether there is a connection, and no transaction in it.
    fn is_idle(&mut self) -> bool {
        let Some(Connection::Sqlite(connection)) = &self.connection else {
            return false;
        };
        connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok()
    }
}

fn transaction(connection: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
    // The write lock at once, so that reading first and writing then cannot fail half-way.
    at_once(connection.execute("BEGIN IMMEDIATE", &[]))?;
    for job in jobs.iter_mut() {
        at_once(connection.execute("SAVEPOINT work", &[]))?;
        let is_kept = at_once(job.run(connection));
        if !is_open(connection) {
            // A full disk, say: SQLite has undone all of it by itself.
            return Err(Error::Unavailable("the transaction was undone".into()));
        }
        if !is_kept {
            at_once(connection.execute("ROLLBACK TO work", &[]))?;
        }
        at_once(connection.execute("RELEASE work", &[]))?;
    }
    at_once(connection.execute("COMMIT", &[]))?;
    Ok(())
}

fn is_open(connection: &Connection) -> bool {
    match connection {
        Connection::Sqlite(connection) => !connection.is_autocommit(),
        Connection::Postgres(_) => false,
    }
}

/// The result of a future that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("SQLite answers at once"),
    }
}
