//! The endpoint against the table of form vectors: what it tells programs, and what it tells people without script.

#[path = "../../../domain/tests/vectors/table.rs"]
#[allow(dead_code)] // The tests of the rules ask for more of it.
mod table;

use std::fmt::Debug;
use std::sync::Arc;

use nec_ess_domain::{Code, Kind, Lang, Named};
use reqwest::header::ACCEPT;
use reqwest::{Method, StatusCode};
use serde_json::json;

use self::table::{Row, Verdict, rows};
use crate::answer::Answer;
use crate::database::Database;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(every_row);

/// What is wrong with a row, for the list of all that are wrong.
type Found = Result<(), String>;

/// Right answers are stored once, however they are sent; a wrong one is told with the row's message, by its code to
/// programs and beside its field on the page, in the language of the form.
async fn every_row(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let mut wrong = Vec::new();
    for row in rows() {
        let found = match &row.verdict {
            Verdict::Stored(values) => stores(&server, &row, values).await,
            Verdict::Refused { code, messages } => refuses(&server, &row, *code, messages).await,
        };
        if let Err(found) = found {
            wrong.push(format!("{}: {found}", row.place()));
        }
        erase_all(&server).await;
    }
    assert!(
        wrong.is_empty(),
        "{} rows\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Sends the row as programs do, as the wasm does and as a browser does: that is one submission.
async fn stores(server: &Server, row: &Row, values: &[String]) -> Found {
    let filled = filled(row);
    let answer = server.send_json(row.form, &filled.json()).await;
    has_status(&answer, StatusCode::CREATED)?;
    let again = server.send(&filled).await;
    has_status(&again, StatusCode::CREATED)?;
    equal(again.reference(), answer.reference())?;
    let page = server.browse(&filled).await;
    has_status(&page, StatusCode::SEE_OTHER)?;
    equal(
        page.header("location"),
        answer.json()["manage_url"].as_str().unwrap(),
    )?;

    let stored = server.store.all().await.unwrap();
    equal(stored.len(), 1)?;
    let kept: Vec<_> = stored[0].answers.all(row.field.name).collect();
    equal(kept, values)
}

/// Sends the row in each of these ways and in each language: it is told why not, and is not stored.
async fn refuses(server: &Server, row: &Row, code: Code, messages: &[String; 2]) -> Found {
    let before = match code {
        Code::Taken => {
            first_request(server, row).await;
            1
        }
        _ => 0,
    };
    let name = row.field.name;
    for (lang, message) in Lang::ALL.into_iter().zip(messages) {
        let filled = filled(row).with("lang", lang.code());
        let problem = json!([{ "field": name, "code": code.name(), "message": message }]);
        let by_json = server.send_json(row.form, &filled.json()).await;
        let by_form = server.send(&filled).await;
        for answer in [by_json, by_form] {
            has_status(&answer, StatusCode::UNPROCESSABLE_ENTITY)?;
            equal(answer.json()["errors"].to_string(), problem.to_string())?;
        }
        let answer = server.browse(&filled).await;
        has_status(&answer, StatusCode::UNPROCESSABLE_ENTITY)?;
        let page = answer.page();
        equal(page.lang(), lang.code())?;
        equal(page.errors(), [(name.to_owned(), message.clone())])?;
        equal(page.texts(".error-summary li a"), [message.as_str()])?;
    }
    equal(server.store.all().await.unwrap().len(), before)
}

/// The form as the row has it, by someone with an address of their own: one address may send ten forms an hour.
fn filled(row: &Row) -> Filled {
    let filled = Filled {
        form: row.form,
        pairs: row.pairs.clone(),
    };
    let filled = filled.key(&format!("the-key-of-line-{}", row.line));
    match row.field.kind {
        Kind::Email => filled,
        _ => filled.with("email", &format!("camille.{}@exemple.fr", row.line)),
    }
}

/// The request that the organisation of the row has already, by someone else there.
async fn first_request(server: &Server, row: &Row) {
    let first = Filled::reimbursement().with("email", &format!("alix.{}@exemple.fr", row.line));
    server.send(&first).await.reference();
}

/// Makes room: the next row may be of the same organisation.
async fn erase_all(server: &Server) {
    for stored in server.store.all().await.unwrap() {
        let request = server
            .request(Method::POST, &server.app.links.path(&stored.reference))
            .header(ACCEPT, "application/json")
            .json(&json!({ "action": "erase" }));
        assert_eq!(Answer::of(request).await.json()["status"], "erased");
    }
}

fn has_status(answer: &Answer, status: StatusCode) -> Found {
    if answer.status == status {
        return Ok(());
    }
    let said: String = answer.text().chars().take(200).collect();
    Err(format!("expected {status}, got {}: {said}", answer.status))
}

fn equal<T: PartialEq<U> + Debug, U: Debug>(got: T, expected: U) -> Found {
    if got == expected {
        return Ok(());
    }
    Err(format!("expected {expected:?}, got {got:?}"))
}
