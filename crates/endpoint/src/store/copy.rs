//! Copies of a SQLite file: whether one is whole and ours, and how it begins a life of its own.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use nec_ess_domain::Named as _;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _};

use super::error::Error;
use super::links::PRINT;
use super::mail::{MailStatus, RESTORED};
use super::migrations;
use crate::plain;

/// What each file of SQLite begins with.
pub(super) const BEGINNING: &[u8; 16] = b"SQLite format 3\0";
/// How long its head is, and where the numbers stand in it: SQLite's file format, "The Database Header".
const HEAD: usize = 100;
const PAGE_SIZE_AT: usize = 16;
const CHANGES_AT: usize = 24;
const PAGES_AT: usize = 28;
const PAGES_ARE_OF_AT: usize = 92;

/// What is in a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// How many submissions.
    pub(super) submissions: i64,
    /// The print of the secret that their private links are signed with.
    pub(super) link_print: Option<String>,
}

/// Checks the copy at `path` and leaves it as it is, with nothing beside it.
///
/// # Errors
/// When it is not whole, or no database of ours that this release can read; its name is told.
pub(super) fn check(path: &Path) -> Result<(), Error> {
    let named = |error: Error| Error::Unexpected(format!("{}: {error}", path.display()));
    if fs::metadata(path)
        .map_err(|error| plain::named(path, &error))?
        .is_dir()
    {
        return Err(named(unexpected(
            "it is a folder; expected the file that `backup` made",
        )));
    }
    head(path).map_err(named)?;
    let name = percent_encode(path.as_os_str().as_encoded_bytes(), NON_ALPHANUMERIC);
    // What is said not to change is read without a lock and without a log.
    let url = format!("file:{name}?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(url, flags).map_err(damage);
    let content = connection.and_then(|connection| content(&connection));
    content.map(drop).map_err(named)
}

/// Makes a copy a database of its own, which no log of another belongs to, and checks it. It is on the disk when this
/// returns.
///
/// # Errors
/// When it is not whole, or no database of ours that this release can read.
pub(super) fn begin_life(copy: &Path, life: u32) -> Result<Content, Error> {
    head(copy)?;
    let connection = Connection::open(copy)?;
    // Whatever it was before, nothing stands beside it once it is closed.
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    let content = content(&connection)?;
    connection.pragma_update(None, "application_id", life)?;
    drop(connection);
    File::open(copy)?.sync_all()?;
    Ok(content)
}

/// Holds every mail that waits in `copy`: it may have gone out since the copy was made. Returns how many.
///
/// # Errors
/// When the copy cannot be written.
pub(super) fn hold_mails(copy: &Path) -> Result<usize, Error> {
    let connection = Connection::open(copy)?;
    if !has(&connection, "outbox")? {
        return Ok(0);
    }
    let sql = "UPDATE outbox SET status = $1, error = $2 WHERE status IN ($3, $4)";
    let [failed, waiting, sending] =
        [MailStatus::Failed, MailStatus::Waiting, MailStatus::Sending].map(MailStatus::name);
    let held = connection.execute(sql, [failed, RESTORED, waiting, sending])?;
    drop(connection);
    File::open(copy)?.sync_all()?;
    Ok(held)
}

/// Looks whether the file at `path`, which nobody has open, begins like one of SQLite and is as long as it says.
fn head(path: &Path) -> Result<(), Error> {
    let mut head = Vec::new();
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    file.take(HEAD as u64).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(unexpected("it is empty"));
    }
    if !head.starts_with(BEGINNING) {
        return Err(unexpected("this is no SQLite database"));
    }
    let cut_off = |whole: u64| {
        let why = format!("it is cut off: {length} of {whole} bytes are there");
        Err(Error::Unexpected(why))
    };
    if head.len() < HEAD {
        return cut_off(HEAD as u64);
    }
    let number =
        |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let page = u64::from(u16::from_be_bytes([
        head[PAGE_SIZE_AT],
        head[PAGE_SIZE_AT + 1],
    ]));
    // The largest size does not fit in.
    let page = if page == 1 { 65_536 } else { page };
    let whole = u64::from(number(PAGES_AT)) * page;
    if number(CHANGES_AT) == number(PAGES_ARE_OF_AT) && length < whole {
        return cut_off(whole);
    }
    Ok(())
}

/// What is in the database, once it is found to be whole and ours.
fn content(connection: &Connection) -> Result<Content, Error> {
    let verdict: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .map_err(damage)?;
    if verdict != "ok" {
        return Err(unexpected(DAMAGED));
    }
    read(connection)
}

/// What is said of a file that SQLite finds wrong.
const DAMAGED: &str = "it is damaged: take another copy";

fn damage(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => unexpected(DAMAGED),
        _ => error.into(),
    }
}

fn unexpected(why: &str) -> Error {
    Error::Unexpected(why.into())
}

fn has(connection: &Connection, table: &str) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1";
    let found = connection.query_row(sql, [table], |_| Ok(())).optional()?;
    Ok(found.is_some())
}

fn read(connection: &Connection) -> Result<Content, Error> {
    if !has(connection, "schema_steps")? || !has(connection, "submissions")? {
        let why = "it is a database of something else: the tables of the endpoint are not in it";
        return Err(unexpected(why));
    }
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    migrations::refuse_newer(number("SELECT COUNT(*) FROM schema_steps")?)?;
    let link_print = if has(connection, "settings")? {
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
