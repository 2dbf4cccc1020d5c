//! The words of the command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use lexopt::prelude::*;
use nec_ess_domain::{Form, Lang, forms};
use nec_ess_endpoint::export::Format;
use nec_ess_endpoint::reference::meant;
use nec_ess_endpoint::store::{Store, missing_file};

/// What the words ask for.
pub(crate) struct Options {
    pub(crate) command: String,
    pub(crate) dist: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) format: Format,
    pub(crate) form: Option<String>,
    pub(crate) day: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) since: Option<String>,
    pub(crate) answered: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) quarantine: bool,
    pub(crate) plain: bool,
    pub(crate) json: bool,
    pub(crate) lang: Lang,
    pub(crate) late: bool,
    pub(crate) help: bool,
    pub(crate) yes: bool,
    pub(crate) send: bool,
    pub(crate) again: bool,
    pub(crate) file: Option<PathBuf>,
    pub(crate) reference: Option<String>,
    /// Fields and their new values.
    pub(crate) changes: Vec<(String, String)>,
}

/// The commands that name a submission.
const BY_REFERENCE: [&str; 6] = ["show", "correct", "cancel", "erase", "resend", "release"];

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
            day: None,
            state: None,
            since: None,
            answered: None,
            before: None,
            quarantine: false,
            plain: false,
            json: false,
            lang: Lang::Fr,
            late: false,
            help: false,
            yes: false,
            send: false,
            again: false,
            file: None,
            reference: None,
            changes: Vec::new(),
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
                Long("day") => options.day = Some(parser.value()?.string()?),
                Long("state") => options.state = Some(parser.value()?.string()?),
                Long("since") => options.since = Some(parser.value()?.string()?),
                Long("answered") => options.answered = Some(parser.value()?.string()?),
                Long("json") => options.json = true,
                Long("lang") => options.lang = parser.value()?.parse_with(lang)?,
                Long("late") => options.late = true,
                Long("help") | Short('h') => options.help = true,
                Long("before") => options.before = Some(parser.value()?.string()?),
                Long("quarantine") => options.quarantine = true,
                Long("plain") => options.plain = true,
                Long("yes") => options.yes = true,
                Long("send") => options.send = true,
                Long("again") => options.again = true,
                Value(command) if options.command.is_empty() => {
                    options.command = command.string()?
                }
                Value(word)
                    if BY_REFERENCE.contains(&&*options.command) && options.reference.is_none() =>
                {
                    options.reference = Some(word.string()?);
                }
                Value(word) if options.command == "correct" => {
                    options.changes.push(word.parse_with(change)?);
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
    pub(crate) fn known_form(&self) -> Result<Option<&'static Form>, String> {
        let Some(id) = self.form.as_deref() else {
            return Ok(None);
        };
        let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
        let error = || format!("--form {id}: expected one of {}", known.join(", "));
        forms::by_id(id).map(Some).ok_or_else(error)
    }

    /// The reference that the command is about, as people read it out and type it in.
    pub(crate) fn known_reference(&self) -> Result<String, String> {
        let reference = meant(self.reference.as_deref().unwrap_or_default());
        if reference.is_empty() {
            let command = &self.command;
            return Err(format!(
                "{command}: expected a reference such as NEC-7K3M-9QXF"
            ));
        }
        Ok(reference)
    }
}

fn lang(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "expected fr or en".into())
}

fn change(word: &str) -> Result<(String, String), String> {
    let (name, value) = word
        .split_once('=')
        .ok_or("expected a field and its new value, such as city=Lyon")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

fn url() -> Option<String> {
    std::env::var("DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}
