//! Submissions come out in the order in which they came in.

use std::sync::Arc;

use crate::database::Database;
use crate::earlier::go_back;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(the_order_of_arrival, instants_from_before);

fn person(n: usize) -> Filled {
    Filled::registration().with("email", &format!("personne{n}@exemple.fr"))
}

async fn exported(server: &Server) -> Vec<(String, String)> {
    let stored = server.store.all().await.unwrap();
    let email = |answers: &nec_ess_domain::Answers| answers.first("email").to_owned();
    stored
        .iter()
        .map(|stored| (email(&stored.answers), stored.created_at.clone()))
        .collect()
}

/// However fast they come, and whatever the digits of their second.
async fn the_order_of_arrival(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for n in 0..40 {
        server.send(&person(n)).await.reference();
    }
    for (n, (email, created_at)) in exported(&server).await.into_iter().enumerate() {
        assert_eq!(email, format!("personne{n}@exemple.fr"));
        assert_eq!(created_at.len(), "2025-11-24T18:00:00.000000Z".len());
    }
    for mail in server.store.unsent().await.unwrap() {
        assert_eq!(mail.created_at.len(), 27);
    }
}

/// What was stored with as many digits as it needed is put in order, and keeps its instant.
async fn instants_from_before(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let before = [
        ("2025-11-24T18:00:00Z", "2025-11-24T18:00:00.000000Z"),
        ("2025-11-24T18:00:00.05Z", "2025-11-24T18:00:00.050000Z"),
        (
            "2025-11-24T18:00:00.123456789Z",
            "2025-11-24T18:00:00.123456Z",
        ),
        ("2025-11-24T18:00:00.5Z", "2025-11-24T18:00:00.500000Z"),
        ("2025-11-24T18:00:01Z", "2025-11-24T18:00:01.000000Z"),
    ];
    for n in 0..before.len() {
        server.send(&person(n)).await.reference();
        let trapped = person(n).with(nec_ess_domain::spam::FIELD, "x");
        let trapped = trapped.with("first_name", "Alix");
        server.send(&trapped).await.reference();
    }
    server.store.close().await;
    drop(server);
    for (n, (text, _)) in before.iter().enumerate() {
        for table in ["submissions", "quarantine"] {
            let sql = format!(
                "UPDATE {table} SET created_at = '{text}' WHERE answers LIKE '%personne{n}@%'"
            );
            database.execute(&sql).await;
        }
    }
    // As it was before instants had one length.
    go_back(
        &database,
        "ALTER TABLE quarantine DROP COLUMN submission_key;
             DROP INDEX submissions_organisation; ALTER TABLE submissions DROP COLUMN organisation;
             DELETE FROM schema_steps WHERE step > 8",
    )
    .await;
    let server = Server::start(&database).await;
    let expected: Vec<_> = before
        .iter()
        .enumerate()
        .map(|(n, (_, written))| (format!("personne{n}@exemple.fr"), (*written).to_owned()))
        .collect();
    assert_eq!(exported(&server).await, expected);
    let kept = server.store.quarantined().await.unwrap();
    let kept: Vec<_> = kept.iter().map(|kept| kept.created_at.as_str()).collect();
    assert_eq!(kept, before.map(|(_, written)| written));
}
