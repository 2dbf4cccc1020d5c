//! An event without a workshop and without a reimbursement.

use std::sync::Arc;

use nec_ess_content::Site;
use reqwest::StatusCode;

use crate::database::Database;
use crate::forms::Filled;
use crate::server::Server;

crate::on_sqlite!(their_forms_are_not_there, what_nobody_asked_is_not_stored);

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
