//! Whether SQLite's file is still the one that was opened.
//!
//! A backup that is put in its place while the endpoint runs leaves open connections writing to a
//! file that has no name any more: what they store would be lost with them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Device and number of a file, where the system has them.
type Number = Option<(u64, u64)>;

/// The file behind a pool of one connection.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    path: Arc<PathBuf>,
    opened: Arc<Mutex<Number>>,
}

impl Identity {
    /// The file at `path`, which nothing has opened yet.
    pub(super) fn new(path: Arc<PathBuf>) -> Self {
        Self {
            path,
            opened: Arc::default(),
        }
    }

    /// Notes that the file has just been opened.
    pub(super) fn note(&self) {
        *self.lock() = self.number();
    }

    /// Whether the file of that name is still the one that was opened.
    pub(super) fn is_same(&self) -> bool {
        *self.lock() == self.number()
    }

    #[cfg(unix)]
    fn number(&self) -> Number {
        use std::os::unix::fs::MetadataExt;
        let metadata = std::fs::metadata(self.path.as_path()).ok()?;
        Some((metadata.dev(), metadata.ino()))
    }

    /// Other systems do not let an open file be replaced.
    #[cfg(not(unix))]
    fn number(&self) -> Number {
        None
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Number> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
