//! A submission that is complete is stored, and only then said to be.

use std::sync::Arc;

use nec_ess_domain::forms::REGISTRATION;
use reqwest::StatusCode;
use serde_json::json;

use crate::database::Database;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(
    json_is_stored,
    every_form_is_stored,
    form_encoding_is_stored,
    json_shapes_are_those_of_the_form,
    what_is_stored_is_clean,
    the_other_questions_are_not_stored,
);

/// JSON in, 201 with reference, status and private link out; the row is there when the answer is.
async fn json_is_stored(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration();
    let answer = server.send_json(filled.form, &filled.json()).await;

    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let body = answer.json();
    assert_eq!(body.as_object().unwrap().len(), 3, "{body}");
    assert_eq!(body["status"], "registered");
    let reference = answer.reference();
    assert!(reference.starts_with("NEC-") && reference.len() == 13);

    let stored = server.store.all().await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].reference, reference);
    assert_eq!(stored[0].form, "registration");
    assert_eq!(stored[0].lang.code(), "fr");
    assert_eq!(stored[0].answers, REGISTRATION.clean(&filled.answers()));
    let path = server.app.links.path(&reference);
    assert_eq!(body["manage_url"], json!(path));

    let pairs = json!([
        ["first_name", "Camille"],
        ["last_name", "Durand"],
        ["email", "camille@exemple.fr"],
        ["profile", "sse"],
        ["organisation", "Coopérative des Lilas"],
        ["country", "FR"],
        ["days", "2025-11-26"],
        ["days", "2025-11-27"],
        ["consent", "yes"],
    ]);
    assert_eq!(
        database.rows().await,
        [["registration".to_owned(), reference, pairs.to_string()]]
    );
}

/// Each form has its own address and its own answers.
async fn every_form_is_stored(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let reference = server.send(&filled).await.reference();
        let stored = server.store.all().await.unwrap();
        let stored = stored
            .iter()
            .find(|stored| stored.reference == reference)
            .unwrap();
        assert_eq!(stored.form, filled.form.id);
        assert_eq!(stored.answers, filled.form.clean(&filled.answers()));
    }
}

/// What the wasm sends: form-encoded, and JSON is wanted back.
async fn form_encoding_is_stored(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with("lang", "en");
    let reference = server.send(&filled).await.reference();
    let stored = server.store.all().await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].reference, reference);
    assert_eq!(stored[0].lang.code(), "en");
}

/// A ticked box may be `true`, a single day a text, and nothing `null`, `false` or absent.
async fn json_shapes_are_those_of_the_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let mut body = Filled::registration().json();
    body["consent"] = json!(true);
    body["days"] = json!("2025-11-26");
    body["profile"] = json!("citizen");
    body["organisation"] = json!(null);
    server.send_json(&REGISTRATION, &body).await.reference();
    let stored = server.store.all().await.unwrap();
    let expected = Filled::registration()
        .with("days", "2025-11-26")
        .with("profile", "citizen")
        .without("organisation");
    assert_eq!(stored[0].answers, REGISTRATION.clean(&expected.answers()));

    body["consent"] = json!(false);
    let answer = server.send_json(&REGISTRATION, &body).await;
    assert_eq!(
        answer.errors(),
        [("consent".to_owned(), "missing".to_owned())]
    );
}

/// White space around and within answers is what a slip of the thumb makes of it.
async fn what_is_stored_is_clean(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration()
        .with("first_name", "  Jeanne \u{a0}\t Marie\r\n")
        .with("organisation", "\u{2003}Les\u{0}Lilas ");
    server.send(&filled).await.reference();
    let stored = server.store.all().await.unwrap();
    assert_eq!(stored[0].answers.first("first_name"), "Jeanne Marie");
    assert_eq!(stored[0].answers.first("organisation"), "Les Lilas");
}

/// Fields that the form does not have leave no trace.
async fn the_other_questions_are_not_stored(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with("phone", "0123456789");
    server.send(&filled).await.reference();
    let rows = database.rows().await;
    assert!(!rows[0][2].contains("0123456789") && !rows[0][2].contains("lang"));
}
