//! One request for the reimbursement from each organisation.

use std::sync::Arc;

use nec_ess_domain::Lang;
use nec_ess_domain::forms::REIMBURSEMENT;
use nec_ess_domain::wire::ALREADY_STORED;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::json;
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::earlier::go_back;
use crate::forms::{BROWSER, Filled, KEY};
use crate::server::Server;

crate::on_both!(
    the_second_request_is_refused,
    the_page_says_so_next_to_the_field,
    two_at_once,
    two_endpoints_at_once,
    the_index_alone_would_do,
    a_resend_is_no_second_request,
    another_organisation_is_another,
    an_organisation_that_is_given_up_is_free,
    corrections_move_it,
    corrections_to_a_taken_one_are_refused,
    asking_for_many_is_too_many,
    what_is_trapped_is_told_the_same,
    requests_from_before_stay,
);

/// A request of the same organisation by someone else, with its number in another spelling.
fn second() -> Filled {
    Filled::reimbursement()
        .with("registration_number", "732.829.320-00074")
        .with("first_name", "Alix")
        .with("email", "alix@exemple.fr")
}

fn number(number: &str) -> Filled {
    second().with("registration_number", number)
}

fn message(lang: Lang) -> String {
    let words = &SITE.content(lang).forms.of(&REIMBURSEMENT).fields;
    words["registration_number"].errors["taken"].clone()
}

/// Expects the refusal and nothing in it of what is stored.
#[track_caller]
fn is_taken(answer: &Answer) {
    let expected = ("registration_number".to_owned(), "taken".to_owned());
    assert_eq!(answer.errors(), [expected]);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

async fn post(server: &Server, path: &str, body: String, accept: &str) -> Answer {
    let request = server
        .request(Method::POST, path)
        .header(ACCEPT, accept)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    Answer::of(request.body(body)).await
}

async fn correct(server: &Server, path: &str, filled: &Filled, accept: &str) -> Answer {
    let body = format!("action=correct&{}", filled.encoded());
    post(server, path, body, accept).await
}

fn path(answer: &Answer) -> String {
    answer.json()["manage_url"].as_str().unwrap().to_owned()
}

/// Refused with a code of its own, in the person's language, and nothing of the first is told.
async fn the_second_request_is_refused(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let first = server.send(&Filled::reimbursement()).await;
    let reference = first.reference();
    for lang in Lang::ALL {
        let answer = server.send(&second().with("lang", lang.code())).await;
        is_taken(&answer);
        assert_eq!(
            answer.json()["errors"],
            json!([{ "field": "registration_number", "code": "taken", "message": message(lang) }])
        );
        let text = answer.text();
        for private in [&*reference, "Camille", "camille@", &path(&first)] {
            assert!(!text.contains(private), "{text}");
        }
    }
    assert_eq!(database.rows().await.len(), 1);
    assert_eq!(server.store.unsent().await.unwrap().len(), 1);
}

/// Without script: next to the field and in the summary, with everything that was typed.
async fn the_page_says_so_next_to_the_field(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::reimbursement()).await.reference();
    for lang in Lang::ALL {
        let typed = second().with("lang", lang.code()).key(KEY);
        let answer = server.browse(&typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.text().contains(&reference));
        let page = answer.page();
        let expected = ("registration_number".to_owned(), message(lang));
        assert_eq!(page.errors(), [expected]);
        assert_eq!(page.texts(".error-summary li a"), [message(lang)]);
        for field in REIMBURSEMENT.fields {
            assert_eq!(page.values(field.name), [typed.answers().first(field.name)]);
        }
    }
}

async fn race(servers: &[Arc<Server>]) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for n in 0..10 {
        let server = Arc::clone(&servers[n % servers.len()]);
        let filled = second().with("last_name", &format!("Martin {n}"));
        tasks.spawn(async move { server.send(&filled).await });
    }
    tasks.join_all().await
}

#[track_caller]
fn one_is_stored(answers: &[Answer]) {
    let is_stored = |answer: &&Answer| answer.status == StatusCode::CREATED;
    assert_eq!(answers.iter().filter(is_stored).count(), 1);
    for answer in answers {
        if answer.status != StatusCode::CREATED {
            is_taken(answer);
        }
    }
}

/// However many ask at once, one is stored and each of the others is told.
async fn two_at_once(database: Arc<Database>) {
    let server = Arc::new(Server::start(&database).await);
    one_is_stored(&race(&[server]).await);
    assert_eq!(database.rows().await.len(), 1);
}

/// Also where several endpoints share the storage.
async fn two_endpoints_at_once(database: Arc<Database>) {
    let servers = [
        Arc::new(Server::start(&database).await),
        Arc::new(Server::start(&database).await),
    ];
    one_is_stored(&race(&servers).await);
    assert_eq!(database.rows().await.len(), 1);
}

/// The storage itself holds no two, whatever writes to it.
async fn the_index_alone_would_do(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::reimbursement()).await.reference();
    let mut connection = database.connect().await;
    let copied = sqlx::query(
        "INSERT INTO submissions
         (reference, form, submission_key, lang, answers, content_hash, created_at, organisation)
         SELECT 'b', form, 'b', lang, answers, 'b', created_at, organisation FROM submissions",
    )
    .execute(&mut connection)
    .await;
    let error = copied.unwrap_err();
    assert!(error.as_database_error().unwrap().is_unique_violation());
}

/// The lost answer is given again, to its key; without one the same request is known to be stored.
async fn a_resend_is_no_second_request(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::reimbursement().key(KEY);
    let reference = server.send(&filled).await.reference();
    assert_eq!(server.send(&filled).await.reference(), reference);
    let without_key = Filled::reimbursement();
    let known = server.send(&without_key).await;
    assert_eq!(known.json()["type"], ALREADY_STORED);
    // The key of the first with other answers is a conflict of the key, as for any form.
    let other = server.send(&second().key(KEY)).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
}

/// Another number, the same number in another country, and the other forms, as often as they like.
async fn another_organisation_is_another(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in [
        Filled::reimbursement(),
        number("W751234567"),
        number("356 000 000"),
        number("732 829 320").with("country", "PT"),
        Filled::registration(),
        Filled::registration().with("first_name", "Alix"),
    ] {
        server.send(&filled).await.reference();
    }
    is_taken(&server.send(&number("w 751 234 567")).await);
    assert_eq!(database.rows().await.len(), 6);
}

/// Cancelled or erased, the first gets in nobody's way.
async fn an_organisation_that_is_given_up_is_free(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for action in ["cancel", "erase"] {
        let filled = Filled::reimbursement().with("last_name", action);
        let first = server.send(&filled).await;
        is_taken(&server.send(&second()).await);
        let body = format!("action={action}");
        let answer = post(&server, &path(&first), body, "application/json").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }
    server.send(&second()).await.reference();
    is_taken(&server.send(&Filled::reimbursement()).await);
}

/// With another number the first organisation is free and the other one taken.
async fn corrections_move_it(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let path = path(&server.send(&Filled::reimbursement()).await);
    // The same organisation in another spelling, and another answer, change nothing about it.
    let same = Filled::reimbursement()
        .with("registration_number", "73282932000074")
        .with("first_name", "Alix");
    let answer = correct(&server, &path, &same, "application/json").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    is_taken(&server.send(&second()).await);
    let moved = Filled::reimbursement().with("registration_number", "356000000");
    let answer = correct(&server, &path, &moved, "application/json").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    is_taken(&server.send(&number("356 000 000")).await);
    server.send(&second()).await.reference();
}

/// In the same words, for programs and for people; what was stored stays.
async fn corrections_to_a_taken_one_are_refused(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::reimbursement()).await.reference();
    let path = path(&server.send(&number("356000000")).await);
    let before = database.rows().await;
    is_taken(&correct(&server, &path, &second(), "application/json").await);
    let answer = correct(&server, &path, &second(), BROWSER).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.page();
    let expected = ("registration_number".to_owned(), message(Lang::Fr));
    assert_eq!(page.errors(), [expected]);
    assert_eq!(page.values("registration_number"), ["732.829.320-00074"]);
    assert_eq!(database.rows().await, before);
    // It keeps its own.
    is_taken(
        &server
            .send(&number("356 000 000").with("first_name", "Lou"))
            .await,
    );
}

/// Nobody gets a list of who has asked: each question counts like a submission.
async fn asking_for_many_is_too_many(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::reimbursement()).await.reference();
    for n in 0..10 {
        is_taken(
            &server
                .send(&second().with("city", &format!("Lyon {n}")))
                .await,
        );
    }
    let answer = server.send(&second()).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

/// A program that fell into the trap cannot tell; nor does what it left keep anyone out.
async fn what_is_trapped_is_told_the_same(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let trap = |filled: Filled| filled.with(nec_ess_domain::spam::FIELD, "x");
    let trapped = server.send(&trap(number("356000000"))).await;
    trapped.reference();
    server.send(&number("356000000")).await.reference();
    is_taken(&server.send(&trap(number("356 000 000"))).await);
    let taken = number("356 000 000").with("city", "Paris");
    server.send(&Filled::reimbursement()).await.reference();
    is_taken(&correct(&server, &path(&trapped), &second(), "application/json").await);
    // With its own number it can still be corrected.
    let answer = correct(&server, &path(&trapped), &taken, "application/json").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
}

/// A storage from before this rule keeps all that it has; from then on the first one counts.
async fn requests_from_before_stay(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let first = path(&server.send(&Filled::reimbursement()).await);
    let other = path(&server.send(&number("356000000")).await);
    server.store.close().await;
    drop(server);
    go_back(
        &database,
        "ALTER TABLE quarantine DROP COLUMN submission_key;
             DROP INDEX submissions_organisation; ALTER TABLE submissions DROP COLUMN organisation;
             UPDATE submissions SET answers = replace(answers, '356000000', '732829320');
             DELETE FROM schema_steps WHERE step > 9",
    )
    .await;
    let server = Server::start(&database).await;
    assert_eq!(server.store.all().await.unwrap().len(), 2);
    is_taken(&server.send(&second().with("city", "Paris")).await);
    // The one that came later can be corrected all the same.
    let corrected = number("732829320").with("city", "Paris");
    let answer = correct(&server, &other, &corrected, "application/json").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    post(&server, &first, "action=cancel".into(), "application/json").await;
    server
        .send(&second().with("city", "Nantes"))
        .await
        .reference();
}
