//! The words of the command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use lexopt::prelude::*;
use nec_ess_endpoint::export::Format;
use nec_ess_endpoint::store::Store;

/// What the words ask for.
pub(crate) struct Options {
    pub(crate) command: String,
    pub(crate) dist: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) format: Format,
    pub(crate) form: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) quarantine: bool,
    pub(crate) send: bool,
    pub(crate) again: bool,
    pub(crate) file: Option<PathBuf>,
    pub(crate) reference: Option<String>,
}

impl Options {
    /// Reads the words.
    pub(crate) fn read() -> Result<Self, lexopt::Error> {
        let mut options = Self {
            command: String::new(),
            dist: "dist".into(),
            data: "data".into(),
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            format: Format::Jsonl,
            form: None,
            before: None,
            quarantine: false,
            send: false,
            again: false,
            file: None,
            reference: None,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(word) = parser.next()? {
            match word {
                Long("dist") => options.dist = parser.value()?.into(),
                Long("data") => options.data = parser.value()?.into(),
                Long("host") => options.host = parser.value()?.parse()?,
                Long("port") => options.port = parser.value()?.parse()?,
                Long("format") => options.format = parser.value()?.parse_with(Format::from_name)?,
                Long("form") => options.form = Some(parser.value()?.string()?),
                Long("before") => options.before = Some(parser.value()?.string()?),
                Long("quarantine") => options.quarantine = true,
                Long("send") => options.send = true,
                Long("again") => options.again = true,
                Value(command) if options.command.is_empty() => {
                    options.command = command.string()?
                }
                Value(word) if options.command == "release" && options.reference.is_none() => {
                    options.reference = Some(word.string()?);
                }
                Value(file) if options.command == "backup" && options.file.is_none() => {
                    options.file = Some(file.into());
                }
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }

    /// Opens the storage that they name, or the variable `DATABASE_URL`.
    pub(crate) async fn open(&self) -> Result<Store, String> {
        let opened = match std::env::var("DATABASE_URL") {
            Ok(url) if !url.is_empty() => Store::open(&url).await,
            _ => Store::sqlite(&self.data).await,
        };
        opened.map_err(|error| format!("cannot open the storage: {error}"))
    }
}
