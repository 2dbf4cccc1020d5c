//! A storage that fails: nothing is said to be stored, and nothing typed is lost.

use std::sync::Arc;
use std::time::Duration;

use nec_ess_domain::key;
use reqwest::StatusCode;
use sqlx::{AssertSqlSafe, Connection};
use tokio::time::{sleep, timeout};

use crate::answer::Answer;
use crate::database::{Database, Kind};
use crate::dist::SITE;
use crate::forms::{Filled, KEY};
use crate::server::Server;

crate::on_both!(
    closed_storage,
    closed_storage_without_script,
    missing_table,
    removed_storage,
    failure_that_passes,
    private_link_without_storage,
    lock_that_passes,
    lock_that_stays,
);
crate::on_sqlite!(restored_backup);

/// Expects "not stored, try again".
#[track_caller]
fn is_unavailable(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    let seconds: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.text().contains("NEC-"), "{}", answer.text());
}

/// 503 with a time to try again, and no reference.
async fn closed_storage(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.store.close().await;
    let answer = server.send(&Filled::registration()).await;
    is_unavailable(&answer);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], 503);
    assert!(problem.get("reference").is_none());
    assert!(database.rows().await.is_empty());
}

/// Without script the same page comes back with the answers, the key, and what to do.
async fn closed_storage_without_script(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.store.close().await;
    let answer = server.browse(&Filled::registration().key(KEY)).await;
    is_unavailable(&answer);
    let page = answer.page();
    assert_eq!(page.text(".notice[role=alert]"), SITE.fr.forms.common.busy);
    assert!(!page.has(".page .receipt"));
    assert_eq!(page.values("first_name"), ["Camille"]);
    assert_eq!(page.values("organisation"), ["Coopérative des Lilas"]);
    assert_eq!(page.values("profile"), ["sse"]);
    assert_eq!(page.values("days"), ["2025-11-26", "2025-11-27"]);
    assert_eq!(page.values("consent"), ["yes"]);
    assert_eq!(page.values(key::FIELD), [KEY]);
}

/// A storage that answers but cannot store.
async fn missing_table(database: Arc<Database>) {
    let server = Server::start(&database).await;
    database
        .execute("ALTER TABLE submissions RENAME TO elsewhere")
        .await;
    is_unavailable(&server.send(&Filled::registration()).await);
    is_unavailable(&server.browse(&Filled::registration()).await);
}

/// The database dropped, or the file taken away from under the endpoint, with its folder: what is
/// then sent would be lost.
async fn removed_storage(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    database.remove().await;
    std::fs::remove_dir_all(database.folder.path()).unwrap();
    let filled = Filled::registration().with("first_name", "Alix");
    is_unavailable(&server.send(&filled).await);
}

/// A backup put in the place of the file while the endpoint runs: what is then said to be stored is
/// in the new file.
async fn restored_backup(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let folder = database.folder.path();
    let backup = folder.join("backup.db");
    database
        .execute(&format!("VACUUM INTO '{}'", backup.display()))
        .await;
    for name in ["submissions.db-wal", "submissions.db-shm"] {
        // Which of the two there are is SQLite's own business.
        let _ = std::fs::remove_file(folder.join(name));
    }
    std::fs::rename(backup, folder.join("submissions.db")).unwrap();
    let filled = Filled::registration().with("first_name", "Alix");
    let answer = server.send(&filled).await;
    if answer.status == StatusCode::CREATED {
        assert_eq!(database.rows().await.len(), 2);
    } else {
        is_unavailable(&answer);
    }
}

/// Refused by the storage itself, on PostgreSQL as late as the commit; then the same key is stored.
async fn failure_that_passes(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let (refuse, relent) = match database.kind {
        Kind::Sqlite => (
            "CREATE TRIGGER refuse AFTER INSERT ON submissions
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
            "DROP TRIGGER refuse",
        ),
        Kind::Postgres => (
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
             AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
             CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON submissions
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()",
            "DROP TRIGGER refuse ON submissions",
        ),
    };
    let filled = Filled::registration().key(KEY);
    database.execute(refuse).await;
    for _ in 0..15 {
        // More often than there are connections: each is given back.
        is_unavailable(&server.send(&filled).await);
    }
    assert!(database.rows().await.is_empty());
    database.execute(relent).await;
    let reference = server.send(&filled).await.reference();
    assert_eq!(database.rows().await[0][1], reference);
}

/// A private link cannot be opened for the moment; that is not "not found".
async fn private_link_without_storage(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let location = server.browse(&Filled::registration()).await;
    server.store.close().await;
    let answer = server.get(location.header("location")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.header("retry-after").is_empty());
    // A person opened it: an empty window says nothing.
    assert_eq!(answer.page().texts("h1").len(), 1);
    assert_eq!(answer.header("cache-control"), "no-store");
}

/// Holds a lock on the table for a time, as a backup may.
async fn lock(database: Arc<Database>, time: Duration) {
    let (begin, lock) = match database.kind {
        Kind::Sqlite => ("BEGIN IMMEDIATE", "SELECT 1"),
        Kind::Postgres => ("BEGIN", "LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE"),
    };
    let mut connection = database.connect().await;
    for sql in [begin, lock] {
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    tokio::spawn(async move {
        sleep(time).await;
        // By then the database may be gone, and the lock with it.
        let _ = sqlx::raw_sql("ROLLBACK").execute(&mut connection).await;
        let _ = connection.close().await;
    });
}

/// A storage that is busy for a moment delays a submission and refuses none.
async fn lock_that_passes(database: Arc<Database>) {
    let server = Server::start(&database).await;
    lock(database.clone(), Duration::from_secs(1)).await;
    server.send(&Filled::registration()).await.reference();
    assert_eq!(database.rows().await.len(), 1);
}

/// A storage that does not come back is told in time: nobody waits for ever.
async fn lock_that_stays(database: Arc<Database>) {
    let server = Server::start(&database).await;
    lock(database.clone(), Duration::from_secs(30)).await;
    let filled = Filled::registration();
    let answer = timeout(Duration::from_secs(15), server.send(&filled)).await;
    is_unavailable(&answer.expect("an answer within 15 seconds"));
}

/// A server that was restarted costs nobody anything: what was sent to connections that have ended goes to new ones.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_have_ended() {
    crate::database::run(Kind::Postgres, |database: Arc<Database>| async move {
        let server = Server::start(&database).await;
        let mut pages = Vec::new();
        for round in 0..2 {
            for number in 0..8 {
                let email = format!("personne{round}.{number}@exemple.fr");
                let filled = Filled::registration().with("email", &email);
                let answer = server.send(&filled).await;
                answer.reference();
                pages.push(answer.json()["manage_url"].as_str().unwrap().to_owned());
            }
            for page in &pages {
                assert_eq!(server.get(page).await.status, StatusCode::OK);
            }
            database
                .execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()",
                )
                .await;
        }
    })
    .await;
}
