//! Whether submissions can be stored right now.

use std::sync::Arc;

use reqwest::StatusCode;

use crate::database::Database;
use crate::server::Server;

crate::on_both!(healthy, closed, removed, missing_table);

/// 204 while the storage answers.
async fn healthy(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.get("/api/health").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(answer.body.is_empty());
}

/// 503 once it is closed.
async fn closed(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.store.close().await;
    let answer = server.get("/api/health").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

/// 503 once it is gone: the database dropped, the file's folder deleted.
async fn removed(database: Arc<Database>) {
    let server = Server::start(&database).await;
    database.remove().await;
    std::fs::remove_dir_all(database.folder.path()).unwrap();
    let answer = server.get("/api/health").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}

/// 503 where the storage answers but has nowhere to store.
async fn missing_table(database: Arc<Database>) {
    let server = Server::start(&database).await;
    database
        .execute("ALTER TABLE submissions RENAME TO elsewhere")
        .await;
    let answer = server.get("/api/health").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
}
