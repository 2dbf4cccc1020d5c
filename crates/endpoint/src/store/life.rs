//! Which database a write-ahead log belongs to.
//!
//! SQLite keeps recent writes in `…-wal` beside its file, and takes that log for the file's own, whichever file stands
//! there: a backup that is moved over the database is destroyed by the log of the one before. So each database gets a
//! number when it begins to live (`application_id`), and counts how often its log was moved into it (`user_version`).
//! Both stand in the head of the file. A third file, `…-life`, says which of them the log is for.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::head::Head;
use crate::{plain, private_file};

/// What the third file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Life {
    /// The number of the database that the log is for.
    pub(super) life: u32,
    /// What the head of that database may say: several while the log is being moved into it.
    pub(super) epochs: RangeInclusive<u32>,
}

/// A database's file and what stands beside it.
#[derive(Clone, Debug)]
pub(super) struct Files {
    pub(super) database: PathBuf,
    pub(super) log: PathBuf,
    shared: PathBuf,
    life: PathBuf,
    lock: PathBuf,
    open: PathBuf,
}

impl Files {
    pub(super) fn of(database: &Path) -> Self {
        let beside = |ending: &str| beside(database, ending);
        Self {
            database: database.to_owned(),
            log: beside("-wal"),
            shared: beside("-shm"),
            life: beside("-life"),
            lock: beside("-lock"),
            open: beside("-open"),
        }
    }

    /// A file beside the database, whose name begins with its own.
    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        beside(&self.database, ending)
    }

    /// The database and what belongs to it, which only together is whole.
    pub(super) fn all(&self) -> [&Path; 4] {
        [&self.database, &self.log, &self.shared, &self.life]
    }

    /// Whether any of that is there.
    pub(super) fn is_anything_there(&self) -> bool {
        self.all().iter().any(|path| path.exists())
    }

    /// Says that the database is open, until the file is dropped: as many may have it open as like. Nothing where somebody
    /// is alone with it for longer than `patience`.
    pub(super) fn open_together(&self, patience: Duration) -> io::Result<Option<File>> {
        let file = private_file::create(&self.open)?;
        locked(patience, || file.try_lock_shared()).map(|is_locked| is_locked.then_some(file))
    }

    /// Keeps everybody else from opening the database, until the file is dropped. Nothing where somebody has it open.
    pub(super) fn open_alone(&self) -> io::Result<Option<File>> {
        let file = private_file::create(&self.open)?;
        locked(Duration::ZERO, || file.try_lock()).map(|is_locked| is_locked.then_some(file))
    }

    /// What the database's head says; nothing where there is no file, or an empty one.
    pub(super) fn head(&self) -> io::Result<Option<Head>> {
        Head::of(&self.database)
    }

    /// What the head and the third file say, at one time: another process of ours may be moving the log.
    pub(super) fn both(&self) -> io::Result<(Option<Head>, Option<Life>)> {
        let mut life = self.life()?;
        loop {
            let head = self.head()?;
            let now = self.life()?;
            if now == life {
                return Ok((head, life));
            }
            life = now;
        }
    }

    /// Keeps other processes of ours from beginning a life or moving the log, until the file is dropped. Nothing where
    /// one of them does so for longer than `patience`.
    pub(super) fn lock(&self, patience: Duration) -> io::Result<Option<File>> {
        let file = private_file::create(&self.lock)?;
        locked(patience, || file.try_lock()).map(|is_locked| is_locked.then_some(file))
    }

    /// What the third file says; nothing where there is none, or one that says nothing.
    pub(super) fn life(&self) -> io::Result<Option<Life>> {
        match fs::read_to_string(&self.life) {
            Ok(text) => Ok(Life::read(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(plain::named(&self.life, &error)),
        }
    }

    /// Writes the third file. It is on the disk when this returns.
    pub(super) fn note(&self, life: &Life) -> io::Result<()> {
        let draft = self.life.with_extension("db-life-new");
        let mut file = private_file::create(&draft)?;
        file.write_all(life.write().as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, &self.life)
    }

    /// Whether there are recent writes in the log.
    pub(super) fn has_log(&self) -> bool {
        self.log_length() > 0
    }

    /// How long the log is, bytes.
    pub(super) fn log_length(&self) -> u64 {
        fs::metadata(&self.log).map_or(0, |log| log.len())
    }

    /// Why the database must not be opened, in plain words: it would be destroyed, or what is in the log would be lost.
    pub(super) fn objection(&self) -> io::Result<Option<String>> {
        let (head, life) = self.both()?;
        let database = self.database.display();
        let Some(life) = life else { return Ok(None) };
        Ok(match head {
            None => Some(format!(
                "{database} is missing, and what belongs to it is there ({}). Put it or a backup back; \
                 to begin with nothing, remove what begins with that name",
                self.life.display()
            )),
            Some(head) if self.has_log() && !life.is_of(head) => Some(format!(
                "{database} is not the database that {} belongs to: together they would be destroyed. \
                 Put the former database back, or move the files ending in -wal and -shm away \
                 to go on without what they hold",
                self.log.display()
            )),
            Some(_) => None,
        })
    }

    /// Moves the log of a database that is no longer there out of the way of the one that is. Gives the log's new name.
    pub(super) fn put_log_away(&self, mark: &str) -> io::Result<PathBuf> {
        let away = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push("-before-");
            name.push(mark);
            PathBuf::from(name)
        };
        for path in [&self.shared, &self.log] {
            match fs::rename(path, away(path)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(away(&self.log))
    }
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// Tries to lock until it works, for `patience`. Says whether it did.
fn locked(
    patience: Duration,
    mut lock: impl FnMut() -> Result<(), TryLockError>,
) -> io::Result<bool> {
    let began = Instant::now();
    loop {
        match lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if began.elapsed() >= patience => return Ok(false),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

impl Life {
    /// Whether the log is for the database with this head.
    pub(super) fn is_of(&self, head: Head) -> bool {
        self.life == head.life && self.epochs.contains(&head.epoch)
    }

    fn write(&self) -> String {
        format!(
            "{:08x} {} {}\n",
            self.life,
            self.epochs.start(),
            self.epochs.end()
        )
    }

    fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let life = u32::from_str_radix(words.next()?, 16).ok()?;
        let first = words.next()?.parse().ok()?;
        let last = words.next()?.parse().ok()?;
        Some(Self {
            life,
            epochs: first..=last,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log is for the database that it was written for, while and after it is moved into that.
    #[test]
    fn belongs() {
        let life = Life {
            life: 7,
            epochs: 3..=4,
        };
        assert_eq!(Life::read(&life.write()), Some(life.clone()));
        for (epoch, number, is_of) in [
            (3, 7, true),
            (4, 7, true),
            (2, 7, false),
            (5, 7, false),
            (3, 8, false),
        ] {
            let head = Head {
                life: number,
                epoch,
            };
            assert_eq!(life.is_of(head), is_of, "{head:?}");
        }
        assert_eq!(Life::read("7"), None);
        assert_eq!(Life::read(""), None);
    }
}
