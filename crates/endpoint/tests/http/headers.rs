//! What browsers are told beside the answer itself.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Request};
use nec_ess_domain::forms::REGISTRATION;
use nec_ess_endpoint::router;
use reqwest::StatusCode;
use tower::ServiceExt as _;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist;
use crate::forms::Filled;
use crate::server::Server;

crate::on_sqlite!(
    pages_of_the_site,
    pages_of_forms,
    answers_to_programs,
    components_for_other_sites,
    states_stand_side_by_side,
    https_only_where_it_is_set,
);

const FRAMED_BY_NOBODY: &str = "frame-ancestors 'none'";

#[track_caller]
fn is_guarded_page(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains(FRAMED_BY_NOBODY), "{policy}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert!(answer.header("permissions-policy").contains("camera=()"));
    assert_ne!(answer.header("referrer-policy"), "");
    // The rest of the policy is in the page.
    let head = answer.text();
    assert!(head.contains("default-src 'self'"), "no policy of its own");
}

/// No other site frames a page, or reads it by script.
async fn pages_of_the_site(database: Arc<Database>) {
    let server = Server::with_folder(&database, dist::whole()).await;
    for path in ["/fr/", "/en/registration/", "/fr/nulle-part/"] {
        let answer = server.get(path).await;
        is_guarded_page(&answer);
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

/// The pages that answer a form are as guarded: a refusal, a private page, one that asks before it erases.
async fn pages_of_forms(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let refusal = server
        .browse(&Filled::registration().with("email", "?"))
        .await;
    assert_eq!(refusal.status, StatusCode::UNPROCESSABLE_ENTITY);
    is_guarded_page(&refusal);
    let stored = server.browse(&Filled::registration()).await;
    let private = server.get(stored.header("location")).await;
    is_guarded_page(&private);
    assert_eq!(private.header("referrer-policy"), "no-referrer");
}

/// An answer to a program is no page.
async fn answers_to_programs(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let wrong = Filled::registration().with("email", "?");
    for answer in [
        server.send(&Filled::registration()).await,
        server.send(&wrong).await,
        server.get("/api/places").await,
    ] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let elsewhere = server.get(REGISTRATION.action).await;
    assert_eq!(elsewhere.header("x-content-type-options"), "nosniff");
}

/// What stands in the pages of other sites may be framed and read there.
async fn components_for_other_sites(database: Arc<Database>) {
    let folder = dist::whole();
    for path in ["embed.js", "assets/forms-0123456789abcdef.js"] {
        dist::write(folder.path(), path, "script");
    }
    dist::write(folder.path(), "fr/embed/faq/index.html", "<p>Questions</p>");
    let server = Server::with_folder(&database, folder).await;
    for path in [
        "/embed.js",
        "/assets/forms-0123456789abcdef.js",
        "/fr/embed/faq/",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        let resource = answer.header("cross-origin-resource-policy");
        assert_eq!(resource, "cross-origin", "{path}");
        let embedder = answer.headers.get("cross-origin-embedder-policy");
        let is_framed = path.contains("/embed/");
        assert_eq!(
            embedder.is_some_and(|value| value == "require-corp"),
            is_framed,
            "{path}"
        );
        let policy = answer.header("content-security-policy");
        assert!(!policy.contains("frame-ancestors"), "{path}: {policy}");
    }
}

/// The list of all states, for those who write the site, shows each in a frame; where there is none, nobody frames what says
/// so.
async fn states_stand_side_by_side(database: Arc<Database>) {
    let folder = dist::whole();
    let path = "states/fr/event-over/index.html";
    dist::write(folder.path(), path, "<p>Fini</p>");
    let server = Server::with_folder(&database, folder).await;
    for (path, framed) in [
        ("/states/fr/event-over/", "frame-ancestors 'self'"),
        ("/states/fr/", FRAMED_BY_NOBODY),
        ("/fr/", FRAMED_BY_NOBODY),
    ] {
        let answer = server.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with(framed), "{path}: {policy}");
    }
}

/// Whether the site is reached by HTTPS is known to whoever runs it: unset, nothing is said; set, every answer says it.
async fn https_only_where_it_is_set(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.get("/api/health").await;
    assert_eq!(answer.header("strict-transport-security"), "");
    let folder = dist::whole();
    let mut app = crate::server::app(&folder, database.store().await);
    app.hsts = Some(HeaderValue::from_static("max-age=600"));
    for path in ["/fr/", "/api/health", "/nulle-part"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = router(app.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.headers()["strict-transport-security"], "max-age=600");
    }
}
