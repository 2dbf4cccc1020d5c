//! The words of the command line.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use lexopt::prelude::*;
use nec_ess_domain::forms;
use nec_ess_endpoint::export::Format;
use nec_ess_endpoint::store::{Store, missing_file};

/// What the words ask for.
pub(crate) struct Options {
    pub(crate) command: String,
    pub(crate) help: bool,
    pub(crate) dist: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) metrics: Option<SocketAddr>,
    pub(crate) format: Format,
    pub(crate) form: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) quarantine: bool,
    pub(crate) plain: bool,
    pub(crate) yes: bool,
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
            help: false,
            dist: "dist".into(),
            data: "data".into(),
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            metrics: None,
            format: Format::Jsonl,
            form: None,
            before: None,
            quarantine: false,
            plain: false,
            yes: false,
            send: false,
            again: false,
            file: None,
            reference: None,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(word) = parser.next()? {
            match word {
                Long("help") | Short('h') => options.help = true,
                Long("dist") => options.dist = parser.value()?.into(),
                Long("data") => options.data = parser.value()?.into(),
                Long("host") => options.host = parser.value()?.parse()?,
                Long("port") => options.port = parser.value()?.parse()?,
                Long("metrics") => options.metrics = Some(parser.value()?.parse_with(address)?),
                Long("format") => options.format = parser.value()?.parse_with(Format::from_name)?,
                Long("form") => options.form = Some(parser.value()?.string()?),
                Long("before") => options.before = Some(parser.value()?.string()?),
                Long("quarantine") => options.quarantine = true,
                Long("plain") => options.plain = true,
                Long("yes") => options.yes = true,
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

    /// Opens the storage that they name, or the variable `DATABASE_URL`, making it if there is none.
    pub(crate) async fn open(&self) -> Result<Store, String> {
        let opened = match url() {
            Some(url) => Store::open(&url).await,
            None => Store::sqlite(&self.data).await,
        };
        opened.map_err(|error| format!("cannot open the storage: {error}"))
    }

    /// The same for a storage that has to be there: whoever reads from a folder that they mistyped wants to know.
    pub(crate) async fn open_existing(&self) -> Result<Store, String> {
        let missing = match url() {
            Some(url) => missing_file(&url).map_err(|error| error.to_string())?,
            None => Some(self.data.join("submissions.db")).filter(|file| !file.exists()),
        };
        match missing {
            Some(file) => Err(format!(
                "{}: there is no database (expected --data with the folder that `serve` has, or DATABASE_URL)",
                file.display()
            )),
            None => self.open().await,
        }
    }

    /// The form of `--form`, which must be one.
    pub(crate) fn known_form(&self) -> Result<Option<&str>, String> {
        match self.form.as_deref() {
            Some(id) if forms::by_id(id).is_none() => {
                let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
                let known = known.join(", ");
                Err(format!("--form {id}: expected one of {known}"))
            }
            form => Ok(form),
        }
    }
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let expected = "expected address and port, such as 127.0.0.1:9464";
    text.parse().map_err(|_| expected)
}

fn url() -> Option<String> {
    std::env::var("DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}
