//! Opens the storage, with all its tables.

use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::database::Store;
use super::error::Error;
use super::migrations;

/// What has a meaning of its own in a URL.
const SPECIAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

impl Store {
    /// Opens the SQLite file in the folder `data`, making both if needed.
    ///
    /// # Errors
    /// When the folder or the file cannot be made or is no database.
    pub async fn sqlite(data: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(data)?;
        let path = std::path::absolute(data.join("submissions.db"))?;
        let path = path.display().to_string();
        let path = utf8_percent_encode(&path, SPECIAL);
        Self::open(&format!("sqlite://{path}?mode=rwc")).await
    }

    /// Opens the storage at `url`: `sqlite:…` or `postgres:…`.
    ///
    /// # Errors
    /// When it cannot be reached or its tables cannot be made.
    pub async fn open(url: &str) -> Result<Self, Error> {
        let store = Self::connect(url).await?;
        migrations::run(&store).await?;
        Ok(store)
    }
}
