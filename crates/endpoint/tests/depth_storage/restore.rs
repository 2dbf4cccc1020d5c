//! A backup is put back with one command, which loses nothing and lets nothing half-way through.

use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use nec_ess_endpoint::mail::Reason;
use nec_ess_endpoint::store::Store;
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::process::Command;

use crate::commands::{run, said};
use crate::database::Database;
use crate::forms::Filled;
use crate::server::{SECRET, Server};

crate::on_sqlite!(
    into_an_empty_folder,
    while_an_endpoint_serves,
    in_the_place_of_another,
    after_a_kill,
    what_is_no_copy_of_ours,
    the_secret_is_told_of,
    mails_that_waited_are_held,
    a_file_that_is_no_database,
);

/// Every mail is due by then: milliseconds since 1970.
const FAR: i64 = 1 << 50;

fn person(name: &str) -> Filled {
    Filled::registration().with("first_name", name)
}

/// A server with Alix in it, a backup of that, and Camille since.
async fn with_backup(database: &Database) -> (Server, TempDir, PathBuf) {
    let server = Server::start(database).await;
    server.send(&person("Alix")).await.reference();
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("copy.db");
    let file = backup.to_str().unwrap();
    said(&run(database, &["backup", file]).await);
    server.send(&person("Camille")).await.reference();
    (server, folder, backup)
}

/// `restore` into the folder `data`.
async fn restore(data: &Path, words: &[&str], copy: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.arg("restore").args(words).arg("--data").arg(data);
    program.arg(copy).env_remove("DATABASE_URL");
    program.env("LINK_SECRET", SECRET);
    program.kill_on_drop(true).output().await.unwrap()
}

#[track_caller]
fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.trim_end().lines().count(), 1, "{text}");
    text
}

#[track_caller]
fn told(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr.clone()).unwrap()
}

async fn people(folder: &Path) -> Vec<String> {
    let store = Store::sqlite(folder).await.unwrap();
    let all = store.all().await.unwrap();
    store.close().await;
    let name =
        |stored: &nec_ess_endpoint::store::Stored| stored.answers.first("first_name").to_owned();
    all.iter().map(name).collect()
}

#[track_caller]
fn is_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        let expected = if file.path().is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{:?}", file.file_name());
    }
}

/// All files of a folder, as a kill leaves them.
fn copy_all(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap().flatten() {
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Where nothing was, the copy is the database, with its own log and life; it stays where it was.
async fn into_an_empty_folder(database: Arc<Database>) {
    let (_server, _folder, backup) = with_backup(&database).await;
    let before = std::fs::read(&backup).unwrap();
    let data = tempfile::tempdir().unwrap();
    let inside = data.path().join("deeper");
    let text = told(&restore(&inside, &[], &backup).await);
    assert!(text.contains("1 submissions"), "{text}");
    is_private(&inside);
    assert_eq!(std::fs::read(&backup).unwrap(), before);
    assert!(inside.join("submissions.db-life").is_file());
    assert_eq!(people(&inside).await, ["Alix"]);
    assert_eq!(people(&inside).await, ["Alix"]);
}

/// An endpoint that serves the folder keeps its database.
async fn while_an_endpoint_serves(database: Arc<Database>) {
    let (server, _folder, backup) = with_backup(&database).await;
    let folder = database.folder.path();
    for words in [&[][..], &["--replace"]] {
        let text = refused(&restore(folder, words, &backup).await);
        assert!(text.contains("an endpoint serves it"), "{text}");
    }
    server.send(&person("Dominique")).await.reference();
    assert_eq!(server.store.all().await.unwrap().len(), 3);
}

/// A database that is there stays, unless that is asked for; then it is aside, whole, and can be looked into.
async fn in_the_place_of_another(database: Arc<Database>) {
    let (server, _folder, backup) = with_backup(&database).await;
    server.store.close().await;
    let folder = database.folder.path();
    let text = refused(&restore(folder, &[], &backup).await);
    assert!(text.contains("--replace"), "{text}");
    assert_eq!(people(folder).await, ["Alix", "Camille"]);
    let text = told(&restore(folder, &["--replace"], &backup).await);
    is_private(folder);
    assert_eq!(people(folder).await, ["Alix"]);
    let aside = std::fs::read_dir(folder).unwrap().flatten();
    let mut aside = aside.map(|file| file.path()).filter(|path| path.is_dir());
    let aside = aside.next().unwrap();
    assert!(text.contains(&*aside.to_string_lossy()), "{text}");
    is_private(&aside);
    assert_eq!(people(&aside).await, ["Alix", "Camille"]);
    // What is stored from now on is kept as ever.
    let server = Server::start(&database).await;
    server.send(&person("Dominique")).await.reference();
    server.store.close().await;
    assert_eq!(people(folder).await, ["Alix", "Dominique"]);
}

/// A kill leaves a log behind, which goes with the database that it is for.
async fn after_a_kill(database: Arc<Database>) {
    let (_server, _folder, backup) = with_backup(&database).await;
    let killed = tempfile::tempdir().unwrap();
    copy_all(database.folder.path(), killed.path());
    let log = killed.path().join("submissions.db-wal");
    assert!(std::fs::metadata(&log).unwrap().len() > 0);
    // The database alone is no copy.
    let alone = killed.path().join("submissions.db");
    let other = tempfile::tempdir().unwrap();
    let text = refused(&restore(other.path(), &[], &alone).await);
    assert!(text.contains("submissions.db-wal"), "{text}");
    told(&restore(killed.path(), &["--replace"], &backup).await);
    assert_eq!(people(killed.path()).await, ["Alix"]);
    // Gone by hand, but for what belongs to it: the same.
    copy_all(database.folder.path(), killed.path());
    std::fs::remove_file(&alone).unwrap();
    told(&restore(killed.path(), &["--replace"], &backup).await);
    assert_eq!(people(killed.path()).await, ["Alix"]);
}

/// Nothing is touched by what is damaged, of something else, of a newer release, or not there.
async fn what_is_no_copy_of_ours(database: Arc<Database>) {
    let (server, folder, backup) = with_backup(&database).await;
    server.store.close().await;
    let data = database.folder.path();
    let before = std::fs::read(data.join("submissions.db")).unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(
        file("text.db"),
        "not a database, but long enough to be one ".repeat(50),
    )
    .unwrap();
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xff);
    std::fs::write(file("damaged.db"), bytes).unwrap();
    std::fs::copy(&backup, file("cut.db")).unwrap();
    let cut = std::fs::File::options()
        .write(true)
        .open(file("cut.db"))
        .unwrap();
    cut.set_len(4096).unwrap();
    let foreign = Connection::open(file("foreign.db")).unwrap();
    foreign
        .execute_batch("CREATE TABLE bookmarks (url TEXT)")
        .unwrap();
    std::fs::copy(&backup, file("newer.db")).unwrap();
    let newer = Connection::open(file("newer.db")).unwrap();
    newer
        .execute_batch("INSERT INTO schema_steps (step) VALUES (9999)")
        .unwrap();
    drop((foreign, newer));
    for (name, why) in [
        ("text.db", "no SQLite database"),
        ("damaged.db", ""),
        ("cut.db", ""),
        ("foreign.db", "something else"),
        ("newer.db", "a newer release"),
        ("missing.db", ""),
    ] {
        let output = restore(data, &["--replace"], &file(name)).await;
        let text = String::from_utf8(output.stderr.clone()).unwrap();
        assert!(!output.status.success(), "{name}: {text}");
        assert!(text.contains(name) && text.contains(why), "{name}: {text}");
        assert!(!text.contains("-restoring"), "{text}");
    }
    assert_eq!(std::fs::read(data.join("submissions.db")).unwrap(), before);
    let names = std::fs::read_dir(data).unwrap().flatten();
    for name in names.map(|file| file.file_name().into_string().unwrap()) {
        assert!(
            !name.contains("restoring") && !name.contains("replaced"),
            "{name}"
        );
    }
    assert_eq!(people(data).await, ["Alix", "Camille"]);
}

/// The secret is not in a copy: whether the one that is there opens the links is said.
async fn the_secret_is_told_of(database: Arc<Database>) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.args(["mail", "--send", "--data"]).arg(&source);
    program.env_remove("DATABASE_URL").env_remove("LINK_SECRET");
    let store = Store::sqlite(&source).await.unwrap();
    nec_ess_endpoint::link_secret::links(&store, &source, false)
        .await
        .unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    store.close().await;
    let run = async |data: &Path| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
        program
            .arg("restore")
            .arg("--replace")
            .arg("--data")
            .arg(data);
        program
            .arg(&copy)
            .env_remove("DATABASE_URL")
            .env_remove("LINK_SECRET");
        told(&program.output().await.unwrap())
    };
    let data = folder.path().join("data");
    let text = run(&data).await;
    assert!(text.contains("link-secret is missing"), "{text}");
    std::fs::write(
        data.join("link-secret"),
        "another secret, and one that is long enough",
    )
    .unwrap();
    let text = run(&data).await;
    assert!(text.contains("is not the secret"), "{text}");
    std::fs::copy(source.join("link-secret"), data.join("link-secret")).unwrap();
    let text = run(&data).await;
    assert!(text.contains("they open"), "{text}");
    drop(database);
}

/// Whatever lies there as the database is told at once in one line, and left as it is.
async fn a_file_that_is_no_database(database: Arc<Database>) {
    let file = database.folder.path().join("submissions.db");
    let long = "this is a letter and no database. ".repeat(200);
    for text in ["x", "a letter of some words", &long] {
        std::fs::write(&file, text).unwrap();
        let output = run(&database, &["export"]).await;
        let line = refused(&output);
        assert!(line.contains("no SQLite database"), "{line}");
        assert!(line.contains("submissions.db"), "{line}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
}

/// What waited when the copy was made may have gone out since: it goes again only if somebody asks for it.
async fn mails_that_waited_are_held(database: Arc<Database>) {
    let (_server, _folder, backup) = with_backup(&database).await;
    let data = tempfile::tempdir().unwrap();
    let text = told(&restore(data.path(), &[], &backup).await);
    assert!(
        text.contains("mails that waited when the copy was made: 1"),
        "{text}"
    );
    let store = Store::sqlite(data.path()).await.unwrap();
    assert!(store.claim(FAR).await.unwrap().is_none());
    let unsent = store.unsent().await.unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(Reason::of(&unsent[0]), Reason::Restored);
    assert_eq!(store.retry_failed().await.unwrap(), 1);
    assert!(store.claim(FAR).await.unwrap().is_some());
    store.close().await;
    // A copy without any says nothing of them.
    let sent = Connection::open(&backup).unwrap();
    sent.execute("UPDATE outbox SET status = 'sent'", [])
        .unwrap();
    drop(sent);
    let text = told(&restore(data.path(), &["--replace"], &backup).await);
    assert!(!text.contains("mails"), "{text}");
}
