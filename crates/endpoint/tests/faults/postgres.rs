//! PostgreSQL killed, and PostgreSQL that takes no writes for a while.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::load::Load;
use crate::program::{Program, Storage};
use crate::{at_some_moment, rounds};

/// The variable with the folder of `initdb`, `postgres` and `psql`.
const PROGRAMS: &str = "TEST_POSTGRES_PROGRAMS";
/// By then a server that was started takes connections.
const SOON: Duration = Duration::from_secs(60);

/// A server of a test's own, which it may treat badly.
struct Server {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    child: Child,
}

impl Server {
    async fn new() -> Self {
        let programs = std::env::var(PROGRAMS)
            .unwrap_or_else(|_| panic!("set {PROGRAMS}, or run `cargo xtask test endpoint`"));
        let programs = PathBuf::from(programs);
        let folder = tempfile::tempdir().unwrap();
        if rustix::process::geteuid().is_root() {
            let chown = Command::new("chown")
                .arg("postgres")
                .arg(folder.path())
                .status();
            assert!(chown.await.unwrap().success());
        }
        let initdb = as_server(&programs.join("initdb"))
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8"])
            .args(["--locale=C", "--no-sync", "--pgdata"])
            .arg(folder.path().join("data"))
            .current_dir(folder.path())
            .output()
            .await
            .unwrap();
        assert!(initdb.status.success(), "{initdb:?}");
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let child = start(&programs, folder.path(), port).await;
        Self {
            programs,
            folder,
            port,
            child,
        }
    }

    fn storage(&self) -> Storage {
        let port = self.port;
        Storage::Postgres(format!("postgres://postgres@127.0.0.1:{port}/postgres"))
    }

    async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    async fn start_again(&mut self) {
        self.child = start(&self.programs, self.folder.path(), self.port).await;
    }

    async fn execute(&self, sql: &str) {
        let status = psql(&self.programs, self.port, sql).await;
        assert!(status, "{sql}");
    }
}

/// PostgreSQL refuses to run as root; its package has made a user for it.
fn as_server(program: &Path) -> Command {
    if !rustix::process::geteuid().is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups"])
        .arg("--")
        .arg(program);
    command
}

async fn start(programs: &Path, folder: &Path, port: u16) -> Child {
    let begin = Instant::now();
    while begin.elapsed() < SOON {
        let mut child = as_server(&programs.join("postgres"))
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-p", &port.to_string()])
            .args(["-c", "listen_addresses=127.0.0.1"])
            .args(["-c", "unix_socket_directories="])
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        // It ends at once while processes of the one before are still there.
        while child.try_wait().unwrap().is_none() && begin.elapsed() < SOON {
            if psql(programs, port, "SELECT 1").await {
                return child;
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
    panic!("PostgreSQL does not start");
}

async fn psql(programs: &Path, port: u16, sql: &str) -> bool {
    let mut psql = Command::new(programs.join("psql"));
    psql.args(["-h", "127.0.0.1", "-p", &port.to_string()])
        .args(["-U", "postgres", "-q", "-c", sql])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    psql.status().await.unwrap().success()
}

/// Killed with all its connections, and started again a moment later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed() {
    let mut server = Server::new().await;
    let program = Program::start(server.storage()).await;
    let load = Load::start(program.address);
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        server.kill().await;
        load.is_refused(&program).await;
        program.becomes(StatusCode::SERVICE_UNAVAILABLE).await;
        server.start_again().await;
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    load.ends(&program).await;
}

/// Read-only, as a server is that became a copy of another one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_writes() {
    let server = Server::new().await;
    let program = Program::start(server.storage()).await;
    let load = Load::start(program.address);
    let set = async |value: &str| {
        let sql = format!("ALTER SYSTEM SET default_transaction_read_only = {value}");
        server.execute(&sql).await;
        server.execute("SELECT pg_reload_conf()").await;
    };
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        set("on").await;
        load.is_refused(&program).await;
        program.becomes(StatusCode::SERVICE_UNAVAILABLE).await;
        set("off").await;
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    load.ends(&program).await;
}
