//! Opens the storage, with all its tables.

use std::path::Path;

use super::database::Store;
use super::error::Error;
use super::migrations;
use crate::plain;

impl Store {
    /// Opens the SQLite file in the folder `data`, making both if needed.
    ///
    /// # Errors
    /// When the folder or the file cannot be made or is no database.
    pub async fn sqlite(data: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(data).map_err(|error| plain::named(data, &error))?;
        let store = Self::file(&std::path::absolute(data.join("submissions.db"))?)?;
        migrations::run(&store).await?;
        Ok(store)
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
