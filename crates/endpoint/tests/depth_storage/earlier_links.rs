//! Private links from before they were signed, and the secret that signs them now.

use std::sync::Arc;

use nec_ess_domain::wire::Status;
use reqwest::StatusCode;

use crate::database::Database;
use crate::earlier::go_back;
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::server::Server;

crate::on_both!(links_that_were_sent_still_open, a_copy_opens_nothing);

const LAST: &str = "2025-11-27";

/// The token that `reference` has in tables from before: a link that was sent at the time.
fn token(reference: &str) -> String {
    format!("0{}00000000000000", reference.replace('-', ""))
}

/// Every text of every row of every table.
async fn everything(database: &Database) -> String {
    use sqlx::Row as _;
    let mut connection = database.connect().await;
    let mut all = String::new();
    for sql in [
        "SELECT reference || ' ' || submission_key || ' ' || answers || ' ' || content_hash FROM submissions",
        "SELECT reference || ' ' || submission_key || ' ' || answers || ' ' || content_hash FROM quarantine",
        "SELECT reference || ' ' || recipient || ' ' || facts || ' ' || about FROM outbox",
        "SELECT token_hash || ' ' || reference FROM earlier_links",
        "SELECT name || ' ' || value FROM settings",
    ] {
        for row in sqlx::query(sql).fetch_all(&mut connection).await.unwrap() {
            all.push_str(&row.get::<String, _>(0));
            all.push('\n');
        }
    }
    all
}

/// People keep the links that earlier mails brought, and their places in the queue; the database keeps no token of them.
async fn links_that_were_sent_still_open(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let mut references = Vec::new();
    for number in 0..3 {
        references.push(server.send(&person(number, &[LAST])).await.reference());
    }
    let trapped = Filled::workshop().with(nec_ess_domain::spam::FIELD, "x");
    let trapped = server.send(&trapped).await.reference();
    let before = server.store.all().await.unwrap();
    let mails = server.store.unsent().await.unwrap();
    server.store.close().await;
    drop(server);
    go_back(&database, "").await;
    let server = limited(&database, 1).await;
    let after = server.store.all().await.unwrap();
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.reference, after.reference);
        assert_eq!(before.answers, after.answers);
        assert_eq!(before.days, after.days);
    }
    let ids = |mails: &[nec_ess_endpoint::store::Mail]| -> Vec<String> {
        let mut ids: Vec<_> = mails.iter().map(|mail| mail.id()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&server.store.unsent().await.unwrap()), ids(&mails));
    for reference in references.iter().chain([&trapped]) {
        for path in [
            format!("/api/manage/{}", token(reference)),
            server.app.links.path(reference),
        ] {
            let page = server.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.text().contains(reference.as_str()), "{path}");
        }
    }
    let all = everything(&database).await;
    for reference in references.iter().chain([&trapped]) {
        assert!(all.contains(reference.as_str()));
        assert!(!all.contains(&token(reference)), "{all}");
    }
    // The first leaves: the next in the queue is still the one who came next.
    let one = [(LAST.to_owned(), 1)].into();
    server.store.cancel(&references[0], &one).await.unwrap();
    let waiting: Vec<_> = server.store.all().await.unwrap();
    let of = |reference: &String| waiting.iter().find(|one| one.reference == *reference);
    assert_eq!(of(&references[1]).unwrap().status(), Status::Registered);
    assert_eq!(of(&references[2]).unwrap().status(), Status::Waiting);
}

/// Whoever has the database and not the secret cannot make a link; nor does any text in it open a page.
async fn a_copy_opens_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.send(&Filled::registration()).await;
    let reference = answer.reference();
    let path = answer.json()["manage_url"].as_str().unwrap().to_owned();
    let token = path.strip_prefix("/api/manage/").unwrap();
    assert!(!everything(&database).await.contains(&token[8..]));
    let others = nec_ess_endpoint::links::Links::new("what somebody else takes for the secret");
    let page = server.get(&others.path(&reference)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
