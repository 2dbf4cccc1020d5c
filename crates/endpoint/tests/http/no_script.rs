//! What people without script see when a form is refused for more than its fields: in their
//! language, and with everything that could be read.

use std::sync::Arc;

use nec_ess_content::{Common, Site};
use nec_ess_domain::forms::REGISTRATION;
use nec_ess_domain::{Lang, forms, key};
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderName, REFERER};
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{BROWSER, Filled, KEY};
use crate::page::Page;
use crate::raw;
use crate::server::Server;

crate::on_both!(
    closed_keeps_what_was_typed,
    failed_storage_keeps_what_was_typed,
    too_early_keeps_what_was_typed,
);
crate::on_sqlite!(
    what_cannot_be_read_says_so,
    large_bodies_get_their_answer,
    the_language_is_the_persons,
    the_posted_language_comes_first,
    a_get_leads_to_the_form,
    a_get_of_a_program_is_told,
);

const FORM: &str = "application/x-www-form-urlencoded";

fn words(lang: Lang) -> &'static Common {
    &SITE.content(lang).forms.common
}

fn close(site: &mut Site) {
    site.event.registration.closes = Some("2025-01-01T00:00:00Z".parse().unwrap());
}

async fn post(server: &Server, headers: &[(HeaderName, &str)], body: String) -> Answer {
    let mut request = server
        .request(Method::POST, REGISTRATION.action)
        .header(ACCEPT, BROWSER);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    Answer::of(request.body(body)).await
}

/// Expects each answer in the form, in the language of the form.
#[track_caller]
fn keeps(page: &Page, filled: &Filled) {
    let answers = filled.answers();
    assert_eq!(page.lang(), answers.first("lang"));
    for field in filled.form.fields {
        let given: Vec<&str> = answers.all(field.name).collect();
        assert_eq!(page.values(field.name), given, "{}", field.name);
    }
    assert_eq!(page.values(key::FIELD), [answers.first(key::FIELD)]);
}

/// 410: there is nothing left to send, but something to read and to copy.
async fn closed_keeps_what_was_typed(database: Arc<Database>) {
    let server = Server::with_site(&database, close).await;
    for filled in Filled::each() {
        for lang in Lang::ALL {
            let filled = filled.clone().with("lang", lang.code()).key(KEY);
            let answer = server.browse(&filled).await;
            assert_eq!(answer.status, StatusCode::GONE);
            let page = answer.page();
            keeps(&page, &filled);
            assert_eq!(page.text(".notice[role=alert]"), words(lang).closed);
            assert!(page.has("form button[type=submit][disabled]"));
        }
    }
    assert!(database.rows().await.is_empty());
}

/// 503: the same key goes with it, so that sending again is the same submission.
async fn failed_storage_keeps_what_was_typed(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.store.close().await;
    for filled in Filled::each() {
        for lang in Lang::ALL {
            let filled = filled.clone().with("lang", lang.code()).key(KEY);
            let answer = server.browse(&filled).await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
            let page = answer.page();
            keeps(&page, &filled);
            assert_eq!(page.text(".notice[role=alert]"), words(lang).busy);
            assert!(page.has("form button[type=submit]:not([disabled])"));
        }
    }
}

/// 429, after a moment.
async fn too_early_keeps_what_was_typed(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let now = jiff::Timestamp::now().as_millisecond().to_string();
        let filled = filled.key(KEY);
        let lang = Lang::from_code(filled.answers().first("lang")).unwrap();
        let typed = filled.clone().with(nec_ess_domain::spam::OPENED_AT, &now);
        let answer = server.browse(&typed).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        let page = answer.page();
        keeps(&page, &filled);
        assert_eq!(page.text(".notice[role=alert]"), words(lang).busy);
    }
}

/// 413, 415 and 400: the answers are in the browser only, and the page says how to get them back.
async fn what_cannot_be_read_says_so(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for form in forms::ALL {
        for lang in Lang::ALL {
            let home = SITE.url(lang, form.id);
            let referer = format!("https://nec-ess.example{home}");
            for (kind, body, status, text) in [
                (FORM, "a".repeat(40_000), 413, &words(lang).too_large),
                ("text/plain", "a=b".into(), 415, &words(lang).unreadable),
                ("application/json", "{".into(), 400, &words(lang).unreadable),
                // "Élodie" as a page in windows-1252 sends it.
                (
                    FORM,
                    "first_name=%C9lodie".into(),
                    400,
                    &words(lang).unreadable,
                ),
                (
                    FORM,
                    "first%E9=Camille".into(),
                    400,
                    &words(lang).unreadable,
                ),
            ] {
                let request = server
                    .request(Method::POST, form.action)
                    .header(ACCEPT, BROWSER)
                    .header(CONTENT_TYPE, kind)
                    .header(REFERER, &referer);
                let answer = Answer::of(request.body(body)).await;
                assert_eq!(answer.status, status);
                assert_eq!(answer.header("cache-control"), "no-store");
                let page = answer.page();
                assert_eq!(page.lang(), lang.code());
                assert_eq!(page.text(".notice[role=alert]"), *text);
                assert_eq!(page.text(".page h2"), words(lang).unread_title);
                assert!(page.text("title").starts_with(&words(lang).error_prefix));
                // An empty form would look as if everything were lost.
                assert!(!page.has("form[data-form]"));
                assert_eq!(page.attributes(".form-box a.button", "href"), [&*home]);
            }
        }
    }
}

/// A browser that is still sending would show a broken connection instead of the answer.
async fn large_bodies_get_their_answer(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for length in [33_000, 200_000, 4_000_000] {
        let body = format!("lang=en&first_name={}", "a".repeat(length));
        let answer = raw::post(&server, REGISTRATION.action, &body).await;
        let answer = answer.unwrap_or_else(|error| panic!("{length}: {error}"));
        assert_eq!(raw::status(&answer), 413, "{length}");
        assert!(answer.contains(&words(Lang::Fr).too_large), "{length}");
    }
}

/// Where the language was not posted: that of the page it came from, else the browser's.
async fn the_language_is_the_persons(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for (referer, accepted, lang) in [
        ("https://nec-ess.example/en/registration/", "fr", "en"),
        ("https://nec-ess.example/fr/inscription/", "en", "fr"),
        ("https://nec-ess.example/", "en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("https://partenaire.example/agenda/", "de, fr;q=0.4", "fr"),
        ("", "nl-BE, en;q=0.5, fr;q=0.1", "en"),
        ("", "nl", "fr"),
        ("", "", "fr"),
    ] {
        let headers = [(REFERER, referer), (ACCEPT_LANGUAGE, accepted)];
        let mut sent = headers.to_vec();
        sent.retain(|(_, value)| !value.is_empty());
        sent.push((CONTENT_TYPE, "text/plain"));
        let page = post(&server, &sent, "x".into()).await.page();
        assert_eq!(page.lang(), lang, "{referer} {accepted}");
        // The same for a form that can be read but does not say.
        sent.pop();
        sent.push((CONTENT_TYPE, FORM));
        let page = post(&server, &sent, "first_name=Camille".into())
            .await
            .page();
        assert_eq!(page.lang(), lang, "{referer} {accepted}");
        assert_eq!(page.values("first_name"), ["Camille"]);
    }
}

/// What the form itself says is believed before anything around it.
async fn the_posted_language_comes_first(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let headers = [
        (REFERER, "https://nec-ess.example/fr/inscription/"),
        (ACCEPT_LANGUAGE, "fr"),
        (CONTENT_TYPE, FORM),
    ];
    let page = post(&server, &headers, "lang=en".into()).await.page();
    assert_eq!(page.lang(), "en");
    // A language that we do not have is none.
    let page = post(&server, &headers, "lang=de".into()).await.page();
    assert_eq!(page.lang(), "fr");
}

/// The address of the page that answered, opened again, or a link that someone passed on.
async fn a_get_leads_to_the_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for form in forms::ALL {
        for method in [Method::GET, Method::HEAD] {
            for (accepted, lang) in [("en", Lang::En), ("fr", Lang::Fr), ("nl", Lang::Fr)] {
                let request = server
                    .request(method.clone(), form.action)
                    .header(ACCEPT, BROWSER)
                    .header(ACCEPT_LANGUAGE, accepted);
                let answer = Answer::of(request).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER);
                assert_eq!(answer.header("location"), SITE.url(lang, form.id));
                assert_eq!(answer.header("cache-control"), "no-store");
            }
        }
    }
}

/// 405 with what the address takes, also for browsers that use no method of a page.
async fn a_get_of_a_program_is_told(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for form in forms::ALL {
        for (method, accept) in [
            (Method::GET, "*/*"),
            (Method::GET, "application/json"),
            (Method::PUT, BROWSER),
            (Method::DELETE, "*/*"),
            (Method::PATCH, "application/json"),
        ] {
            let request = server.request(method, form.action).header(ACCEPT, accept);
            let answer = Answer::of(request).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.headers.get_all("allow").iter().count(), 1);
            assert_eq!(answer.header("allow"), "POST");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.json()["status"], 405);
        }
    }
}
