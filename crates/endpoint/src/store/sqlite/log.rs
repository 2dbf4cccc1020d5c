//! The log of recent writes: moved into the database when it is long, and emptied when something was erased.

use std::thread;
use std::time::{Duration, Instant};

use super::super::error::Error;
use super::super::life::Life;
use super::{PATIENCE, Writer};

/// How long the log of recent writes may grow before it is moved into the database, bytes. Many submissions write to the
/// same pages, which are then moved once.
pub(super) const LONG_LOG: u64 = 16 * 1024 * 1024;
/// After so long it is tried again to empty the log of what was erased, where someone who reads kept it from that; after
/// twice as long each further time.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest of these pauses: each try writes a little.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// How long someone who reads is waited for when the storage is closed.
const LAST_PATIENCE: Duration = Duration::from_secs(2);
/// How long it may grow while it is being moved; then writing waits.
pub(super) const LONGEST_LOG: u64 = 8 * LONG_LOG;

/// When it is next tried to empty the log.
pub(super) struct Owed {
    next: Instant,
    pause: Duration,
}

impl Writer {
    pub(super) fn is_due(&self) -> bool {
        let now = Instant::now();
        self.owed.as_ref().is_some_and(|owed| now >= owed.next)
    }

    /// Moves the log into the database and empties it, since something was erased; later where someone who reads keeps a
    /// part of it from that.
    pub(super) fn empty_log(&mut self, patience: Duration) {
        self.move_log_or_say(patience);
        if self.files.log_length() == 0 {
            self.owed = None;
            return;
        }
        let pause = self.owed.as_ref().map_or(FIRST_PAUSE, |owed| owed.pause);
        self.owed = Some(Owed {
            next: Instant::now() + pause,
            pause: (pause * 2).min(LONGEST_PAUSE),
        });
    }

    /// The same before the storage is closed, which nobody comes back to.
    pub(super) fn empty_log_at_last(&mut self) {
        let began = Instant::now();
        while self.owed.is_some() && self.files.log_length() > 0 {
            if began.elapsed() > LAST_PATIENCE {
                tracing::warn!(
                    "what was erased is still in {}, since another program reads the database: it goes when the endpoint \
                     next empties that file",
                    self.files.log.display()
                );
                return;
            }
            thread::sleep(FIRST_PAUSE);
            self.move_log_or_say(Duration::ZERO);
        }
    }

    pub(super) fn move_log_or_say(&mut self, patience: Duration) {
        if let Err(error) = self.move_log(patience) {
            tracing::warn!("cannot move recent writes into the database: {error}");
        }
    }

    /// Moves the log into the database, as far as nobody reads it. Waits for another process of ours for `patience`.
    fn move_log(&mut self, patience: Duration) -> Result<(), Error> {
        let Some(connection) = &self.connection else {
            return Ok(());
        };
        // Another process of ours is moving it.
        let Some(_lock) = self.files.lock(patience)? else {
            return Ok(());
        };
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let moved = || -> Result<Life, Error> {
            let epoch: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            // Another process of ours may have noted more.
            let known = self.files.life()?.unwrap_or_else(|| self.life.clone());
            let next = epoch.wrapping_add(1) & 0x7fff_ffff;
            let life = Life {
                life: self.life.life,
                epochs: *known.epochs.start().min(&epoch)..=next,
            };
            self.files.note(&life)?;
            connection.pragma_update(None, "user_version", next)?;
            Ok(life)
        };
        let life = match moved() {
            Ok(life) => life,
            Err(error) => {
                let _ = connection.execute_batch("ROLLBACK");
                return Err(error);
            }
        };
        connection.execute_batch("COMMIT")?;
        let next = *life.epochs.end();
        self.life = life;
        // Whoever reads for long holds up nobody: the rest is moved next time.
        connection.busy_timeout(Duration::ZERO)?;
        let is_whole = checkpoint(connection);
        connection.busy_timeout(PATIENCE)?;
        if is_whole? {
            self.life.epochs = next..=next;
            self.files.note(&self.life)?;
        }
        Ok(())
    }
}

/// Moves the log into the database and empties it. False where someone who reads kept a part of it from that.
pub(super) fn checkpoint(connection: &rusqlite::Connection) -> Result<bool, Error> {
    let is_busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(is_busy == 0)
}
