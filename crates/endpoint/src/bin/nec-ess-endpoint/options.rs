//! What the words of the command line ask for.

mod fit;
mod kind;
mod read;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use nec_ess_domain::wire::Status;
use nec_ess_domain::{Form, Lang};
use nec_ess_endpoint::export::Format;
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::store::{Store, sqlite_file};
use nec_ess_endpoint::{link_secret, plain, variable};

pub(crate) use read::read;

/// Where submissions are, if it is not a folder.
const DATABASE_URL: &str = "DATABASE_URL";

/// What the words ask for.
pub(crate) struct Options {
    pub(crate) command: String,
    pub(crate) help: bool,
    pub(crate) dist: PathBuf,
    /// The folder of the SQLite file, where it is named.
    pub(crate) data: Option<PathBuf>,
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) metrics: Option<SocketAddr>,
    /// The day to show the site on.
    pub(crate) as_of: Option<Date>,
    pub(crate) format: Format,
    pub(crate) form: Option<&'static Form>,
    pub(crate) day: Option<Date>,
    pub(crate) state: Option<Status>,
    /// The reference of a submission.
    pub(crate) since: Option<String>,
    /// The name of a field.
    pub(crate) answered: Option<String>,
    /// Only who has a place.
    pub(crate) coming: bool,
    pub(crate) before: Option<Date>,
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
    pub(crate) file: PathBuf,
    pub(crate) reference: String,
    /// Files of a letter, one for each language.
    pub(crate) texts: Vec<(Lang, PathBuf)>,
    pub(crate) per_minute: Option<i64>,
    pub(crate) dry_run: bool,
    /// Fields and their new values.
    pub(crate) changes: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            command: String::new(),
            help: false,
            dist: "dist".into(),
            data: None,
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
            coming: false,
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
            file: PathBuf::new(),
            reference: String::new(),
            texts: Vec::new(),
            per_minute: None,
            dry_run: false,
            changes: Vec::new(),
        }
    }
}

impl Options {
    /// Opens the storage that they name, or the variable `DATABASE_URL`, making it if there is none.
    pub(crate) async fn open(&self) -> Result<Store, String> {
        let opened = match variable::read(DATABASE_URL)? {
            Some(url) => {
                if self.data.is_some() {
                    tracing::info!("submissions are where {DATABASE_URL} says, not under --data");
                }
                Store::open(&url).await
            }
            None => Store::sqlite(self.folder()?).await,
        };
        opened.map_err(|error| format!("cannot open the storage: {error}"))
    }

    /// The same for a storage that has to be there: whoever reads from a folder that they mistyped wants to know.
    pub(crate) async fn open_existing(&self) -> Result<Store, String> {
        if let Some(file) = self.database()? {
            // In a folder of somebody else's there may be one, which nobody is told of.
            let is_there = file.try_exists();
            if !is_there.map_err(|error| plain::of_file(&file, &error))? {
                return Err(format!(
                    "{}: there is no database (expected --data with the folder that `serve` has, or {DATABASE_URL})",
                    file.display()
                ));
            }
        }
        self.open().await
    }

    /// What signs the private links of `store`.
    pub(crate) async fn links(&self, store: &Store) -> Result<Links, String> {
        let file = self.database()?;
        // Beside the database, wherever that is.
        let folder = match file.as_deref().and_then(Path::parent) {
            Some(folder) => folder,
            None => self.folder()?,
        };
        link_secret::links(store, folder, self.new_links).await
    }

    /// The file of the database, where it has one.
    pub(crate) fn database(&self) -> Result<Option<PathBuf>, String> {
        match variable::read(DATABASE_URL)? {
            Some(url) => sqlite_file(&url).map_err(|error| error.to_string()),
            None => Ok(Some(self.folder()?.join("submissions.db"))),
        }
    }

    /// The folder of the SQLite file, which must not be a file itself.
    fn folder(&self) -> Result<&Path, String> {
        let folder = self.data.as_deref().unwrap_or(Path::new("data"));
        if !folder.is_file() {
            return Ok(folder);
        }
        let parent = folder
            .parent()
            .filter(|_| folder.ends_with("submissions.db"));
        let instead = match parent {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => Path::new("data"),
        };
        Err(format!(
            "--data {}: this is a file: expected the folder that holds submissions.db, such as --data {}",
            folder.display(),
            instead.display()
        ))
    }
}
