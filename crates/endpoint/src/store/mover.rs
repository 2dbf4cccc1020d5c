//! The thread that moves SQLite's log into the database while others write: most of it, so that what is left holds up
//! nobody.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use super::error::Error;
use super::life::Files;
use super::sqlite::{connect, objected};

pub(super) struct Mover {
    wanted: mpsc::SyncSender<()>,
    is_moving: bool,
    has_moved: Arc<AtomicBool>,
}

impl Mover {
    pub(super) fn start(files: Files) -> Result<Self, Error> {
        let (wanted, wishes) = mpsc::sync_channel(1);
        let has_moved = Arc::new(AtomicBool::new(false));
        let moved = Arc::clone(&has_moved);
        let work = move || {
            while wishes.recv().is_ok() {
                let part = objected(&files)
                    .and_then(|()| connect(&files, false))
                    .and_then(|connection| {
                        let sql = "PRAGMA wal_checkpoint(PASSIVE)";
                        Ok(connection.query_row(sql, [], |_| Ok(()))?)
                    });
                if let Err(error) = part {
                    tracing::warn!("cannot move recent writes into the database: {error}");
                }
                moved.store(true, Ordering::Release);
            }
        };
        thread::Builder::new().name("moves".into()).spawn(work)?;
        Ok(Self {
            wanted,
            is_moving: false,
            has_moved,
        })
    }

    /// Begins to move the log, unless it is being moved.
    pub(super) fn begin(&mut self) {
        if !self.is_moving {
            self.is_moving = self.wanted.try_send(()).is_ok();
        }
    }

    /// Whether it has come to its end since it was last begun; once.
    pub(super) fn has_moved(&mut self) -> bool {
        let has_moved = self.has_moved.swap(false, Ordering::Acquire);
        if has_moved {
            self.is_moving = false;
        }
        has_moved
    }
}
