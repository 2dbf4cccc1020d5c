//! Addresses that try to leave the folder that is served.

use std::sync::Arc;

use crate::database::Database;
use crate::server::Server;
use crate::{dist, raw};

crate::on_sqlite!(nothing_outside_is_served, odd_addresses_are_not_found);

const SECRET: &str = "what nobody but the organisers may read";

/// A server whose folder lies beside a file that is none of anybody's business.
async fn serve(database: &Database) -> Server {
    let server = Server::with_folder(database, dist::whole()).await;
    dist::write(database.folder.path(), "secret.txt", SECRET);
    server
}

/// Dots, in every spelling, and addresses of the whole disk.
async fn nothing_outside_is_served(database: Arc<Database>) {
    let server = serve(&database).await;
    // From one folder to the other by way of the folder above both.
    let above = database
        .folder
        .path()
        .file_name()
        .unwrap()
        .to_str()
        .unwrap();
    let whole = database.folder.path().join("secret.txt");
    let whole = whole.to_str().unwrap();
    let inside = server.folder().to_str().unwrap();
    for path in [
        format!("/../{above}/secret.txt"),
        format!("/fr/../../{above}/secret.txt"),
        format!("/%2e%2e/{above}/secret.txt"),
        format!("/%2E%2E%2F{above}%2Fsecret.txt"),
        format!("/..%2f{above}%2fsecret.txt"),
        format!("/..%5c{above}%5csecret.txt"),
        format!("/%252e%252e/{above}/secret.txt"),
        format!("/....//{above}/secret.txt"),
        format!("/.%00./{above}/secret.txt"),
        format!("/%c0%ae%c0%ae/{above}/secret.txt"),
        format!("/assets/..;/../{above}/secret.txt"),
        format!("//{whole}"),
        format!("/%2F{whole}"),
        whole.to_owned(),
        format!("{inside}/site.json"),
        "/../../../../../../etc/passwd".into(),
        "/file:///etc/passwd".into(),
    ] {
        let answer = raw::get(&server, &path).await;
        assert!(!answer.contains(SECRET), "{path}");
        assert!(!answer.contains("root:"), "{path}");
        let status = raw::status(&answer);
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
}

/// Addresses that no file can have are not found: they are nobody's failure.
async fn odd_addresses_are_not_found(database: Arc<Database>) {
    let server = serve(&database).await;
    for path in [
        "/%00".to_owned(),
        "/fr/%00/".into(),
        format!("/{}", "a".repeat(300)),
        format!("/fr/{}/", "a".repeat(5000)),
        "/%".into(),
        "/%FF%FE".into(),
        // A host without a path, as proxies are asked.
        ".".into(),
        "exemple.fr".into(),
        "exemple.fr:443".into(),
        "/fr/index.html/index.html".into(),
    ] {
        let status = raw::status(&raw::get(&server, &path).await);
        let shown: String = path.chars().take(20).collect();
        assert!(matches!(status, 400 | 404), "{shown}: {status}");
    }
}
