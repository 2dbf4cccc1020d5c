//! An event without a workshop and without a reimbursement.

use std::sync::Arc;

use nec_ess_content::Site;
use reqwest::header::ACCEPT;
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::forms::{BROWSER, Filled};
use crate::server::Server;

crate::on_sqlite!(
    their_forms_are_not_there,
    what_nobody_asked_is_not_stored,
    what_was_sent_before_can_be_erased,
);

fn without(site: &mut Site) {
    site.event.workshop = None;
    site.event.reimbursement = None;
}

/// Their forms are sent to an address that nothing is at, and nothing is stored; the registration is taken.
async fn their_forms_are_not_there(database: Arc<Database>) {
    let server = Server::with_site(&database, without).await;
    for filled in [Filled::workshop(), Filled::reimbursement()] {
        let answer = server.send(&filled).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let answer = server.get(filled.form.action).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert!(database.rows().await.is_empty());
    server.send(&Filled::registration()).await.reference();
}

/// An answer to the question for the workshop, whatever it is, is left out.
async fn what_nobody_asked_is_not_stored(database: Arc<Database>) {
    let server = Server::with_site(&database, without).await;
    for answer in ["yes", "perhaps"] {
        let filled = Filled::registration().without("workshop");
        let filled = filled.with("workshop", answer).with("first_name", answer);
        server.send(&filled).await.reference();
    }
    for row in database.rows().await {
        assert!(!row.concat().contains("workshop"), "{row:?}");
    }
}

/// Whoever sent such a form before the event gave it up can still erase it by their private page, and nothing else.
async fn what_was_sent_before_can_be_erased(database: Arc<Database>) {
    let before = Server::start(&database).await;
    let sent = before.send(&Filled::workshop()).await;
    let path = sent.json()["manage_url"].as_str().unwrap().to_owned();
    let server = Server::with_site(&database, without).await;
    for query in ["", "?show=correct", "?show=cancel"] {
        let request = server.request(Method::GET, &format!("{path}{query}"));
        let answer = Answer::of(request.header(ACCEPT, BROWSER)).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert!(answer.page().has("[name=action][value=erase]"), "{query}");
    }
    for (action, status) in [("correct", StatusCode::OK), ("erase", StatusCode::GONE)] {
        let request = server.request(Method::POST, &path);
        let body = request.form(&[("action", action)]);
        drop(Answer::of(body.header(ACCEPT, BROWSER)).await);
        let answer = server.get(&path).await;
        assert_eq!(answer.status, status, "{action}");
    }
}
