//! Where the storage is, as the variable `DATABASE_URL` says. What is told of it has no password.

use std::path::PathBuf;

use form_urlencoded::parse;
use percent_encoding::percent_decode_str;
use sqlx::postgres::PgConnectOptions;

use super::error::Error;

/// What is expected of the variable.
const EXPECTED: &str =
    "expected postgres://name:password@host/database, or sqlite:///folder/submissions.db";

/// What stands after the `?` of an address of PostgreSQL, and is known.
const KNOWN: [&str; 17] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
];

/// Where the storage is.
pub(super) enum Address {
    /// The file of SQLite.
    Sqlite(PathBuf),
    /// The server of PostgreSQL.
    Postgres(Box<Server>),
}

/// A server of PostgreSQL.
pub(super) struct Server {
    pub(super) options: PgConnectOptions,
    /// The names of what stands after the `?` and is not known. The values may be passwords, under a name that was
    /// mistyped.
    pub(super) unknown: Vec<String>,
}

impl Address {
    /// Reads `url`.
    ///
    /// # Errors
    /// When it is no such address, with what was expected.
    pub(super) fn read(url: &str) -> Result<Self, Error> {
        let url = url.trim();
        let (scheme, rest) = url.split_once(':').ok_or_else(|| wrong(EXPECTED))?;
        match &*scheme.to_ascii_lowercase() {
            "sqlite" => file(rest).map(Self::Sqlite),
            "postgres" | "postgresql" if rest.starts_with("//") => {
                server(url).map(|server| Self::Postgres(Box::new(server)))
            }
            _ if rest.starts_with("//") && is_name(scheme) => Err(wrong(&format!(
                "{scheme}:// is no database that is known here; {EXPECTED}"
            ))),
            _ => Err(wrong(EXPECTED)),
        }
    }
}

fn wrong(why: &str) -> Error {
    Error::Unexpected(format!("DATABASE_URL: {why}"))
}

fn is_name(scheme: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
    !scheme.is_empty() && scheme.chars().all(is_part)
}

/// The file that the part after `sqlite:` names.
fn file(path: &str) -> Result<PathBuf, Error> {
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let path = percent_decode_str(path).decode_utf8();
    let path = path.map_err(|_| wrong("the name of its file is not UTF-8"))?;
    // To SQLite both mean a database that is gone at the end.
    if path.is_empty() || path == ":memory:" {
        return Err(wrong(
            "it names no file; expected one, such as sqlite:///folder/submissions.db",
        ));
    }
    let path = PathBuf::from(path.as_ref());
    if path.is_dir() {
        return Err(wrong(&format!(
            "{}: it is a folder; expected a file in it, such as submissions.db",
            path.display()
        )));
    }
    Ok(path)
}

/// The server that `url` names.
fn server(url: &str) -> Result<Server, Error> {
    let unreadable = || {
        wrong(&format!(
            "{EXPECTED}; signs such as @ : / ? # % in name and password are percent-encoded"
        ))
    };
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    if query.contains('@') && !place.contains('@') {
        // It is the password that has the `?`.
        return Err(unreadable());
    }
    let mut kept = form_urlencoded::Serializer::new(String::new());
    let mut unknown = Vec::new();
    for (name, value) in parse(query.as_bytes()) {
        match &*name {
            "sslmode" | "ssl-mode" => check_mode(&value)?,
            "port" | "statement-cache-capacity" if value.parse::<u16>().is_err() => {
                return Err(wrong(&format!("{name}: expected a number, such as 5432")));
            }
            name if !KNOWN.contains(&name) && !name.starts_with("options") => {
                unknown.push(name.to_owned());
                continue;
            }
            _ => {}
        }
        kept.append_pair(&name, &value);
    }
    let kept = kept.finish();
    let options = format!("{place}?{kept}").parse();
    let options = options.map_err(|_| unreadable())?;
    Ok(Server { options, unknown })
}

fn check_mode(mode: &str) -> Result<(), Error> {
    match mode {
        "disable" | "allow" | "prefer" => Ok(()),
        "require" | "verify-ca" | "verify-full" => Err(wrong(&format!(
            "sslmode={mode} asks for TLS, and this endpoint speaks to PostgreSQL without TLS; expected a database on the \
             same machine or in a private network, and sslmode=disable or no sslmode"
        ))),
        _ => Err(wrong(
            "sslmode: expected disable, allow or prefer; this endpoint speaks to PostgreSQL without TLS",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files as people name them, with or without slashes, and parts that SQLite's other programs take.
    #[test]
    fn files() {
        for (url, expected) in [
            ("sqlite:data/x.db", "data/x.db"),
            ("SQLite://data/x.db ", "data/x.db"),
            ("sqlite:///nowhere/a%20b.db?mode=rwc", "/nowhere/a b.db"),
        ] {
            match Address::read(url) {
                Ok(Address::Sqlite(path)) => assert_eq!(path, PathBuf::from(expected)),
                Ok(Address::Postgres(_)) => panic!("{url}"),
                Err(error) => panic!("{url}: {error}"),
            }
        }
    }

    /// Servers with all that is known of them, also where something is not.
    #[test]
    fn servers() {
        let url = "postgresql://nec:a%40b@db:5433/forms?application_name=nec&channel_binding=x&sslmode=disable";
        let Ok(Address::Postgres(server)) = Address::read(url) else {
            panic!("{url}");
        };
        let Server { options, unknown } = *server;
        assert_eq!(unknown, ["channel_binding"]);
        assert_eq!(options.get_host(), "db");
        assert_eq!(options.get_port(), 5433);
        assert_eq!(options.get_username(), "nec");
        assert_eq!(options.get_database(), Some("forms"));
        assert_eq!(options.get_application_name(), Some("nec"));
    }
}
