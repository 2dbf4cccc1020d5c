//! Whether SQLite's file is still the one that was opened.
//!
//! A backup that is put in its place while the endpoint runs leaves open connections writing to a
//! file that has no name any more: what they store would be lost with them.

use std::cell::Cell;
use std::path::{Path, PathBuf};

/// Device and number of a file, where the system has them.
type Number = Option<(u64, u64)>;

/// The file behind a connection.
#[derive(Debug)]
pub(super) struct Identity {
    path: PathBuf,
    opened: Cell<Number>,
}

impl Identity {
    /// The file at `path`, which nothing has opened yet.
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            opened: Cell::default(),
        }
    }

    /// Notes that the file has just been opened.
    pub(super) fn note(&self) {
        self.opened.set(self.number());
    }

    /// Whether the file of that name is still the one that was opened.
    pub(super) fn is_same(&self) -> bool {
        self.opened.get() == self.number()
    }

    #[cfg(unix)]
    fn number(&self) -> Number {
        use std::os::unix::fs::MetadataExt;
        let metadata = std::fs::metadata(&self.path).ok()?;
        Some((metadata.dev(), metadata.ino()))
    }

    /// Other systems do not let an open file be replaced.
    #[cfg(not(unix))]
    fn number(&self) -> Number {
        None
    }
}
