//! Behind nginx and behind Caddy, the site is what it is without them.

use std::net::IpAddr;
use std::sync::Arc;

use nec_ess_domain::forms::REGISTRATION;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE};
use reqwest::{Client, Method, StatusCode, redirect};

use crate::answer::Answer;
use crate::database::{Database, Kind, run};
use crate::forms::{BROWSER, Filled, KEY};
use crate::front::{Front, Server, addresses, site};
use crate::server::client;

/// Runs each test behind both web servers.
macro_rules! behind_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn nginx() {
                run(Kind::Sqlite, |database| super::$name(Server::Nginx, database)).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn caddy() {
                run(Kind::Sqlite, |database| super::$name(Server::Caddy, database)).await;
            }
        }
    )+};
}

behind_both!(
    every_address_gives_the_same,
    a_form_is_stored_once,
    limits_are_those_of_the_client,
    large_bodies_get_the_endpoints_answer,
    without_the_endpoint,
);

/// Headers that say how long an answer is kept, how it is written, and what other sites may do with it.
pub const HEADERS: [&str; 12] = [
    "access-control-allow-origin",
    "access-control-expose-headers",
    "cache-control",
    "content-encoding",
    "content-security-policy",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "retry-after",
    "x-content-type-options",
];

pub async fn ask(method: Method, url: &str, path: &str, encodings: &str) -> Answer {
    let request = client().request(method, format!("{url}{path}"));
    Answer::of(request.header(ACCEPT_ENCODING, encodings)).await
}

/// The kind of an answer. A script has two names.
pub fn kind(answer: &Answer) -> String {
    let kind = answer.header("content-type").split(';').next().unwrap();
    kind.replace("application/javascript", "text/javascript")
}

/// Every file, redirections, what is not there, and what the endpoint answers itself: status, body and headers are those of
/// the endpoint, compressed and not, for `GET` and for `HEAD`.
async fn every_address_gives_the_same(server: Server, database: Arc<Database>) {
    let site = site();
    let addresses = addresses(site.path());
    assert!(addresses.len() > 50, "{addresses:?}");
    let front = Front::start(server, &database, site, 60).await;
    let odd = [
        "/fr",
        "/en/registration",
        "//fr",
        "/fr/embed/nothing/",
        "/nulle-part",
        "/fr/nulle-part/",
        "/en/nowhere/",
        "/english",
        "/fr/nothing.json",
        "/assets/nothing.js",
        "/assets/",
        "/site.json",
        "/site.json.br",
        "/%73ite.json",
        "/api/health",
        "/api/places",
        "/api/nothing",
        "/api/manage/nothing",
    ];
    let odd = odd.map(str::to_owned);
    for path in addresses.iter().chain(&odd) {
        for (method, encodings) in [
            (Method::GET, "identity"),
            (Method::GET, "gzip"),
            (Method::GET, "gzip, deflate, br"),
            (Method::HEAD, "gzip, deflate, br"),
        ] {
            let expected = ask(method.clone(), &front.endpoint, path, encodings).await;
            let given = ask(method.clone(), &front.url, path, encodings).await;
            let what = format!("{method} {path}, {encodings}");
            if expected.status.is_redirection() {
                assert!(given.status.is_redirection(), "{what}: {given:?}");
                let location = given.header("location");
                assert!(!location.starts_with("//"), "{what}: {location}");
                if !path.starts_with("//") {
                    assert_eq!(location, expected.header("location"), "{what}");
                }
                continue;
            }
            if path.starts_with("//") {
                // Web servers take two slashes for one.
                assert!(!given.header("location").starts_with("//"), "{what}");
                continue;
            }
            assert_eq!(given.status, expected.status, "{what}");
            assert_eq!(kind(&given), kind(&expected), "{what}");
            // What the endpoint makes or reads for one answer is not compressed by it; web servers may do that.
            let is_file = !path.starts_with("/api/") && given.status == StatusCode::OK;
            for name in HEADERS {
                if is_file || name != "content-encoding" {
                    assert_eq!(given.header(name), expected.header(name), "{what}: {name}");
                }
            }
            if !given.header("content-encoding").is_empty() {
                let vary = given.header("vary").to_ascii_lowercase();
                assert!(vary.contains("accept-encoding"), "{what}: {vary}");
            }
            if is_file || encodings == "identity" {
                assert!(given.body == expected.body, "{what}: another body");
            }
        }
    }
}

async fn send(client: &Client, url: &str, filled: &Filled, from: &str) -> Answer {
    let request = client
        .post(format!("{url}{}", filled.form.action))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "application/json")
        .header("x-forwarded-for", from);
    Answer::of(request.body(filled.encoded())).await
}

/// A form is stored, its resend found, a wrong one refused as a page; the receipt opens.
async fn a_form_is_stored_once(server: Server, database: Arc<Database>) {
    let front = Front::start(server, &database, site(), 60).await;
    let filled = Filled::registration().key(KEY);
    let first = send(&client(), &front.url, &filled, "").await;
    let reference = first.reference();
    let again = send(&client(), &front.url, &filled, "").await;
    assert_eq!(again.reference(), reference);
    assert_eq!(database.rows().await.len(), 1);
    let private = first.json()["manage_url"].as_str().unwrap().to_owned();
    let page = ask(Method::GET, &front.url, &private, "identity").await;
    assert_eq!(page.page().text(".reference"), reference);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");

    let wrong = filled.with("email", "?");
    let request = client()
        .post(format!("{}{}", front.url, REGISTRATION.action))
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, BROWSER);
    let refused = Answer::of(request.body(wrong.encoded())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.page().values("first_name"), ["Camille"]);
}

/// Whoever writes another address into the request is counted all the same; another client is not kept out.
async fn limits_are_those_of_the_client(server: Server, database: Arc<Database>) {
    let front = Front::start(server, &database, site(), 2).await;
    let filled = |number: usize| {
        Filled::registration()
            .with("first_name", &format!("Camille {number}"))
            .with("email", &format!("camille{number}@exemple.fr"))
    };
    for number in 0..4 {
        let from = format!("192.0.2.{number}");
        let answer = send(&client(), &front.url, &filled(number), &from).await;
        let expected = if number < 2 {
            StatusCode::CREATED
        } else {
            StatusCode::TOO_MANY_REQUESTS
        };
        assert_eq!(answer.status, expected, "{number}");
    }
    let other: IpAddr = "127.0.0.2".parse().unwrap();
    let other = Client::builder()
        .local_address(other)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    send(&other, &front.url, &filled(4), "").await.reference();
}

/// What is too large is said by the endpoint, in the person's language.
async fn large_bodies_get_the_endpoints_answer(server: Server, database: Arc<Database>) {
    let front = Front::start(server, &database, site(), 60).await;
    for length in [40_000, 3_000_000] {
        let request = client()
            .post(format!("{}{}", front.url, REGISTRATION.action))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("referer", format!("{}/en/registration/", front.url))
            .header(ACCEPT, BROWSER);
        let answer = Answer::of(request.body("a".repeat(length))).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{length}");
        assert_eq!(answer.page().lang(), "en", "{length}");
    }
    assert!(database.rows().await.is_empty());
}

/// While the endpoint is away, the pages are there; whoever sends a form is told in words, and it is not taken for sent. No
/// log has the address of a private page.
async fn without_the_endpoint(server: Server, database: Arc<Database>) {
    let front = Front::start(server, &database, site(), 60).await;
    let filled = Filled::registration();
    let stored = send(&client(), &front.url, &filled, "").await;
    let private = stored.json()["manage_url"].as_str().unwrap().to_owned();
    ask(Method::GET, &front.url, &private, "identity").await;

    let alone = front.without_endpoint().await;
    let page = ask(Method::GET, &alone.url, "/en/registration/", "identity").await;
    assert_eq!(page.status, StatusCode::OK);
    let refused = send(&client(), &alone.url, &filled, "").await;
    assert_eq!(refused.status, StatusCode::BAD_GATEWAY);
    assert_eq!(refused.header("retry-after"), "5");
    assert_eq!(refused.header("cache-control"), "no-store");
    assert_eq!(refused.page().texts("h1, h2").len(), 2);
    let gone = ask(Method::GET, &alone.url, &private, "identity").await;
    assert_eq!(gone.status, StatusCode::BAD_GATEWAY);
    let token = private.rsplit('/').next().unwrap();
    assert!(!alone.logs().contains(token), "{}", alone.logs());
}
