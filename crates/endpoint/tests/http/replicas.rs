//! Several endpoints on one storage, one after the other or side by side.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::task::JoinSet;

use crate::database::Database;
use crate::forms::{Filled, KEY};
use crate::server::Server;

crate::on_both!(
    submissions_survive_a_restart,
    a_key_survives_a_restart,
    replicas_start_together,
    replicas_store_once,
);

/// Another endpoint on the same data has every submission and opens every private link.
async fn submissions_survive_a_restart(database: Arc<Database>) {
    let first = Server::start(&database).await;
    let location = first.browse(&Filled::registration()).await;
    let stored = first.store.all().await.unwrap();
    first.store.close().await;
    drop(first);

    let second = Server::start(&database).await;
    let found = second.store.all().await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].reference, stored[0].reference);
    assert_eq!(found[0].answers, stored[0].answers);
    assert_eq!(found[0].created_at, stored[0].created_at);
    let page = second.get(location.header("location")).await.page();
    assert_eq!(page.text(".reference"), stored[0].reference);
}

/// An answer that was lost in a restart is given again.
async fn a_key_survives_a_restart(database: Arc<Database>) {
    let filled = Filled::registration().key(KEY);
    let first = Server::start(&database).await;
    let reference = first.send(&filled).await.reference();
    first.store.close().await;
    drop(first);
    let second = Server::start(&database).await;
    assert_eq!(second.send(&filled).await.reference(), reference);
    assert_eq!(database.rows().await.len(), 1);
}

/// Endpoints that start together on an empty storage make its tables once.
async fn replicas_start_together(database: Arc<Database>) {
    let mut tasks = JoinSet::new();
    for _ in 0..4 {
        let database = Arc::clone(&database);
        tasks.spawn(async move { database.store().await });
    }
    for store in tasks.join_all().await {
        assert!(store.all().await.unwrap().is_empty());
    }
}

/// A form that reaches two endpoints at once is stored once.
async fn replicas_store_once(database: Arc<Database>) {
    let servers = [
        Arc::new(Server::start(&database).await),
        Arc::new(Server::start(&database).await),
    ];
    for round in 0..10 {
        let filled = Filled::registration()
            .with("first_name", &format!("Camille {round}"))
            .key(&format!("the-key-of-round-{round}"));
        let mut tasks = JoinSet::new();
        for server in servers.iter().cycle().take(6) {
            let (server, filled) = (Arc::clone(server), filled.clone());
            tasks.spawn(async move { server.send(&filled).await.reference() });
        }
        let told: BTreeSet<_> = tasks.join_all().await.into_iter().collect();
        assert_eq!(told.len(), 1, "round {round}");
    }
    assert_eq!(database.rows().await.len(), 10);
}
