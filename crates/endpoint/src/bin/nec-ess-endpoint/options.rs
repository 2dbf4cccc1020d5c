//! The words of the command line.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use lexopt::prelude::*;
use nec_ess_domain::{Form, Lang, forms};
use nec_ess_endpoint::description;
use nec_ess_endpoint::export::Format;
use nec_ess_endpoint::link_secret;
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::reference::meant;
use nec_ess_endpoint::store::{Store, sqlite_file};

/// What the words ask for.
pub(crate) struct Options {
    pub(crate) command: String,
    pub(crate) help: bool,
    pub(crate) dist: PathBuf,
    pub(crate) data: PathBuf,
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) metrics: Option<SocketAddr>,
    /// The day to show the site on.
    pub(crate) as_of: Option<Date>,
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
    pub(crate) yes: bool,
    /// Whether a database that is there may be moved aside.
    pub(crate) replace: bool,
    /// Whether links that were sent may end to open anything.
    pub(crate) new_links: bool,
    pub(crate) send: bool,
    pub(crate) again: bool,
    pub(crate) file: Option<PathBuf>,
    pub(crate) reference: Option<String>,
    /// Files of a letter, one for each language.
    pub(crate) texts: Vec<PathBuf>,
    pub(crate) per_minute: Option<i64>,
    pub(crate) dry_run: bool,
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
            help: false,
            dist: "dist".into(),
            data: "data".into(),
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            metrics: None,
            as_of: None,
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
            yes: false,
            replace: false,
            new_links: false,
            send: false,
            again: false,
            file: None,
            reference: None,
            texts: Vec::new(),
            per_minute: None,
            dry_run: false,
            changes: Vec::new(),
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
                Long("as-of") => options.as_of = Some(parser.value()?.parse_with(day)?),
                Long("format") => options.format = parser.value()?.parse_with(Format::from_name)?,
                Long("form") => options.form = Some(parser.value()?.string()?),
                Long("day") => options.day = Some(parser.value()?.string()?),
                Long("state") => options.state = Some(parser.value()?.string()?),
                Long("since") => options.since = Some(parser.value()?.string()?),
                Long("answered") => options.answered = Some(parser.value()?.string()?),
                Long("json") => options.json = true,
                Long("lang") => options.lang = parser.value()?.parse_with(lang)?,
                Long("late") => options.late = true,
                Long("before") => options.before = Some(parser.value()?.string()?),
                Long("quarantine") => options.quarantine = true,
                Long("plain") => options.plain = true,
                Long("text") => options.texts.push(parser.value()?.into()),
                Long("per-minute") => {
                    options.per_minute = Some(parser.value()?.parse_with(pace)?);
                }
                Long("dry-run") => options.dry_run = true,
                Long("yes") => options.yes = true,
                Long("replace") => options.replace = true,
                Long("new-links") => options.new_links = true,
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
                Value(file)
                    if ["backup", "restore"].contains(&&*options.command)
                        && options.file.is_none() =>
                {
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
        match self.file()?.filter(|file| !file.exists()) {
            Some(file) => Err(format!(
                "{}: there is no database (expected --data with the folder that `serve` has, or DATABASE_URL)",
                file.display()
            )),
            None => self.open().await,
        }
    }

    /// What signs the private links of `store`.
    pub(crate) async fn links(&self, store: &Store) -> Result<Links, String> {
        let file = self.file()?;
        // Beside the database, wherever that is.
        let folder = file.as_deref().and_then(Path::parent);
        link_secret::links(store, folder.unwrap_or(&self.data), self.new_links).await
    }

    /// The file of the database, where it has one.
    pub(crate) fn file(&self) -> Result<Option<PathBuf>, String> {
        match url() {
            Some(url) => sqlite_file(&url).map_err(|error| error.to_string()),
            None => Ok(Some(self.data.join("submissions.db"))),
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

    /// The reference that `text` means. Where the site is not here it has to be told in full.
    pub(crate) fn meant(&self, text: &str) -> String {
        let site = description::read(&self.dist);
        let prefix = site.map(|file| file.site.event.reference_prefix());
        meant(text, &prefix.unwrap_or_default())
    }

    /// The reference that the command is about, as people read it out and type it in.
    pub(crate) fn known_reference(&self) -> Result<String, String> {
        let reference = self.meant(self.reference.as_deref().unwrap_or_default());
        if reference.is_empty() {
            let command = &self.command;
            return Err(format!(
                "{command}: expected a reference such as ABC-7K3M-9QXF"
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

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let expected = "expected address and port, such as 127.0.0.1:9464";
    text.parse().map_err(|_| expected)
}

fn day(text: &str) -> Result<Date, &'static str> {
    text.parse()
        .map_err(|_| "expected a day such as 2031-11-26")
}

fn pace(text: &str) -> Result<i64, &'static str> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or("expected how many mails a minute, a number above 0")
}

fn url() -> Option<String> {
    std::env::var("DATABASE_URL")
        .ok()
        .filter(|url| !url.is_empty())
}
