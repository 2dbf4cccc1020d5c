//! SQLite: one thread that writes, one that reads.
//!
//! Whatever waits to be written shares a transaction, and so one wait for the disk; each piece of work has a savepoint of
//! its own, and whoever waits for it hears of it after the commit.

mod log;

use std::fs::File;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use tokio::sync::mpsc::error::TryRecvError;

use super::connection::Connection;
use super::copy;
use super::error::Error;
use super::head::Head;
use super::identity::Identity;
use super::job::Job;
use super::life::{Files, Life};
use super::mover::Mover;
use super::queue::{Jobs, Queue};
use crate::private_file;
use log::{LONG_LOG, LONGEST_LOG, Owed, checkpoint};

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

/// The thread that writes.
struct Writer {
    files: Files,
    identity: Identity,
    connection: Option<rusqlite::Connection>,
    life: Life,
    /// Whether a copy was made of a database that is gone.
    is_rescued: bool,
    mover: Mover,
    /// What was erased is still in the log.
    owed: Option<Owed>,
    /// Says to others that the database is open.
    _open: Arc<File>,
}

impl Sqlite {
    /// Opens the file at `path`, making it if needed.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let files = Files::of(path);
        let database = path.display();
        if !Head::may_be_sqlite(path)? {
            return Err(Error::Unexpected(format!(
                "{database}: this is no SQLite database. Nothing was changed in it"
            )));
        }
        let Some(open) = files.open_together(PATIENCE)? else {
            return Err(Error::Unavailable(format!(
                "{database}: a copy is being put in its place"
            )));
        };
        let open = Arc::new(open);
        let mut writer = Writer {
            identity: Identity::new(path),
            connection: None,
            life: Life {
                life: 0,
                epochs: 0..=0,
            },
            is_rescued: false,
            owed: None,
            _open: Arc::clone(&open),
            mover: Mover::start(files.clone())?,
            files: files.clone(),
        };
        writer.connect()?;
        let writes = begin("writes", move |jobs| writer.work(jobs))?;
        let reads = begin("reads", move |jobs| {
            read(&files, jobs);
            drop(open);
        })?;
        Ok(Self { writes, reads })
    }
}

/// Starts the thread called `name`, which does the work of a queue.
fn begin(
    name: &str,
    work: impl FnOnce(&mut tokio::sync::mpsc::Receiver<Box<dyn Job>>) + Send + 'static,
) -> Result<Queue, Error> {
    let (queue, Jobs { mut jobs, alive }) = Queue::new();
    let thread = thread::Builder::new().name(name.into());
    thread.spawn(move || {
        work(&mut jobs);
        drop(alive);
    })?;
    Ok(queue)
}

/// A connection to the file that is there.
pub(super) fn connect(files: &Files, may_create: bool) -> Result<rusqlite::Connection, Error> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, may_create);
    let connection = rusqlite::Connection::open_with_flags(&files.database, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Another file may stand there by then.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch(
        // Bytes: a submission writes to several indexes at random, each time a whole page.
        "PRAGMA page_size = 1024;
         PRAGMA journal_mode = WAL;
         -- FULL: a commit is on the disk before it is reported, also in WAL mode.
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         -- KiB: the indexes of a large event, which each submission writes to at random. Twice as much is no faster with
         -- 100,000 submissions, and takes the process over 64 MiB.
         PRAGMA cache_size = -8000;
         -- See `Writer::move_log`.
         PRAGMA wal_autocheckpoint = 0;
         -- What is erased is overwritten.
         PRAGMA secure_delete = ON",
    )?;
    Ok(connection)
}

/// Does each piece of work by itself, on a connection that is closed as soon as there is no more: one that stays open
/// would hold on to a file that was replaced.
fn read(files: &Files, jobs: &mut tokio::sync::mpsc::Receiver<Box<dyn Job>>) {
    while let Some(job) = jobs.blocking_recv() {
        let mut connection = match objected(files).and_then(|()| connect(files, false)) {
            Ok(connection) => Connection::Sqlite(connection),
            Err(error) => {
                job.finish(Err(&error));
                continue;
            }
        };
        let mut next = Some(job);
        while let Some(mut job) = next {
            at_once(job.run(&mut connection));
            job.finish(Ok(()));
            next = jobs.try_recv().ok();
        }
    }
}

/// Refuses files that do not belong together.
pub(super) fn objected(files: &Files) -> Result<(), Error> {
    match files.objection()? {
        Some(objection) => Err(Error::Unavailable(objection)),
        None => Ok(()),
    }
}

impl Writer {
    fn work(&mut self, jobs: &mut tokio::sync::mpsc::Receiver<Box<dyn Job>>) {
        let mut batch = Vec::new();
        while self.next(jobs, &mut batch) {
            let outcome = self.write(&mut batch);
            let empties_log = batch.iter().any(|job| job.empties_log());
            if outcome.is_err() && !self.is_idle() {
                // Whatever state it is in, the next connection begins without it.
                self.connection = None;
            }
            if outcome.is_ok() && empties_log {
                self.empty_log(PATIENCE);
            }
            for job in batch.drain(..) {
                job.finish(outcome.as_ref().copied());
            }
            let length = self.files.log_length();
            if self.is_due() {
                self.empty_log(Duration::ZERO);
            } else if self.mover.has_moved() || length > LONGEST_LOG {
                // Little of it is left.
                self.move_log_or_say(Duration::ZERO);
            } else if length > LONG_LOG {
                self.mover.begin();
            }
        }
        if self.connection.is_some() && self.is_ours().unwrap_or(false) {
            self.move_log_or_say(Duration::ZERO);
            self.empty_log_at_last();
        }
    }

    /// Waits for work, and meanwhile for a moment in which the log can be emptied, if that is owed. False at the end.
    fn next(
        &mut self,
        jobs: &mut tokio::sync::mpsc::Receiver<Box<dyn Job>>,
        batch: &mut Vec<Box<dyn Job>>,
    ) -> bool {
        while self.owed.is_some() {
            match jobs.try_recv() {
                Ok(job) => {
                    batch.push(job);
                    while batch.len() < TOGETHER
                        && let Ok(job) = jobs.try_recv()
                    {
                        batch.push(job);
                    }
                    return true;
                }
                Err(TryRecvError::Disconnected) => return false,
                Err(TryRecvError::Empty) if self.is_due() => {
                    if self.is_ours().unwrap_or(false) {
                        self.empty_log(Duration::ZERO);
                    } else {
                        // Another database stands there: the next write sees to it.
                        self.owed = None;
                    }
                }
                Err(TryRecvError::Empty) => thread::sleep(Duration::from_millis(5)),
            }
        }
        jobs.blocking_recv_many(batch, TOGETHER) > 0
    }

    /// Does the work in one transaction. Success means that it is on the disk.
    fn write(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
        if self.connection.is_some() && !self.is_ours()? {
            self.leave()?;
        }
        if self.connection.is_none() {
            self.connect()?;
        }
        let Some(connection) = self.connection.take() else {
            return Err(Error::Unavailable("there is no connection".into()));
        };
        let mut connection = Connection::Sqlite(connection);
        let outcome = transaction(&mut connection, jobs);
        if let Connection::Sqlite(connection) = connection {
            self.connection = Some(connection);
        }
        outcome
    }

    /// Opens the file that is there, and makes it one that its log can be told to belong to.
    fn connect(&mut self) -> Result<(), Error> {
        let Some(_lock) = self.files.lock(PATIENCE)? else {
            return Err(Error::Unavailable(
                "another process is opening the database, and does not come to an end".into(),
            ));
        };
        objected(&self.files)?;
        private_file::prepare(&self.files.database)?;
        let connection = connect(&self.files, true)?;
        self.identity.note();
        let head = self.files.head()?;
        let life = match self.files.life()? {
            Some(life) if head.is_some_and(|head| life.is_of(head)) => life,
            _ => {
                let id: u32 =
                    connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
                let life = if id == 0 { new_life()? } else { id };
                // Into the head of the file, which the log is held against.
                connection.pragma_update(None, "application_id", life)?;
                checkpoint(&connection)?;
                let head = self.files.head()?;
                let epoch = head.map_or(0, |head| head.epoch);
                let life = Life {
                    life,
                    epochs: epoch..=epoch,
                };
                self.files.note(&life)?;
                life
            }
        };
        self.life = life;
        self.is_rescued = false;
        self.connection = Some(connection);
        Ok(())
    }

    /// Whether the file of that name is the one that was opened, and its head says so too.
    fn is_ours(&mut self) -> Result<bool, Error> {
        if !self.identity.is_same() {
            return Ok(false);
        }
        let head = self.files.head()?;
        if head.is_some_and(|head| self.life.is_of(head)) {
            return Ok(true);
        }
        // Another process of ours may have moved the log.
        let (head, life) = self.files.both()?;
        if let Some(life) = life {
            self.life = life;
        }
        Ok(head.is_some_and(|head| self.life.is_of(head)))
    }

    /// Lets go of a database whose file was deleted or replaced. What it held is copied first, where it can still be read.
    fn leave(&mut self) -> Result<(), Error> {
        let mark = format!("{:.0}", Timestamp::now()).replace(':', "-");
        let database = self.files.database.display().to_string();
        let is_gone = !self.files.database.exists();
        if !self.is_rescued
            && !self.identity.is_same()
            && let Some(connection) = &self.connection
        {
            let rescued = format!("{database}-before-{mark}");
            private_file::prepare(Path::new(&rescued))?;
            let copied = connection.execute("VACUUM INTO $1", [&rescued]);
            let copied = copied.map_err(Error::from);
            let copied = copied.and_then(|_| copy::begin_life(Path::new(&rescued), new_life()?));
            match copied {
                Ok(_) => {
                    tracing::error!(
                        "{database} was deleted or replaced: what it held is in {rescued}"
                    )
                }
                Err(error) => {
                    let _ = std::fs::remove_file(&rescued);
                    tracing::error!(
                        "{database} was deleted or replaced, and cannot be copied: {error}"
                    );
                }
            }
            self.is_rescued = true;
        }
        if is_gone {
            return Err(Error::Unavailable(format!(
                "{database} is gone: put it or a backup back"
            )));
        }
        self.connection = None;
        let log = self.files.put_log_away(&mark)?;
        tracing::error!(
            "{database} is another one now; the log of the one before is {}",
            log.display()
        );
        Ok(())
    }

    /// Whether there is a connection, and no transaction in it.
    fn is_idle(&self) -> bool {
        let Some(connection) = &self.connection else {
            return false;
        };
        connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok()
    }
}

/// A number for a database that begins to live: any but 0, as SQLite's head holds it.
pub(super) fn new_life() -> Result<u32, Error> {
    let random = getrandom::u32().map_err(|error| Error::Unavailable(error.to_string()))?;
    Ok((random & 0x7fff_ffff).max(1))
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
