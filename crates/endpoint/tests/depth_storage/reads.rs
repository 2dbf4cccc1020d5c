//! What one person does reads as much of PostgreSQL however many came before. SQLite's part is a test of the storage itself.

use std::sync::Arc;

use reqwest::Method;
use sqlx::Row;

use crate::database::{Database, Kind, run};
use crate::places::{limited, person};

/// How many rows of a table all that this person does may read.
const FEW: i64 = 200;

/// A hundred thousand people, most of them on the waiting list of a day.
const PEOPLE: [&str; 3] = [
    "INSERT INTO submissions
        (number, reference, form, submission_key, lang, answers, content_hash, created_at, organisation)
        SELECT n + 1000, 'R' || n, 'registration', 'K' || n, 'fr', '[]', 'H' || n, '2025-01-01T00:00:00.000000Z', 'O' || n
        FROM generate_series(1, 100000) AS n",
    "INSERT INTO attendances (submission, day, status)
        SELECT n + 1000, '2025-11-27', CASE WHEN n > 50 THEN 'waiting' ELSE 'confirmed' END
        FROM generate_series(1, 100000) AS n",
    "INSERT INTO outbox
        (submission, version, kind, about, reference, recipient, lang, facts, created_at, status, attempts, next_at, error)
        SELECT n + 1000, 0, 'stored', '', 'R' || n, 'a@exemple.fr', 'fr', '{}', '2025-01-01T00:00:00.000000Z',
               'sent', 1, 0, ''
        FROM generate_series(1, 100000) AS n",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_reads_what_others_stored() {
    run(Kind::Postgres, |database: Arc<Database>| async move {
        // Its plans are made while the tables are empty.
        let server = limited(&database, 50).await;
        let first = server.send(&person(1, &["2025-11-26"])).await;
        first.reference();
        for sql in PEOPLE {
            database.execute(sql).await;
        }
        // The day is counted once, which reads it: by another, whose reads are told before.
        let other = database.store().await;
        let caps = [("2025-11-27".to_owned(), 50)].into();
        other.settle(&caps).await.unwrap();
        other.close().await;
        let before = rows_read(&database).await;
        for number in 2..5 {
            let answer = server
                .send(&person(number, &["2025-11-26", "2025-11-27"]))
                .await;
            let page = answer.json()["manage_url"].as_str().unwrap().to_owned();
            server.get(&page).await;
            let cancel = server
                .request(Method::POST, &page)
                .header("accept", "application/json")
                .header("content-type", "application/x-www-form-urlencoded")
                .body("action=cancel");
            assert!(cancel.send().await.unwrap().status().is_success());
            server.store.claim(i64::MAX / 2).await.unwrap();
        }
        // What a connection has read is told when it ends.
        server.store.close().await;
        let after = rows_read(&database).await;
        for ((table, before), (_, after)) in before.iter().zip(&after) {
            assert!(after - before < FEW, "{table}: {} rows", after - before);
        }
        assert!(before.len() > 4);
    })
    .await;
}

/// How many rows PostgreSQL says that were read of each table, in whatever way.
async fn rows_read(database: &Database) -> Vec<(String, i64)> {
    // What ended connections have read is told within a moment.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    let mut connection = database.connect().await;
    let sql = "SELECT CAST(relname AS TEXT), CAST(COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0) AS BIGINT)
               FROM pg_stat_user_tables ORDER BY relname";
    let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}
