//! Why PostgreSQL lets nobody in, in plain words and without the password.

use std::io;

use sqlx::postgres::PgConnectOptions;

use super::super::error::Error;
use crate::plain;

/// Why no connection to the server of `options` came to be.
pub(super) fn refused(options: &PgConnectOptions, error: &sqlx::Error) -> Error {
    let place = place(options);
    let user = options.get_username();
    let database = options.get_database().unwrap_or(user);
    Error::Unavailable(match error {
        sqlx::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => stranger(&place),
        sqlx::Error::Io(error) => silent(options, &plain::words(error)),
        sqlx::Error::Protocol(_) => stranger(&place),
        sqlx::Error::Tls(_) => format!(
            "PostgreSQL at {place} wants TLS, or PGSSLMODE asks for it, and this endpoint speaks to PostgreSQL without TLS"
        ),
        // PostgreSQL's appendix A.
        sqlx::Error::Database(error) => match error.code().as_deref() {
            Some("28P01") => format!(
                "PostgreSQL at {place} does not accept the password of the user {user}: is the one in DATABASE_URL right?"
            ),
            Some("28000") => format!(
                "PostgreSQL at {place} does not let the user {user} in ({}): see its pg_hba.conf and roles",
                error.message()
            ),
            Some("3D000") => format!(
                "PostgreSQL at {place} has no database {database}: `createdb {database}` makes it, or is the name in \
                 DATABASE_URL another one?"
            ),
            Some("57P03") => format!(
                "PostgreSQL at {place} is starting or stopping ({}): try again in a moment",
                error.message()
            ),
            _ => format!("PostgreSQL at {place} says: {}", error.message()),
        },
        error => format!("PostgreSQL at {place}: {error}"),
    })
}

/// What is said of a server that gives no answer: why.
pub(super) fn silent(options: &PgConnectOptions, why: &str) -> String {
    let place = place(options);
    format!(
        "PostgreSQL does not answer at {place} ({why}): is it running, and is the address in DATABASE_URL right?"
    )
}

fn stranger(place: &str) -> String {
    format!(
        "what answers at {place} is not understood: is it PostgreSQL, and is the address in DATABASE_URL right?"
    )
}

fn place(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    }
}
