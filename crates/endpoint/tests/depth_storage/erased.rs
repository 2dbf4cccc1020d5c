//! What is erased is in no file any more, the log of recent writes included. This is about SQLite's files.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use nec_ess_endpoint::retention::past;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use rusqlite::Connection;

use crate::answer::Answer;
use crate::commands::{run, said};
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::Filled;
use crate::server::Server;

crate::on_sqlite!(
    by_the_person,
    by_an_organiser,
    of_the_quarantine,
    as_soon_as_nobody_reads,
    of_many,
    past_its_period,
);

const ADDRESS: &str = "efface.moi@exemple.fr";
const NEEDS: &str = "Interprète en langue des signes";

fn person() -> Filled {
    Filled::registration()
        .with("email", ADDRESS)
        .with("access_needs", NEEDS)
}

/// The database's files that hold `text`.
fn holders(folder: &Path, text: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let holds = |path: &Path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    files
        .filter(|file| file.path().is_file() && holds(&file.path()))
        .map(|file| file.file_name().into_string().unwrap())
        .collect()
}

#[track_caller]
fn is_gone(database: &Database) {
    for text in [ADDRESS, NEEDS] {
        let holders = holders(database.folder.path(), text);
        assert!(holders.is_empty(), "{text} is in {holders:?}");
    }
}

#[track_caller]
fn is_there(database: &Database) {
    for text in [ADDRESS, NEEDS] {
        assert!(!holders(database.folder.path(), text).is_empty(), "{text}");
    }
}

/// Others around the one who leaves, so that pages are shared.
async fn others(server: &Server, count: usize) {
    for number in 0..count {
        let filled = Filled::registration()
            .with("email", &format!("personne{number}@exemple.fr"))
            .with("access_needs", &"x".repeat(number * 7 % 900));
        server.send(&filled).await.reference();
    }
}

async fn erase(server: &Server, path: &str) {
    let request = server
        .request(Method::POST, path)
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/json")
        .body("{\"action\":\"erase\"}");
    let answer = Answer::of(request).await;
    assert!(answer.status.is_success(), "{}", answer.text());
}

async fn register(server: &Server, filled: &Filled) -> String {
    let answer = server.send(filled).await;
    answer.json()["manage_url"].as_str().unwrap().to_owned()
}

/// On the private page, while others are there.
async fn by_the_person(database: Arc<Database>) {
    let server = Server::start(&database).await;
    others(&server, 20).await;
    let path = register(&server, &person()).await;
    others_after(&server).await;
    is_there(&database);
    erase(&server, &path).await;
    is_gone(&database);
}

async fn others_after(server: &Server) {
    let filled = Filled::registration().with("email", "derniere@exemple.fr");
    server.send(&filled).await.reference();
}

/// By the command, while the endpoint serves.
async fn by_an_organiser(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&person()).await.reference();
    others_after(&server).await;
    is_there(&database);
    let dist = server.folder().to_str().unwrap();
    let words = ["erase", &reference, "--yes", "--dist", dist];
    said(&run(&database, &words).await);
    is_gone(&database);
}

/// What was taken for spam is erased as well as the rest.
async fn of_the_quarantine(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = person().with(nec_ess_domain::spam::FIELD, "x");
    let path = register(&server, &filled).await;
    is_there(&database);
    erase(&server, &path).await;
    is_gone(&database);
}

/// Somebody who reads keeps it in the log for as long; nobody waits for that, and then it goes without anything being done.
async fn as_soon_as_nobody_reads(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let path = register(&server, &person()).await;
    let reader = Connection::open(database.folder.path().join("submissions.db")).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    let count: i64 = reader
        .query_row("SELECT COUNT(*) FROM submissions", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 1);
    erase(&server, &path).await;
    is_there(&database);
    others_after(&server).await;
    reader.execute_batch("COMMIT").unwrap();
    let gone = async {
        while !holders(database.folder.path(), ADDRESS).is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), gone)
        .await
        .unwrap();
    is_gone(&database);
    drop(reader);
}

/// Rows move between pages as others come and go: nothing of them stays behind.
async fn of_many(database: Arc<Database>) {
    let server = Server::start(&database).await;
    others(&server, 55).await;
    for stored in server.store.all().await.unwrap() {
        let none = [].into();
        server.store.erase(&stored.reference, &none).await.unwrap();
    }
    for number in 0..55 {
        let text = format!("personne{number}@");
        let holders = holders(database.folder.path(), &text);
        assert!(holders.is_empty(), "{text} is in {holders:?}");
    }
}

/// The same after what is past its period was deleted by itself.
async fn past_its_period(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&person()).await.reference();
    others(&server, 10).await;
    let sql = "UPDATE submissions SET created_at = '2025-11-01T12:00:00.000000Z'";
    database.execute(sql).await;
    is_there(&database);
    let winter = "2026-01-15T12:00:00Z".parse().unwrap();
    let (_, outcome) = server.store.delete_past(&past(&SITE.event, winter)).await;
    outcome.unwrap();
    assert!(holders(database.folder.path(), NEEDS).is_empty());
    let later = "2027-01-15T12:00:00Z".parse().unwrap();
    let (_, outcome) = server.store.delete_past(&past(&SITE.event, later)).await;
    outcome.unwrap();
    is_gone(&database);
}
