//! What is refused before it reaches the storage, as programs and as people are told.

use std::sync::Arc;

use nec_ess_domain::forms::REGISTRATION;
use nec_ess_domain::{Lang, Named, validate};
use reqwest::StatusCode;
use serde_json::json;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{BROWSER, Filled};
use crate::server::Server;

crate::on_both!(
    wrong_fields_are_a_problem,
    every_form_names_its_empty_fields,
    too_large,
    another_type,
    malformed_json,
    other_methods,
);

/// Expects a refusal for a program, and nothing stored.
async fn is_problem(server: &Server, answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let problem = answer.json();
    assert_eq!(problem["status"], json!(status.as_u16()));
    assert_eq!(problem["type"], "about:blank");
    assert!(problem["title"].is_string());
    assert!(server.store.all().await.unwrap().is_empty());
}

/// Each wrong field with its code and its message, in order, in the language of the form.
async fn wrong_fields_are_a_problem(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for lang in Lang::ALL {
        let filled = Filled::registration()
            .with("lang", lang.code())
            .with("first_name", " ")
            .with("last_name", &"é".repeat(101))
            .with("email", "camille@exemple")
            .without("consent");
        let answer = server.send(&filled).await;
        is_problem(&server, &answer, StatusCode::UNPROCESSABLE_ENTITY).await;
        let words = &SITE.content(lang).forms.of(&REGISTRATION).fields;
        let expected: Vec<_> = [
            ("first_name", "missing"),
            ("last_name", "too_long"),
            ("email", "invalid"),
            ("consent", "missing"),
        ]
        .map(|(field, code)| {
            json!({ "field": field, "code": code, "message": words[field].errors[code] })
        })
        .into();
        assert_eq!(answer.json()["errors"], json!(expected));
        // The same as JSON.
        let answer = server.send_json(&REGISTRATION, &filled.json()).await;
        is_problem(&server, &answer, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert_eq!(answer.json()["errors"], json!(expected));
    }
}

/// An empty form is told of each field that it needs, none left without words.
async fn every_form_names_its_empty_fields(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let empty = Filled::of(filled.form, &[]);
        let answer = server.send(&empty).await;
        is_problem(&server, &answer, StatusCode::UNPROCESSABLE_ENTITY).await;
        let expected: Vec<_> = validate(filled.form, &empty.answers(), &SITE.event.day_ids())
            .into_iter()
            .map(|error| (error.field.to_owned(), error.code.name().to_owned()))
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(answer.errors(), expected);
        for error in answer.json()["errors"].as_array().unwrap() {
            assert_ne!(error["message"], "");
        }
    }
}

/// 32 KiB are read, not one byte more.
async fn too_large(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = |bytes: usize| {
        let short = Filled::of(&REGISTRATION, &[("first_name", "")]);
        let length = bytes - short.encoded().len();
        short.with("first_name", &"a".repeat(length))
    };
    let most = filled(32 * 1024);
    assert_eq!(most.encoded().len(), 32 * 1024);
    let answer = server.send(&most).await;
    is_problem(&server, &answer, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert_eq!(answer.errors()[0].1, "too_long");

    let more = filled(32 * 1024 + 1);
    let answer = server.send(&more).await;
    is_problem(&server, &answer, StatusCode::PAYLOAD_TOO_LARGE).await;
    let answer = server.browse(&more).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.page().has(".notice[role=alert]"));
}

/// Neither of the two encodings, or none named.
async fn another_type(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let body = Filled::registration().encoded();
    for kind in [
        "text/plain",
        "multipart/form-data; boundary=x",
        "",
        "application/xml",
    ] {
        let answer = server.post(&REGISTRATION, body.clone(), kind, "*/*").await;
        is_problem(&server, &answer, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
    }
    let answer = server
        .post(&REGISTRATION, body.clone(), "text/plain", BROWSER)
        .await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(answer.page().has(".notice[role=alert]"));
    // Case and parameters of the right type do not matter.
    let kind = "Application/X-WWW-Form-URLEncoded; charset=UTF-8";
    server
        .post(&REGISTRATION, body, kind, "*/*")
        .await
        .reference();
}

/// JSON that is none, or not of the form's shape.
async fn malformed_json(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"days\":[1]}",
        "{\"first_name\":{}}",
        "{\"a\":1}",
    ] {
        let answer = server
            .post(&REGISTRATION, body, "application/json", "*/*")
            .await;
        is_problem(&server, &answer, StatusCode::BAD_REQUEST).await;
    }
}

/// The addresses of the forms take posts only, and say so.
async fn other_methods(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for method in [reqwest::Method::PUT, reqwest::Method::DELETE] {
        let answer = Answer::of(server.request(method, REGISTRATION.action)).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.header("allow").contains("POST"));
    }
}
