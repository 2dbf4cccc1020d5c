//! Folders, files and addresses that are not what they should be: one plain line each that names them, exit code 1, and
//! nothing is touched.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::database::Database;
use crate::dist;
use crate::forms::Filled;
use crate::server::Server;
use crate::wrong_words::{line, program};

crate::on_sqlite!(copies_that_are_none, files_to_write);

const REFERENCE: &str = "NEC-7K3M-9QXF";

/// Each command that has `--data`, with what it needs besides.
fn with_data(data: &Path) -> Vec<Command> {
    let each: [&[&str]; 13] = [
        &["serve", "--port", "0"],
        &["report"],
        &["export"],
        &["show", REFERENCE],
        &["correct", REFERENCE, "city=Lyon"],
        &["cancel", REFERENCE],
        &["erase", REFERENCE, "--yes"],
        &["resend", REFERENCE],
        &["release", REFERENCE],
        &["mail"],
        &["purge", "--before", "2025-02-01", "--yes"],
        &["backup", "copy.db"],
        &["restore", "/dev/null"],
    ];
    each.map(|words| {
        let mut program = program(words);
        program.arg("--data").arg(data);
        program
    })
    .into()
}

/// A file where a folder was expected: the database itself, most of all.
#[test]
fn a_file_as_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("submissions.db");
    fs::write(&file, "").unwrap();
    for mut program in with_data(&file) {
        let said = line(&mut program, 1);
        assert!(said.contains("this is a file: expected"), "{said}");
        let instead = format!("--data {}\n", folder.path().display());
        assert!(said.ends_with(&instead), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A folder that nobody can make or write into.
#[test]
fn a_folder_that_cannot_be() {
    // Not even root can make a file there.
    for (data, expected) in [("/sys/kernel", "/sys/kernel"), ("/dev/null/x", "/dev/null")] {
        let mut serve = program(&["serve", "--port", "0", "--data", data]);
        let said = line(&mut serve, 1);
        assert!(said.contains(expected), "{said}");
        assert!(
            ["no permission", "takes no changes", "is a file"]
                .iter()
                .any(|why| said.contains(why)),
            "{said}"
        );
    }
}

/// A folder of somebody else's: neither is it said that nothing is there, nor is it left open who may look.
#[test]
fn a_folder_of_somebody_else() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let folder = tempfile::tempdir().unwrap();
    let may = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    // Where whoever else is looks for the program, there may be no way to.
    let copy = folder.path().join("program");
    fs::copy(env!("CARGO_BIN_EXE_nec-ess-endpoint"), &copy).unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("submissions.db"), "").unwrap();
    may(folder.path(), 0o755);
    may(&data, 0);
    for words in [
        &["export"][..],
        &["serve", "--port", "0"],
        &["backup", "x.db"],
    ] {
        let mut program = Command::new(&copy);
        program.args(words).env_clear().current_dir(folder.path());
        if rustix::process::geteuid().is_root() {
            program.uid(65534).gid(65534);
        }
        let said = line(&mut program, 1);
        assert!(said.contains("submissions.db: no permission"), "{said}");
    }
    may(&data, 0o700);
}

/// The built site is not there, is another file, or of another release.
#[test]
fn a_site_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("old")).unwrap();
    fs::write(folder.path().join("old/site.json"), "{\"site\":{}}").unwrap();
    fs::create_dir(folder.path().join("cut")).unwrap();
    fs::write(folder.path().join("cut/site.json"), "{\"site\":").unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for name in ["nowhere", "old", "cut", "file"] {
        let dist = folder.path().join(name);
        for words in [&["purge"][..], &["release", REFERENCE]] {
            let data = tempfile::tempdir().unwrap();
            fs::write(data.path().join("submissions.db"), "").unwrap();
            let mut program = program(words);
            program.arg("--dist").arg(&dist);
            let said = line(program.arg("--data").arg(data.path()), 1);
            assert!(said.contains("cargo xtask build"), "{said}");
            assert!(said.contains(&*dist.to_string_lossy()), "{said}");
        }
    }
}

/// Addresses that another program has, or that are not of this machine.
#[test]
fn addresses_to_listen_on() {
    let dist = dist::of_site(dist::SITE.clone());
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap();
    for (words, expected) in [
        (
            &["--port", &taken.port().to_string()][..],
            format!("{taken}: another program listens there already"),
        ),
        (
            &["--port", "0", "--metrics", &taken.to_string()],
            format!("{taken}: another program listens there already"),
        ),
        (
            &["--port", "0", "--host", "192.0.2.1"],
            "192.0.2.1:0: this machine has no such address".to_owned(),
        ),
    ] {
        let data = tempfile::tempdir().unwrap();
        let mut serve = program(&["serve"]);
        serve.args(words).arg("--dist").arg(dist.path());
        let said = line(serve.arg("--data").arg(data.path()), 1);
        assert!(said.contains(&expected), "{said}");
        assert!(said.contains("such as"), "{said}");
    }
}

/// Letters that are not there, or no text.
#[test]
fn letters_that_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let dist = dist::of_site(dist::SITE.clone());
    let letter = |name: &str, text: &[u8]| {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let good = letter("en.md", b"# Hello\n\n{{link}}\n");
    let latin = letter("latin.fr.md", b"# Caf\xe9\n\n{{link}}\n");
    fs::create_dir(folder.path().join("folder.fr.md")).unwrap();
    let inside = folder.path().join("folder.fr.md");
    for (file, expected) in [
        ("/nowhere/fr.md", "/nowhere/fr.md: it is not there"),
        (&latin, "it is not text in UTF-8"),
        (inside.to_str().unwrap(), "it is a folder"),
    ] {
        let mut program = program(&["write", "--text", file, "--text", &good]);
        let said = line(program.arg("--dist").arg(dist.path()), 1);
        assert!(said.contains(expected), "{said}");
    }
}

/// A backup is never written over a file, nor into a folder that is not there.
async fn files_to_write(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there.db");
    fs::write(&there, "mine").unwrap();
    let nowhere = folder.path().join("nowhere/copy.db");
    for (file, expected) in [
        (&*there, "it is there already"),
        (&nowhere, "its folder is not there"),
        (Path::new("/sys/kernel/copy.db"), "/sys/kernel/copy.db: "),
        (folder.path(), "is there already"),
    ] {
        let mut backup = program(&["backup"]);
        backup.arg(file).arg("--data").arg(database.folder.path());
        let said = line(&mut backup, 1);
        assert!(said.contains(expected), "{said}");
        assert!(said.contains(&*file.to_string_lossy()), "{said}");
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "mine");
}

/// All files of a folder, with what is in them.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// What is no whole copy of ours is told in one line, and nothing changes: neither the copy, nor the database that is
/// there, nor a folder that is not there yet.
async fn copies_that_are_none(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for number in 0..50 {
        let email = format!("personne{number}@exemple.fr");
        let filled = Filled::registration().with("email", &email);
        server.send(&filled).await.reference();
    }
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    server.store.backup(&copy).await.unwrap();
    server.store.close().await;
    let copies = copies(&folder, &copy);
    for (name, expected) in copies {
        let file = folder.path().join(name);
        let before = (
            files(database.folder.path()),
            file.metadata().map(|file| file.len()).ok(),
        );
        let new = folder.path().join("new");
        for data in [database.folder.path(), &new] {
            let mut restore = program(&["restore", "--replace", "--data"]);
            let said = line(restore.arg(data).arg(&file), 1);
            assert!(said.contains(name), "{name}: {said}");
            assert!(said.contains(expected), "{name}: {said}");
            assert!(!said.contains("-restoring"), "{said}");
        }
        assert!(!new.exists(), "{name}");
        let after = (
            files(database.folder.path()),
            file.metadata().map(|file| file.len()).ok(),
        );
        assert!(before == after, "{name}");
    }
}

/// Files that are no whole copy of ours, each with a part of what is to be told.
fn copies(folder: &TempDir, copy: &Path) -> [(&'static str, &'static str); 8] {
    let bytes = fs::read(copy).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("half.db", &bytes[..bytes.len() / 2]);
    write("head.db", &bytes[..60]);
    write("empty.db", b"");
    write(
        "text.db",
        "no database, but some words ".repeat(90).as_bytes(),
    );
    let mut damaged = bytes.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 4096].fill(0xff);
    write("damaged.db", &damaged);
    write("newer.db", &bytes);
    Connection::open(folder.path().join("newer.db"))
        .unwrap()
        .execute_batch("INSERT INTO schema_steps (step) VALUES (9999)")
        .unwrap();
    fs::create_dir(folder.path().join("folder.db")).unwrap();
    [
        ("half.db", "it is cut off"),
        ("head.db", "it is cut off"),
        ("empty.db", "it is empty"),
        ("text.db", "this is no SQLite database"),
        ("damaged.db", "it is damaged"),
        ("newer.db", "a newer release"),
        ("folder.db", "it is a folder"),
        ("missing.db", "it is not there"),
    ]
}
