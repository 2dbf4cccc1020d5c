//! Registration that has closed.

use std::sync::Arc;

use nec_ess_content::Site;
use reqwest::StatusCode;

use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{Filled, KEY};
use crate::server::Server;

crate::on_both!(
    closed_forms_are_gone,
    a_stored_submission_stays_stored,
    still_open,
);

fn close(site: &mut Site) {
    site.event.registration.closes = Some("2025-01-01T00:00:00Z".parse().unwrap());
}

/// 410 for programs and for people, and nothing stored, also where the answers are wrong.
async fn closed_forms_are_gone(database: Arc<Database>) {
    let server = Server::with_site(&database, close).await;
    let filled = Filled::registration();
    for filled in [filled.clone(), filled.without("email")] {
        let answer = server.send(&filled).await;
        assert_eq!(answer.status, StatusCode::GONE);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["status"], 410);

        let answer = server.browse(&filled).await;
        assert_eq!(answer.status, StatusCode::GONE);
        let page = answer.page();
        assert_eq!(
            page.text(".notice[role=alert]"),
            SITE.fr.forms.common.closed
        );
        assert!(!page.has(".page .receipt"));
    }
    assert!(database.rows().await.is_empty());
}

/// Someone whose answer got lost before the closing is not told that nothing was stored.
async fn a_stored_submission_stays_stored(database: Arc<Database>) {
    let filled = Filled::registration().key(KEY);
    let open = Server::start(&database).await;
    let reference = open.send(&filled).await.reference();
    let closed = Server::with_site(&database, close).await;
    assert_eq!(closed.send(&filled).await.reference(), reference);
}

/// Until the instant itself everything is taken.
async fn still_open(database: Arc<Database>) {
    let server = Server::with_site(&database, |site| {
        site.event.registration.closes = Some("2999-01-01T00:00:00Z".parse().unwrap());
    })
    .await;
    server.send(&Filled::registration()).await.reference();
}
