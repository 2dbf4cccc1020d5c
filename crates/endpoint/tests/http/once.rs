//! Each submission is stored once, however often and however fast it comes.

use std::collections::BTreeSet;
use std::sync::Arc;

use nec_ess_domain::forms::REGISTRATION;
use nec_ess_domain::wire::ALREADY_STORED;
use nec_ess_domain::{key, spam};
use nec_ess_endpoint::store::Caps;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{BROWSER, Filled, KEY};
use crate::raw;
use crate::server::Server;

crate::on_both!(
    the_same_key_again,
    the_same_key_for_other_answers,
    the_page_after_a_conflict,
    the_same_key_for_another_form,
    the_key_in_the_header,
    no_key,
    first_click_goes_away,
    another_key_for_the_same_answers,
    the_first_answers_after_a_correction,
    another_key_for_what_is_kept_apart,
    keys_that_are_none,
    twenty_at_once,
    fifty_people_at_once,
);

/// The first answer again, byte for byte, and one row.
async fn the_same_key_again(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    let first = server.send(&filled).await;
    let again = server.send(&filled).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(first.body, again.body);
    // Also where the answers came through another door, or with other white space.
    let json = filled.clone().with("first_name", " Camille ").json();
    assert_eq!(
        server.send_json(&REGISTRATION, &json).await.reference(),
        first.reference()
    );
    assert_eq!(database.rows().await.len(), 1);
}

/// A key that stands for other answers: refused with the way to those, which stay as they are.
async fn the_same_key_for_other_answers(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    let first = server.send(&filled).await;
    let before = database.rows().await;
    let answer = server.send(&filled.with("first_name", "Alix")).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"], 409);
    // The way to correct it.
    assert_eq!(problem["reference"], first.reference());
    assert_eq!(problem["manage_url"], first.json()["manage_url"]);
    assert_eq!(database.rows().await, before);
}

/// Without script the page says so, keeps the answers, and can be sent as a new submission.
async fn the_page_after_a_conflict(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    let first = server.browse(&filled).await;
    let other = filled.with("first_name", "Alix");
    let answer = server.browse(&other).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let page = answer.page();
    assert_eq!(
        page.text(".notice[role=alert]"),
        SITE.fr.forms.common.conflict
    );
    let link = first.header("location");
    assert_eq!(page.attributes(".stored a", "href"), [link]);
    assert_eq!(page.values("first_name"), ["Alix"]);
    assert_eq!(page.values(key::FIELD), [""; 0]);
    let answer = server.browse(&other.key("")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(database.rows().await.len(), 2);
}

/// Keys are made by browsers: those of two forms have nothing to do with each other.
async fn the_same_key_for_another_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        server.send(&filled.key(KEY)).await.reference();
    }
    assert_eq!(database.rows().await.len(), 3);
}

/// The header carries the key too, for programs.
async fn the_key_in_the_header(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let send = async |filled: &Filled| {
        let request = server
            .request(Method::POST, REGISTRATION.action)
            .header("Idempotency-Key", KEY)
            .header(CONTENT_TYPE, "application/json")
            .body(filled.json().to_string());
        Answer::of(request).await
    };
    let filled = Filled::registration();
    let first = send(&filled).await.reference();
    assert_eq!(send(&filled).await.reference(), first);
    let other = filled.with("first_name", "Alix");
    assert_eq!(send(&other).await.status, StatusCode::CONFLICT);
    // It is the same key as in the field.
    assert_eq!(
        server.send(&other.key(KEY)).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(database.rows().await.len(), 1);
}

/// Without script there is no key: a second click stores nothing, another person does.
async fn no_key(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration();
    let first = server.browse(&filled).await;
    let again = server.browse(&filled).await;
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(database.rows().await.len(), 1);
    let other = server
        .browse(&filled.with("email", "alix@exemple.fr"))
        .await;
    assert_ne!(first.header("location"), other.header("location"));
    assert_eq!(database.rows().await.len(), 2);
}

/// A browser that is clicked twice gives up its first request; the second finds what that one stored.
async fn first_click_goes_away(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for number in 0..20 {
        let email = format!("personne{number}@exemple.fr");
        let filled = Filled::registration().with("email", &email);
        raw::post_and_leave(&server, REGISTRATION.action, &filled.encoded()).await;
        let again = server.browse(&filled).await;
        assert!(
            again.header("location").contains("/api/manage/"),
            "{number}"
        );
    }
    assert_eq!(database.rows().await.len(), 20);
}

/// The same answers under another key are stored already; whoever sends them need not be the same person, and gets no
/// link, nor the reference that belongs to it.
async fn another_key_for_the_same_answers(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration();
    let first = server.send(&filled.clone().key(KEY)).await;
    let url = first.json()["manage_url"].as_str().unwrap().to_owned();
    let reference = first.reference();
    // What stands for a key where there is none is no key that anyone may send.
    let hash = server.store.all().await.unwrap()[0]
        .content_hash()
        .to_owned();
    let made = format!("answers-{}", &hash[..40]);
    for key in ["another-key-of-a-second-tab", "", &made] {
        let again = filled.clone().key(key);
        let answer = server.send(&again).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(answer.json()["type"], ALREADY_STORED);
        let page = server.browse(&again).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert_eq!(
            page.page().text(".notice[role=alert]"),
            SITE.fr.forms.common.already_stored
        );
        assert_eq!(page.page().values("first_name"), ["Camille"]);
        for body in [answer.body, page.body] {
            let body = String::from_utf8_lossy(&body).into_owned();
            assert!(!body.contains(&url) && !body.contains(&reference), "{body}");
        }
    }
    assert_eq!(database.rows().await.len(), 1);
    // The one who has the key still gets it.
    assert_eq!(server.send(&filled.key(KEY)).await.reference(), reference);
}

/// Without a key, the first answers of someone who has corrected theirs are stored already.
async fn the_first_answers_after_a_correction(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration();
    let location = server.browse(&filled).await.header("location").to_owned();
    let corrected = filled.clone().with("first_name", "Alix");
    let answer = act(
        &server,
        &location,
        format!("action=correct&{}", corrected.encoded()),
    )
    .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    for _ in 0..2 {
        let page = server.browse(&filled).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert_eq!(
            page.page().text(".notice[role=alert]"),
            SITE.fr.forms.common.already_stored
        );
    }
    assert_eq!(database.rows().await.len(), 1);
    // Once it is cancelled, there is room for them again.
    act(&server, &location, "action=cancel".into()).await;
    let page = server.browse(&filled).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

/// What a person does on their private page.
async fn act(server: &Server, location: &str, body: String) -> Answer {
    let request = server
        .request(Method::POST, location)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, BROWSER);
    Answer::of(request.body(body)).await
}

/// What was taken for spam opens to its own key alone, too.
async fn another_key_for_what_is_kept_apart(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with(spam::FIELD, "https://exemple.fr");
    let first = server.send(&filled.clone().key(KEY)).await.reference();
    let other = filled.clone().key("another-key-of-a-second-tab");
    assert_eq!(server.send(&other).await.json()["type"], ALREADY_STORED);
    let again = server.send(&filled.clone().key(KEY)).await.reference();
    assert_eq!(again, first);
    // Its key goes with it when an organiser lets it in.
    server.store.release(&first, &Caps::new()).await.unwrap();
    assert_eq!(server.send(&filled.key(KEY)).await.reference(), first);
}

/// What cannot be a key is none, and keeps no submission from being stored.
async fn keys_that_are_none(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for (number, key) in [
        "short",
        "é".repeat(20).as_str(),
        "' OR 1=1; --                ",
    ]
    .into_iter()
    .enumerate()
    {
        let filled = Filled::registration().with("first_name", &format!("Camille {number}"));
        server.send(&filled.key(key)).await.reference();
    }
    assert_eq!(database.rows().await.len(), 3);
}

/// A form that is sent twenty times at once is stored once, and each is told the same.
async fn twenty_at_once(database: Arc<Database>) {
    let server = Arc::new(Server::start(&database).await);
    let filled = vec![Filled::registration().key(KEY); 20];
    let references = at_once(&server, filled).await;
    assert_eq!(references.len(), 20);
    let told: BTreeSet<_> = references.into_iter().collect();
    let rows = database.rows().await;
    assert_eq!(rows.len(), 1);
    assert_eq!(told.into_iter().collect::<Vec<_>>(), [rows[0][1].clone()]);
}

/// Fifty people at once are fifty rows with fifty references.
async fn fifty_people_at_once(database: Arc<Database>) {
    let server = Arc::new(Server::start(&database).await);
    let filled = (0..50)
        .map(|n| {
            Filled::registration()
                .with("email", &format!("personne{n}@exemple.fr"))
                .key(&format!("a-key-of-its-own-{n}"))
        })
        .collect();
    let references = at_once(&server, filled).await;
    let told: BTreeSet<_> = references.into_iter().collect();
    assert_eq!(told.len(), 50);
    let rows = database.rows().await;
    let stored: BTreeSet<_> = rows
        .into_iter()
        .map(|[_, reference, _]| reference)
        .collect();
    assert_eq!(told, stored);
}

/// Sends all at once and gives the references.
async fn at_once(server: &Arc<Server>, all: Vec<Filled>) -> Vec<String> {
    let mut tasks = JoinSet::new();
    for filled in all {
        let server = Arc::clone(server);
        tasks.spawn(async move { server.send(&filled).await.reference() });
    }
    tasks.join_all().await
}
