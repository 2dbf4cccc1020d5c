//! The copies that the timer makes.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use nec_ess_endpoint::store::Store;
use tokio::process::Command;

use crate::database::{Database, Kind, run};
use crate::forms::Filled;
use crate::server::Server;
use crate::{replaced, text};

const UNIT: &str = "deploy/nec-ess-backup.service";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    run(Kind::Sqlite, makes_a_copy_and_forgets_old_ones).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    run(Kind::Postgres, makes_a_copy_and_forgets_old_ones).await;
}

/// The commands of the unit, one after the other, while the endpoint serves: a new copy with what is stored, none that is
/// past its period, and other files are left alone.
async fn makes_a_copy_and_forgets_old_ones(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let copies = tempfile::tempdir().unwrap();
    for (name, days) in [
        ("submissions-old.db", 40),
        ("submissions-new.db", 20),
        ("letter", 40),
    ] {
        let file = std::fs::File::create(copies.path().join(name)).unwrap();
        let age = Duration::from_secs(days * 24 * 60 * 60);
        file.set_modified(SystemTime::now() - age).unwrap();
    }
    for command in commands(database.kind) {
        let line = replaced_paths(&command, &database, copies.path().to_str().unwrap());
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&line).env_remove("DATABASE_URL");
        if database.kind == Kind::Postgres {
            // Without what only our driver knows.
            let url = database.url.split('?').next().unwrap();
            shell.env("DATABASE_URL", url);
        }
        let output = shell.output().await.unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
    }
    let files = std::fs::read_dir(copies.path()).unwrap().flatten();
    let mut names: Vec<_> = files
        .map(|file| file.file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(names[0], "letter");
    assert_eq!(names[2], "submissions-new.db");
    let copy = copies.path().join(&names[1]);
    if database.kind == Kind::Sqlite {
        assert!(names[1].ends_with(".db"), "{names:?}");
        let url = format!("sqlite:{}", copy.display());
        let store = Store::open(&url).await.unwrap();
        assert_eq!(store.all().await.unwrap().len(), 1);
    } else {
        assert!(names[1].ends_with(".dump"), "{names:?}");
        let mut list = Command::new("pg_restore");
        let list = list.arg("--list").arg(copy).output().await.unwrap();
        let list = String::from_utf8(list.stdout).unwrap();
        assert!(list.contains("TABLE DATA public submissions"), "{list}");
    }
}

/// The unit deletes copies when the privacy pages say so: `find` takes what is more whole days old than it is told.
#[test]
fn copies_go_when_they_are_said_to() {
    let unit = text(UNIT);
    let (_, days) = unit.split_once("-mtime +").unwrap();
    let days: u32 = days.split(' ').next().unwrap().parse().unwrap();
    let period = crate::dist::SITE.event.retention.copies.to_string();
    assert_eq!(period, format!("{} days", days + 1));
}

/// The commands of the unit; for PostgreSQL with the one that is there for it in the place of the first.
fn commands(kind: Kind) -> Vec<String> {
    let unit = text(UNIT);
    let of = |start: &str| {
        let lines = unit.lines().filter_map(|line| line.strip_prefix(start));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut commands = of("ExecStart=");
    let other = of("#ExecStart=");
    assert_eq!((commands.len(), other.len()), (2, 1));
    if kind == Kind::Postgres {
        commands[0] = other[0].clone();
    }
    commands
}

/// With the paths of this test. systemd writes one percent sign as two.
fn replaced_paths(command: &str, database: &Database, copies: &str) -> String {
    let command = replaced(command, "/var/backups/nec-ess", copies).replace("%%", "%");
    let program = env!("CARGO_BIN_EXE_nec-ess-endpoint");
    let command = command.replace("/opt/nec-ess/nec-ess-endpoint", program);
    command.replace("/var/lib/nec-ess", database.folder.path().to_str().unwrap())
}
