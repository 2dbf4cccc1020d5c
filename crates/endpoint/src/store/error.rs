//! What can go wrong.

use crate::plain;

/// A storage error. The caller answers "not stored, try again"; the cause goes to the log.
#[derive(Debug)]
pub enum Error {
    /// Something of the same key is stored already.
    Duplicate,
    /// Someone else's transaction was in the way: the same may work at once.
    Collision(String),
    /// What is stored, or what was asked for, is not what it should be.
    Unexpected(String),
    /// The storage refused, or did not answer.
    Unavailable(String),
}

impl Error {
    /// Whether the same may work when it is tried again at once.
    pub(super) const fn is_worth_a_retry(&self) -> bool {
        matches!(self, Self::Duplicate | Self::Collision(_))
    }

    /// The row that was just there is not.
    pub(super) fn no_row() -> Self {
        Self::Unexpected("a row that was just there is not".into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Duplicate => out.write_str("something of the same key is stored already"),
            Self::Collision(why) | Self::Unexpected(why) | Self::Unavailable(why) => {
                out.write_str(why)
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(plain::words(&error))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        let code = error.sqlite_error().map(|error| error.extended_code);
        match code {
            Some(ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
                Self::Duplicate
            }
            // SQLite's words are the same for thirty kinds of I/O errors: the number tells them apart.
            Some(code) => Self::Unavailable(match of_sqlite(code) {
                Some(words) => format!("{words} (SQLite's code {code}: {error})"),
                None => format!("{error} (SQLite's code {code})"),
            }),
            None => Self::Unavailable(error.to_string()),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|error| error.code());
        match code.as_deref() {
            // PostgreSQL's appendix A: unique_violation; serialization_failure, deadlock_detected.
            Some("23505") => Self::Duplicate,
            Some("40001" | "40P01") => Self::Collision(error.to_string()),
            _ => Self::Unavailable(match error {
                sqlx::Error::Database(error) => format!("PostgreSQL says: {}", error.message()),
                sqlx::Error::Io(error) => {
                    format!(
                        "the connection to PostgreSQL broke: {}",
                        plain::words(&error)
                    )
                }
                error => error.to_string(),
            }),
        }
    }
}

/// What the number of an error of SQLite means, in plain words.
fn of_sqlite(code: i32) -> Option<&'static str> {
    use rusqlite::ffi;
    Some(match code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => {
            "another program holds the database, and does not let go of it"
        }
        ffi::SQLITE_READONLY | ffi::SQLITE_CANTOPEN => {
            "the database cannot be opened and written: run this as the user to whom its files and its folder belong"
        }
        ffi::SQLITE_IOERR => "the disk fails",
        ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => "the database is damaged: `restore` a copy",
        ffi::SQLITE_FULL => "the disk is full",
        _ => return None,
    })
}
