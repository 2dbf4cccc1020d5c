//! A disk that fills, and one that takes no writes for a while.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::database::Database;
use crate::load::Load;
use crate::program::{Program, Storage};
use crate::{at_some_moment, rounds};

mod full {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        super::full().await;
    }
}

mod without_writes {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::without_writes).await;
    }
}

/// A small disk in memory, seen by one process of its own and those that look through its eyes.
struct SmallDisk {
    holder: Child,
    place: TempDir,
}

impl SmallDisk {
    /// One of 64 MiB.
    async fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let mut holder = Command::new("unshare");
        if !is_root() {
            holder.args(["--user", "--map-root-user"]);
        }
        let script =
            "mount -t tmpfs -o size=64m none \"$1\" && echo mounted && exec sleep infinity";
        let mut holder = holder
            .args(["--mount", "sh", "-c", script, "sh"])
            .arg(place.path())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
        let line = lines.next_line().await.unwrap();
        assert_eq!(line.as_deref(), Some("mounted"), "no small disk");
        Self { holder, place }
    }

    fn id(&self) -> u32 {
        self.holder.id().unwrap()
    }

    /// A file on it, as everybody can reach it.
    fn file(&self, name: &str) -> PathBuf {
        let place = self.place.path().strip_prefix("/").unwrap();
        let root = PathBuf::from(format!("/proc/{}/root", self.id()));
        root.join(place).join(name)
    }
}

/// A command that sees the files that the process `id` sees.
pub fn as_seen_by(id: u32) -> Command {
    let mut command = Command::new("nsenter");
    command.args(["--target", &id.to_string(), "--mount"]);
    if !is_root() {
        command.args(["--user", "--preserve-credentials"]);
    }
    command
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Fills the disk to its last byte.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    for size in [1 << 16, 1 << 10, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

/// People are told to try again while the disk is full, and health says so; with room again both go on.
async fn full() {
    let disk = SmallDisk::new().await;
    let folder = disk.place.path().to_path_buf();
    let program = Program::start(Storage::Folder(folder, Some(disk.id()))).await;
    let load = Load::start(program.address);
    let filler = disk.file("filler");
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        fill(&filler);
        load.is_refused(&program).await;
        program.becomes(StatusCode::SERVICE_UNAVAILABLE).await;
        at_some_moment(Duration::from_millis(200)).await;
        std::fs::remove_file(&filler).unwrap();
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    load.ends(&program).await;
}

/// Lets the database and its log be written to, or not. Files that are open already follow.
async fn may_write(folder: &Path, may: bool) {
    let mut command = Command::new("chattr");
    command.arg(if may { "-i" } else { "+i" });
    for name in ["submissions.db", "submissions.db-wal"] {
        command.arg(folder.join(name));
    }
    let status = command.status().await.unwrap();
    assert!(
        status.success(),
        "chattr needs root and a file system that knows it"
    );
}

/// The same for files that can be read only.
async fn without_writes(database: Arc<Database>) {
    let folder = database.folder.path().to_path_buf();
    let program = Program::start(Storage::Folder(folder.clone(), None)).await;
    let load = Load::start(program.address);
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        may_write(&folder, false).await;
        let refused = async {
            load.is_refused(&program).await;
            program.becomes(StatusCode::SERVICE_UNAVAILABLE).await;
            sleep(Duration::from_millis(50)).await;
        };
        // Whatever happens, the folder has to be one that can be removed.
        let refused = tokio::time::timeout(Duration::from_secs(60), refused).await;
        may_write(&folder, true).await;
        refused.unwrap();
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    load.ends(&program).await;
}
