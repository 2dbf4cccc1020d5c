//! Copies of a SQLite file: whether one is whole and ours, and how it begins a life of its own.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _};

use super::error::Error;
use super::links::PRINT;
use super::migrations;

/// What each file of SQLite begins with.
pub(super) const BEGINNING: &[u8; 16] = b"SQLite format 3\0";

/// What is in a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// How many submissions.
    pub(super) submissions: i64,
    /// The print of the secret that their private links are signed with.
    pub(super) link_print: Option<String>,
}

/// Whether the file at `path`, which nobody has open, begins like one of SQLite.
fn is_sqlite(path: &Path) -> Result<bool, Error> {
    let mut beginning = Vec::new();
    let mut file = File::open(path)?.take(BEGINNING.len() as u64);
    file.read_to_end(&mut beginning)?;
    Ok(beginning == BEGINNING)
}

/// Makes a copy a database of its own, which no log of another belongs to, and checks it. It is on the disk when this
/// returns.
///
/// # Errors
/// When it is not whole, or no database of ours that this release can read.
pub(super) fn begin_life(copy: &Path, life: u32) -> Result<Content, Error> {
    if !is_sqlite(copy)? {
        return Err(Error::Unexpected("this is no SQLite database".into()));
    }
    let connection = Connection::open(copy)?;
    // Whatever it was before, nothing stands beside it once it is closed.
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    if verdict != "ok" {
        let first = verdict.lines().next().unwrap_or_default();
        return Err(Error::Unexpected(format!("it is damaged: {first}")));
    }
    let content = read(&connection)?;
    connection.pragma_update(None, "application_id", life)?;
    drop(connection);
    File::open(copy)?.sync_all()?;
    Ok(content)
}

fn read(connection: &Connection) -> Result<Content, Error> {
    let has = |table: &str| -> Result<bool, Error> {
        let sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1";
        let found = connection.query_row(sql, [table], |_| Ok(())).optional()?;
        Ok(found.is_some())
    };
    if !has("schema_steps")? || !has("submissions")? {
        let why = "it is a database of something else: the tables of the endpoint are not in it";
        return Err(Error::Unexpected(why.into()));
    }
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    migrations::refuse_newer(number("SELECT COUNT(*) FROM schema_steps")?)?;
    let link_print = if has("settings")? {
        let sql = "SELECT value FROM settings WHERE name = $1";
        connection
            .query_row(sql, [PRINT], |row| row.get(0))
            .optional()?
    } else {
        None
    };
    Ok(Content {
        submissions: number("SELECT COUNT(*) FROM submissions WHERE state <> 'erased'")
            .or_else(|_| number("SELECT COUNT(*) FROM submissions"))?,
        link_print,
    })
}
