//! The database and the connections to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use sqlx::AnyPool;
use sqlx::any::AnyPoolOptions;

use super::error::Error;
use super::identity::Identity;

/// A handle to the storage, cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) pool: AnyPool,
    pub(super) is_sqlite: bool,
    /// SQLite's file.
    file: Option<Arc<PathBuf>>,
}

impl Store {
    /// The storage at `url`: `sqlite:…` or `postgres:…`, with the tables that it has.
    pub(super) async fn connect(url: &str) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let is_sqlite = url.starts_with("sqlite:");
        let statements: &[&'static str] = if is_sqlite {
            &[
                "PRAGMA journal_mode = WAL",
                // FULL: a commit is on the disk before it is reported, also in WAL mode.
                "PRAGMA synchronous = FULL",
                "PRAGMA busy_timeout = 5000",
                "PRAGMA foreign_keys = ON",
                // What is erased is overwritten.
                "PRAGMA secure_delete = ON",
            ]
        } else {
            // Better no than no answer.
            &["SET lock_timeout = '5s'", "SET statement_timeout = '10s'"]
        };
        let file = is_sqlite.then(|| file_of(url)).flatten().map(Arc::new);
        let identity = file.clone().map(Identity::new);
        let opened = identity.clone();
        let mut options = AnyPoolOptions::new()
            .acquire_timeout(std::time::Duration::from_secs(5))
            .after_connect(move |connection, _| {
                let opened = opened.clone();
                Box::pin(async move {
                    if let Some(opened) = opened {
                        opened.note();
                    }
                    for statement in statements {
                        sqlx::query(*statement).execute(&mut *connection).await?;
                    }
                    Ok(())
                })
            });
        if is_sqlite {
            // One writer at a time is what SQLite has; a pool of one makes others wait in order
            // instead of failing with "locked".
            options = options.max_connections(1);
        }
        if let Some(identity) = identity {
            // Another file under the name, a backup say: this connection is closed, the next opens it.
            options = options.before_acquire(move |_, _| {
                let is_same = identity.is_same();
                Box::pin(async move { Ok(is_same) })
            });
        }
        Ok(Self {
            pool: options.connect(url).await?,
            is_sqlite,
            file,
        })
    }

    /// Asks the storage whether it could store something.
    ///
    /// # Errors
    /// When it does not answer, or has no table.
    pub async fn ping(&self) -> Result<(), Error> {
        let mut transaction = self.begin().await?;
        sqlx::query("SELECT reference FROM submissions LIMIT 1")
            .fetch_optional(&mut *transaction)
            .await?;
        transaction.rollback().await
    }

    /// Whether this is a SQLite file.
    #[must_use]
    pub const fn is_sqlite(&self) -> bool {
        self.is_sqlite
    }

    /// Writes a copy of the SQLite file to `file`, which must not be there.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn backup(&self, file: &Path) -> Result<(), Error> {
        sqlx::query("VACUUM INTO $1")
            .bind(file.display().to_string())
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    /// Waits for running work and closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that may write. SQLite takes its write lock at once, so that reading first and
    /// writing then cannot fail half-way.
    pub(super) async fn begin(&self) -> Result<sqlx::Transaction<'static, sqlx::Any>, Error> {
        if self.is_sqlite {
            // An open file can be written to after it was deleted, and then nobody finds it again.
            if let Some(file) = &self.file {
                std::fs::metadata(file.as_path())?;
            }
            self.pool.begin_with("BEGIN IMMEDIATE").await
        } else {
            self.pool.begin().await
        }
    }
}

/// The file that a SQLite URL names.
fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    (path != ":memory:").then(|| PathBuf::from(path.as_ref()))
}
