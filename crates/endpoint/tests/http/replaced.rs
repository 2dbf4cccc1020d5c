//! SQLite's file deleted or replaced, while the endpoint runs and while it does not: nothing is written into what does not
//! belong together, and nothing that was acknowledged disappears without a copy.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use nec_ess_endpoint::store::Store;
use reqwest::StatusCode;
use rusqlite::Connection;
use rustix::fs::{FlockOperation, fcntl_lock};
use tempfile::TempDir;

use crate::database::Database;
use crate::forms::Filled;
use crate::server::Server;

crate::on_sqlite!(
    a_backup_moved_over_a_running_database,
    a_backup_copied_over_a_running_database,
    a_backup_moved_over_a_database_that_was_killed,
    a_deleted_database,
    a_start_without_the_database,
    an_older_copy_of_the_file_alone,
    all_files_together_elsewhere,
    a_look_with_another_tool,
);

/// The file that this process is to look at, as a tool of somebody else.
const LOOKED_AT: &str = "TEST_LOOKED_AT";

fn person(name: &str) -> Filled {
    Filled::registration().with("first_name", name)
}

/// Who is in the file at `path`, which must be whole.
fn people(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let verdict: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    let mut statement = connection
        .prepare("SELECT answers FROM submissions ORDER BY created_at")
        .unwrap();
    let answers = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    let name = |answers: String| {
        let (_, name) = answers.split_once("[\"first_name\",\"").unwrap();
        name.split_once('"').unwrap().0.to_owned()
    };
    answers.map(|answers| name(answers.unwrap())).collect()
}

/// The copies that the endpoint made of databases that are gone.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("submissions.db-before-")
    };
    files.filter(is_copy).collect()
}

/// A server with one person in it, a backup of that, and then another person whom only the log holds.
async fn with_backup(database: &Database) -> (Server, PathBuf) {
    let server = Server::start(database).await;
    server.send(&person("Alix")).await.reference();
    let backup = database.folder.path().join("backup.db");
    server.store.backup(&backup).await.unwrap();
    server.send(&person("Camille")).await.reference();
    let log = database.folder.path().join("submissions.db-wal");
    assert!(std::fs::metadata(log).unwrap().len() > 0);
    (server, backup)
}

/// The next submission is in the backup, and what was there before is in a copy.
async fn a_backup_moved_over_a_running_database(database: Arc<Database>) {
    let (server, backup) = with_backup(&database).await;
    let file = database.folder.path().join("submissions.db");
    std::fs::rename(backup, &file).unwrap();
    server.send(&person("Dominique")).await.reference();
    assert_eq!(
        server.get("/api/health").await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(people(&file), ["Alix", "Dominique"]);
    let copies = copies(database.folder.path());
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!(people(&copies[0]), ["Alix", "Camille"]);
}

/// The same, byte by byte into the file that is open: nothing of the log gets into it.
async fn a_backup_copied_over_a_running_database(database: Arc<Database>) {
    let (server, backup) = with_backup(&database).await;
    let file = database.folder.path().join("submissions.db");
    std::fs::copy(backup, &file).unwrap();
    server.send(&person("Dominique")).await.reference();
    assert_eq!(people(&file), ["Alix", "Dominique"]);
}

/// A kill leaves the log behind: with a backup beside it the endpoint does not start, and touches neither.
async fn a_backup_moved_over_a_database_that_was_killed(database: Arc<Database>) {
    let (server, backup) = with_backup(&database).await;
    let killed = tempfile::tempdir().unwrap();
    copy_all(database.folder.path(), &killed);
    let file = killed.path().join("submissions.db");
    std::fs::copy(&backup, &file).unwrap();
    let before = (std::fs::read(&file).unwrap(), log_of(&killed));
    let error = Store::sqlite(killed.path()).await.unwrap_err().to_string();
    assert!(error.contains("submissions.db-wal"), "{error}");
    assert!(error.contains("move the files ending in -wal"), "{error}");
    assert_eq!((std::fs::read(&file).unwrap(), log_of(&killed)), before);
    // As it says.
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(killed.path().join(format!("submissions.db{ending}")));
    }
    Store::sqlite(killed.path()).await.unwrap().close().await;
    assert_eq!(people(&file), ["Alix"]);
    drop(server);
}

/// Nothing is said to be stored, what was there is in a copy, and once that is put back all goes on.
async fn a_deleted_database(database: Arc<Database>) {
    let (server, _) = with_backup(&database).await;
    let folder = database.folder.path();
    let file = folder.join("submissions.db");
    std::fs::remove_file(&file).unwrap();
    for _ in 0..2 {
        let answer = server.send(&person("Dominique")).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(
        server.get("/api/health").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let copies = copies(folder);
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!(people(&copies[0]), ["Alix", "Camille"]);
    std::fs::rename(&copies[0], &file).unwrap();
    server.send(&person("Dominique")).await.reference();
    assert_eq!(people(&file), ["Alix", "Camille", "Dominique"]);
}

/// A start does not begin with nothing where there was something.
async fn a_start_without_the_database(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&person("Alix")).await.reference();
    server.store.close().await;
    let folder = database.folder.path();
    std::fs::remove_file(folder.join("submissions.db")).unwrap();
    let error = Store::sqlite(folder).await.unwrap_err().to_string();
    assert!(error.contains("is missing"), "{error}");
    assert!(!folder.join("submissions.db").exists());
}

/// A plain copy of the file, taken before the log was last moved into it, is told from the file itself.
async fn an_older_copy_of_the_file_alone(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&person("Alix")).await.reference();
    server.store.close().await;
    let folder = database.folder.path();
    let file = folder.join("submissions.db");
    let older = folder.join("older.db");
    std::fs::copy(&file, &older).unwrap();
    for name in ["Camille", "Dominique"] {
        let server = Server::start(&database).await;
        server.send(&person(name)).await.reference();
        server.store.close().await;
    }
    let server = Server::start(&database).await;
    server.send(&person("Frédérique")).await.reference();
    let killed = tempfile::tempdir().unwrap();
    copy_all(folder, &killed);
    std::fs::copy(&older, killed.path().join("submissions.db")).unwrap();
    let error = Store::sqlite(killed.path()).await.unwrap_err().to_string();
    assert!(error.contains("is not the database"), "{error}");
}

/// A folder that is copied whole, log and all, is the same database.
async fn all_files_together_elsewhere(database: Arc<Database>) {
    let (_server, _) = with_backup(&database).await;
    let elsewhere = tempfile::tempdir().unwrap();
    copy_all(database.folder.path(), &elsewhere);
    let store = Store::sqlite(elsewhere.path()).await.unwrap();
    assert_eq!(store.all().await.unwrap().len(), 2);
    store.close().await;
    assert_eq!(
        people(&elsewhere.path().join("submissions.db")),
        ["Alix", "Camille"]
    );
}

/// A tool of somebody else that looks into the open database takes the log away when it closes, if it is the last one
/// there. It asks the system for a lock to know; the endpoint holds one that is in the way.
async fn a_look_with_another_tool(database: Arc<Database>) {
    if let Ok(file) = std::env::var(LOOKED_AT) {
        let file = File::options().read(true).write(true).open(file).unwrap();
        let lock = fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive);
        assert!(lock.is_err(), "nothing is in the way");
        return;
    }
    let server = Server::start(&database).await;
    server.send(&person("Alix")).await.reference();
    let tool = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "replaced::a_look_with_another_tool::sqlite"])
        .env(LOOKED_AT, database.folder.path().join("submissions.db"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&tool.stdout);
    assert!(tool.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

/// What a kill leaves behind.
fn copy_all(folder: &Path, to: &TempDir) {
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        if file.file_name() != "backup.db" {
            std::fs::copy(file.path(), to.path().join(file.file_name())).unwrap();
        }
    }
}

fn log_of(folder: &TempDir) -> Vec<u8> {
    std::fs::read(folder.path().join("submissions.db-wal")).unwrap()
}
