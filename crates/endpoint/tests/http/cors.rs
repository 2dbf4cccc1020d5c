//! Forms on other sites' pages.

use std::sync::Arc;

use nec_ess_domain::forms::REGISTRATION;
use reqwest::header::{CONTENT_TYPE, ORIGIN};
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::forms::{Filled, KEY};
use crate::server::Server;

crate::on_both!(
    any_site_by_default,
    only_listed_sites,
    the_sites_own_pages,
    refusals_can_be_read,
);

const LISTED: &str = "https://partenaire.example";
const OWN: &str = "https://nec.example";
const OTHER: &str = "https://autre.example";

/// What a browser asks before it sends JSON or a key in the header.
async fn preflight(server: &Server, origin: &str) -> Answer {
    let request = server
        .request(Method::OPTIONS, REGISTRATION.action)
        .header(ORIGIN, origin)
        .header("Access-Control-Request-Method", "POST")
        .header(
            "Access-Control-Request-Headers",
            "content-type,idempotency-key",
        );
    Answer::of(request).await
}

/// What a browser sends without asking.
async fn post(server: &Server, origin: &str, filled: &Filled) -> Answer {
    let request = server
        .request(Method::POST, REGISTRATION.action)
        .header(ORIGIN, origin)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(filled.encoded());
    Answer::of(request).await
}

#[track_caller]
fn allows(answer: &Answer, method: &str, headers: &[&str]) {
    let lower = |name: &str| answer.header(name).to_ascii_lowercase();
    assert!(lower("access-control-allow-methods").contains(method));
    for name in headers {
        assert!(lower("access-control-allow-headers").contains(name));
    }
}

/// Where no site is listed, a form on any page may be sent and its answer read.
async fn any_site_by_default(database: Arc<Database>) {
    let server = Server::with_site(&database, |site| site.settings.cors_origins.clear()).await;
    let answer = preflight(&server, OTHER).await;
    assert!(answer.status.is_success());
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    allows(&answer, "post", &["content-type", "idempotency-key"]);
    let answer = post(&server, OTHER, &Filled::registration()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    answer.reference();
}

/// Where sites are listed, no other may read an answer; our own page in a sandbox, which has no address, still may.
async fn only_listed_sites(database: Arc<Database>) {
    let server = Server::with_site(&database, |site| {
        site.settings.cors_origins = vec![LISTED.into(), "https://un-autre.example".into()];
    })
    .await;
    let filled = Filled::registration().key(KEY);
    let answer = preflight(&server, LISTED).await;
    assert_eq!(answer.header("access-control-allow-origin"), LISTED);
    allows(&answer, "post", &["content-type", "idempotency-key"]);
    let answer = post(&server, LISTED, &filled).await;
    assert_eq!(answer.header("access-control-allow-origin"), LISTED);
    // A cache must not hand one site's answer to another.
    assert!(
        answer
            .header("vary")
            .to_ascii_lowercase()
            .contains("origin")
    );
    let answer = post(&server, "null", &filled).await;
    assert_eq!(answer.header("access-control-allow-origin"), "null");
    for origin in [OTHER, "https://partenaire.example.evil.example"] {
        for answer in [
            preflight(&server, origin).await,
            post(&server, origin, &filled).await,
        ] {
            assert_eq!(answer.header("access-control-allow-origin"), "");
        }
    }
}

/// Where the pages are on another host than the endpoint, they need not be listed among the other sites.
async fn the_sites_own_pages(database: Arc<Database>) {
    let server = Server::with_site(&database, |site| {
        site.settings.origin = OWN.into();
        site.settings.form_endpoint = "https://forms.example".into();
        site.settings.cors_origins = vec![LISTED.into()];
    })
    .await;
    for origin in [OWN, LISTED] {
        let answer = post(&server, origin, &Filled::registration()).await;
        assert_eq!(answer.header("access-control-allow-origin"), origin);
    }
    let answer = post(&server, OTHER, &Filled::registration()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

/// A form on another page can say why it was refused; the private page is for no other site.
async fn refusals_can_be_read(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration();
    let answer = post(&server, OTHER, &filled.clone().without("email")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("access-control-allow-origin"), "*");

    let stored = post(&server, OTHER, &filled).await.json();
    let path = stored["manage_url"].as_str().unwrap();
    let request = server.request(Method::GET, path).header(ORIGIN, OTHER);
    let answer = Answer::of(request).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), "");

    server.store.close().await;
    let answer = post(&server, OTHER, &filled).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    // Without this a page of another site cannot know when to try again.
    assert!(
        answer
            .header("access-control-expose-headers")
            .to_ascii_lowercase()
            .contains("retry-after")
    );
}
