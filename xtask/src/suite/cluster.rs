//! A PostgreSQL server of our own for the length of a test run.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::guarded::Guarded;
use crate::process::{ask, is_root, quiet, run};
use crate::step::step;
use crate::tools::postgres;

/// A running server with an empty database; dropping it stops the server and removes its files.
pub(crate) struct Cluster {
    server: Option<Guarded>,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts a server on a free port of this machine, for this machine only.
    pub(crate) fn start() -> Result<Self> {
        let programs = postgres::programs()?;
        step("PostgreSQL for the tests", || {
            // Not under target/: as root we must run it as another user, who may not be let into our home.
            let folder =
                std::env::temp_dir().join(format!("nec-ess-postgres-{}", std::process::id()));
            let mut cluster = Self {
                server: None,
                folder,
                port: free_port()?,
            };
            cluster.create(&programs)?;
            cluster.run(&programs)?;
            Ok(cluster)
        })
    }

    /// Where the tests reach it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn create(&self, programs: &Path) -> Result<()> {
        files::remove_folder(&self.folder)?;
        files::create_folder(&self.folder)?;
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&self.folder))?;
        }
        let mut initdb = as_server(&programs.join("initdb"));
        // `trust` is for this run only: the port is open to this machine alone, and the data are made up.
        initdb.args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        quiet(
            initdb
                .arg("--pgdata")
                .arg(self.data())
                .current_dir(&self.folder),
        )?;
        Ok(())
    }

    fn run(&mut self, programs: &Path) -> Result<()> {
        let log = self.folder.join("log");
        let file = File::create(&log).or_cannot(|| format!("write {}", log.display()))?;
        let mut server = as_server(&programs.join("postgres"));
        server
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string()])
            .current_dir(&self.folder);
        for setting in [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "max_connections=200",
        ] {
            server.args(["-c", setting]);
        }
        // INT is PostgreSQL's quick stop: it does not wait for clients.
        let server = self
            .server
            .insert(Guarded::start_logged(&server, "INT", file)?);
        let start = Instant::now();
        let port = self.port.to_string();
        while start.elapsed() < Duration::from_secs(30) && !server.has_ended() {
            let mut ready = Command::new(programs.join("pg_isready"));
            if ask(ready.args(["-q", "-h", "127.0.0.1", "-p", &port])).is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(Failure::new(format!(
            "PostgreSQL did not start:\n{}",
            files::read_text(&log)?
        )))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.server.take());
        if let Err(failure) = files::remove_folder(&self.folder) {
            eprintln!("{failure}");
        }
    }
}

/// PostgreSQL refuses to run as root; its package has made a user for it.
fn as_server(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args([
            "--reuid=postgres",
            "--regid=postgres",
            "--init-groups",
            "--",
        ])
        .arg(program);
    command
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    Ok(listener.or_cannot(|| "find a free port".into())?.port())
}
