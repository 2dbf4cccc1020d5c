//! What the storage knows of private links: of those of earlier releases a hash, of the secret that signs the others a print.

use sha2::{Digest as _, Sha256};

use super::database::Store;
use super::error::Error;
use super::job::Done;
use super::value::values;

/// The setting that the print of the secret is under.
pub(super) const PRINT: &str = "link_secret_print";

impl Store {
    /// The reference of the submission that was given the link with `token` by an earlier release, which kept its tokens.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn earlier_link(&self, token: &str) -> Result<Option<String>, Error> {
        let hash = hash(token);
        self.read(|connection| {
            Box::pin(async move {
                let sql = "SELECT reference FROM earlier_links WHERE token_hash = $1";
                let row = connection.row(sql, values![hash]).await?;
                row.map(|row| row.text(0)).transpose()
            })
        })
        .await
    }

    /// What the references begin with, each once: those of an earlier event may begin otherwise than ours.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn prefixes(&self) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            Box::pin(async move {
                // After the beginning come two hyphens with four characters each.
                let sql =
                    "SELECT DISTINCT substr(reference, 1, length(reference) - 10) FROM submissions
                           WHERE length(reference) > 10";
                let rows = connection.rows(sql, values![]).await?;
                rows.iter().map(|row| row.text(0)).collect()
            })
        })
        .await
    }

    /// The print of the secret that links of this storage are signed with; nothing before the first start.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn link_print(&self) -> Result<Option<String>, Error> {
        self.read(|connection| {
            Box::pin(async move {
                let sql = "SELECT value FROM settings WHERE name = $1";
                let row = connection.row(sql, values![PRINT]).await?;
                row.map(|row| row.text(0)).transpose()
            })
        })
        .await
    }

    /// Notes the print of the secret, where there is none yet or it `replaces` the one before.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn note_link_print(&self, print: &str, replaces: bool) -> Result<(), Error> {
        let print = print.to_owned();
        self.write(move |connection| {
            Box::pin(async move {
                let sql = if replaces {
                    "INSERT INTO settings (name, value) VALUES ($1, $2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                } else {
                    "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING"
                };
                connection.execute(sql, values![PRINT, print]).await?;
                Ok(Done::Keep(()))
            })
        })
        .await
    }
}

/// What is kept of a token: it is random enough that nobody guesses it from its hash.
pub(super) fn hash(token: &str) -> String {
    let hash = Sha256::digest(token.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
