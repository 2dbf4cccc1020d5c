//! The head of a SQLite file, read past SQLite.
//!
//! On Unix, SQLite's locks on a file belong to the process, and the system takes all of them away when the process closes
//! any of its handles of that file. A tool that is older than SQLite 3.51 then believes that it is the last one there, and
//! deletes the log that the endpoint goes on writing to. So a handle that was opened here stays open for as long as the
//! file has a name.

use std::fs::File;
use std::io;
use std::path::Path;

use super::copy::BEGINNING;
use crate::plain;

/// Where the numbers stand in a file: SQLite's file format, "The Database Header".
const LENGTH: usize = 100;
const EPOCH_AT: usize = 60;
const LIFE_AT: usize = 68;

/// What a database's head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The number that this database got when it began to live; 0 before that.
    pub(super) life: u32,
    /// How often its log was moved into it.
    pub(super) epoch: u32,
}

impl Head {
    /// Whether the file at `path` is one of SQLite, or can become one: it is not there, or empty.
    pub(super) fn may_be_sqlite(path: &Path) -> io::Result<bool> {
        let metadata = match std::fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            other => other.map_err(|error| plain::named(path, &error))?,
        };
        if !metadata.is_file() || metadata.len() == 0 {
            return Ok(metadata.is_file());
        }
        let mut head = [0; LENGTH];
        match read(path, &mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            other => other
                .map(|()| head.starts_with(BEGINNING))
                .map_err(|error| plain::named(path, &error)),
        }
    }

    /// What the file at `path` says; nothing where there is no file, or an empty one.
    pub(super) fn of(path: &Path) -> io::Result<Option<Self>> {
        let mut head = [0; LENGTH];
        match read(path, &mut head) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof
                ) =>
            {
                return Ok(None);
            }
            other => other?,
        }
        let number =
            |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        Ok(Some(Self {
            life: number(LIFE_AT),
            epoch: number(EPOCH_AT),
        }))
    }
}

#[cfg(unix)]
fn read(path: &Path, head: &mut [u8]) -> io::Result<()> {
    use std::os::unix::fs::{FileExt as _, MetadataExt as _};
    use std::sync::{Mutex, PoisonError};

    static OPEN: Mutex<Vec<File>> = Mutex::new(Vec::new());

    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let number = |file: &std::fs::Metadata| (file.dev(), file.ino());
    let wanted = number(&std::fs::metadata(path)?);
    let known = open
        .iter()
        .find(|file| file.metadata().is_ok_and(|file| number(&file) == wanted));
    if let Some(file) = known {
        return file.read_exact_at(head, 0);
    }
    // No tool finds a file that has no name any more.
    open.retain(|file| file.metadata().is_ok_and(|file| file.nlink() > 0));
    let file = File::open(path)?;
    let outcome = file.read_exact_at(head, 0);
    open.push(file);
    outcome
}

/// Other systems' locks belong to a handle.
#[cfg(not(unix))]
fn read(path: &Path, head: &mut [u8]) -> io::Result<()> {
    use std::io::Read as _;

    File::open(path)?.read_exact(head)
}
