//! The program as organisers run it, on an address that it keeps when it is started again.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::dist;
use crate::server::{SECRET, client};

/// By then it listens, and by then its health follows what happened.
const SOON: Duration = Duration::from_secs(30);

/// The program once it listens; dropping it ends it.
pub struct Program {
    pub address: SocketAddr,
    storage: Storage,
    settings: Vec<(String, String)>,
    child: Child,
    site: TempDir,
    log: PathBuf,
    _logs: TempDir,
}

/// Where it stores.
#[derive(Clone, Debug)]
pub enum Storage {
    /// A folder, as the process with this id sees it where there is one.
    Folder(PathBuf, Option<u32>),
    /// The address of a database.
    Postgres(String),
}

impl Program {
    /// Starts it.
    pub async fn start(storage: Storage) -> Self {
        Self::start_with(storage, &[]).await
    }

    /// Starts it with variables.
    pub async fn start_with(storage: Storage, settings: &[(&str, &str)]) -> Self {
        let site = dist::of_site(dist::SITE.clone());
        let logs = tempfile::tempdir().unwrap();
        let log = logs.path().join("log");
        let mut all = vec![
            ("LIMIT_PER_NETWORK".to_owned(), "0".to_owned()),
            ("LIMIT_PER_EMAIL".to_owned(), "0".to_owned()),
        ];
        all.extend(
            settings
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let (child, address) = serve(&storage, &all, site.path(), &log, 0).await.unwrap();
        Self {
            address,
            storage,
            settings: all,
            child,
            site,
            log,
            _logs: logs,
        }
    }

    /// Ends it without a word.
    pub async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    /// Starts it again at the same address.
    pub async fn start_again(&mut self) {
        let port = self.address.port();
        let started = serve(
            &self.storage,
            &self.settings,
            self.site.path(),
            &self.log,
            port,
        );
        let started = started.await;
        (self.child, self.address) =
            started.unwrap_or_else(|| panic!("it does not start; its log:\n{}", self.log()));
    }

    /// The last lines of what it told.
    pub fn log(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    /// What it says of its health.
    pub async fn health(&self) -> Option<StatusCode> {
        let url = format!("http://{}/api/health", self.address);
        let answer = timeout(SOON, client().get(url).send()).await;
        answer.ok()?.ok().map(|answer| answer.status())
    }

    /// Waits until its health is `status`.
    pub async fn becomes(&self, status: StatusCode) {
        let begin = Instant::now();
        let mut health = None;
        while begin.elapsed() < SOON {
            health = self.health().await;
            if health == Some(status) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!(
            "health is {health:?}, not {status}; its log:\n{}",
            self.log()
        );
    }

    /// Runs another command on the same data.
    async fn run(&self, words: &[&str]) -> String {
        let mut command = command(&self.storage, words[0]);
        command.args(&words[1..]);
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        let output = command.output().await.unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Has another process send what is due.
    pub async fn send_mails(&self) {
        let site = self.site.path().to_str().unwrap();
        self.run(&["mail", "--send", "--dist", site]).await;
    }

    /// All that is stored.
    pub async fn export(&self) -> Vec<Value> {
        let text = self.run(&["export"]).await;
        let lines = text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The program's command, with its storage.
fn command(storage: &Storage, name: &str) -> Command {
    let program = env!("CARGO_BIN_EXE_nec-ess-endpoint");
    let mut command = match storage {
        Storage::Folder(_, Some(id)) => {
            let mut command = crate::disk::as_seen_by(*id);
            command.arg(program);
            command
        }
        _ => Command::new(program),
    };
    command.arg(name).env_remove("DATABASE_URL");
    match storage {
        Storage::Folder(folder, _) => command.arg("--data").arg(folder),
        Storage::Postgres(url) => command.env("DATABASE_URL", url).env("LINK_SECRET", SECRET),
    };
    command.kill_on_drop(true).stdin(Stdio::null());
    command
}

/// Serves at `port`, or at a free one; nothing where it ends instead.
async fn serve(
    storage: &Storage,
    settings: &[(String, String)],
    site: &Path,
    log: &Path,
    port: u16,
) -> Option<(Child, SocketAddr)> {
    let log = File::options().create(true).append(true).open(log).unwrap();
    let mut command = command(storage, "serve");
    for (name, value) in settings {
        command.env(name, value);
    }
    let mut child = command
        .args(["--port", &port.to_string(), "--dist"])
        .arg(site)
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = timeout(SOON, lines.next_line()).await.ok()?.unwrap()?;
    let address = line.strip_prefix("listening on http://").unwrap();
    Some((child, address.parse().unwrap()))
}
