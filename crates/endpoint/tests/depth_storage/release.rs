//! What was taken for spam and is none gets in: places, mail, private link.

use std::path::Path;
use std::sync::Arc;

use nec_ess_domain::spam;
use nec_ess_endpoint::store::MailKind;
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use tempfile::TempDir;
use tokio::process::Command;

use crate::answer::Answer;
use crate::database::{Database, Kind};
use crate::dist::{self, SITE};
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::server::Server;

crate::on_both!(
    released_people_are_in,
    places_are_given_out_at_the_release,
    releasing_twice_changes_nothing,
    who_has_left_is_not_brought_back,
    the_same_person_is_in_already,
    the_organisation_has_a_request,
    a_release_and_an_erasure_at_once,
    wrong_references,
);

const LAST: &str = "2025-11-27";

fn trapped(filled: Filled) -> Filled {
    filled.with(spam::FIELD, "https://exemple.fr")
}

/// A folder of the site whose last day has this many places.
pub fn site(capacity: Option<u32>) -> TempDir {
    let mut site = SITE.clone();
    site.event.days[2].capacity = capacity;
    dist::of_site(site)
}

/// What `nec-ess-endpoint release` says, and whether it did it.
pub async fn release(database: &Database, dist: &Path, words: &[&str]) -> (bool, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.arg("release").args(words).arg("--dist").arg(dist);
    match database.kind {
        Kind::Sqlite => program
            .env_remove("DATABASE_URL")
            .arg("--data")
            .arg(database.folder.path()),
        Kind::Postgres => program.env("DATABASE_URL", &database.url),
    };
    let output = program.kill_on_drop(true).output().await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.success(), said)
}

async fn act(server: &Server, path: &str, action: &str) -> Answer {
    let request = server
        .request(Method::POST, path)
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    Answer::of(request.body(format!("action={action}"))).await
}

fn path(answer: &Answer) -> String {
    answer.json()["manage_url"].as_str().unwrap().to_owned()
}

/// With the reference and the private link that they have, and the mail that they missed.
async fn released_people_are_in(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.send(&trapped(Filled::registration())).await;
    let reference = answer.reference();
    let kept = server.store.quarantined().await.unwrap().remove(0);
    assert_eq!(kept.reference, reference);
    // As people type it.
    let typed = format!(" {} ", reference.to_lowercase());
    let (done, said) = release(&database, site(None).path(), &[&typed]).await;
    assert!(done, "{said}");
    assert!(said.contains(&reference), "{said}");
    assert!(server.store.quarantined().await.unwrap().is_empty());
    let stored = server.store.all().await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].reference, reference);
    assert_eq!(stored[0].created_at, kept.created_at);
    assert_eq!(stored[0].answers, kept.answers);
    assert_eq!(stored[0].days.len(), 2);
    let mails = server.store.unsent().await.unwrap();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].kind, MailKind::Stored);
    assert_eq!(mails[0].recipient, "camille@exemple.fr");
    // A resend, trapped again or not, is the same submission.
    for filled in [trapped(Filled::registration()), Filled::registration()] {
        assert_eq!(server.send(&filled).await.reference(), reference);
    }
    assert!(server.store.quarantined().await.unwrap().is_empty());
    let page = server.get(&path(&answer)).await.page();
    assert_eq!(page.text(".reference"), reference);
    let cancelled = act(&server, &path(&answer), "cancel").await;
    assert_eq!(cancelled.json()["status"], "cancelled");
}

/// Who came in the meantime keeps their place, whatever the page said to who was kept apart.
async fn places_are_given_out_at_the_release(database: Arc<Database>) {
    let server = limited(&database, 2).await;
    let first = server.send(&trapped(person(0, &[LAST]))).await;
    let second = server.send(&trapped(person(1, &[LAST]))).await;
    assert_eq!(first.json()["status"], "registered");
    server.send(&person(2, &[LAST])).await.reference();
    let dist = site(Some(2));
    let (done, said) = release(&database, dist.path(), &[&second.reference()]).await;
    assert!(done && said.contains("registered"), "{said}");
    let (done, said) = release(&database, dist.path(), &[&first.reference()]).await;
    assert!(done && said.contains("waiting"), "{said}");
    let places = server.get("/api/places").await.json();
    assert_eq!(places["days"][0]["remaining"], 0);
    let mut kinds: Vec<_> = server.store.unsent().await.unwrap();
    kinds.retain(|mail| mail.reference == first.reference());
    assert_eq!(kinds[0].kind, MailKind::Waiting);
    // The queue is that of everyone.
    act(&server, &path(&second), "cancel").await;
    let kinds: Vec<_> = server.store.unsent().await.unwrap();
    let moved = kinds
        .iter()
        .find(|mail| mail.kind == MailKind::MovedUp)
        .unwrap();
    assert_eq!(moved.reference, first.reference());
}

/// Nor does it tell the person again.
async fn releasing_twice_changes_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server
        .send(&trapped(Filled::registration()))
        .await
        .reference();
    let dist = site(None);
    assert!(release(&database, dist.path(), &[&reference]).await.0);
    let (done, said) = release(&database, dist.path(), &[&reference]).await;
    assert!(!done && said.contains("already"), "{said}");
    assert_eq!(database.rows().await.len(), 1);
    assert_eq!(server.store.unsent().await.unwrap().len(), 1);
}

/// Cancelled or erased by its person, it stays so.
async fn who_has_left_is_not_brought_back(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let dist = site(None);
    for action in ["cancel", "erase"] {
        let filled = trapped(Filled::registration().with("first_name", action));
        let answer = server.send(&filled).await;
        act(&server, &path(&answer), action).await;
        let (done, said) = release(&database, dist.path(), &[&answer.reference()]).await;
        let expected = match action {
            "cancel" => "it is cancelled",
            _ => "it is erased",
        };
        assert!(!done && said.contains(expected), "{said}");
    }
    assert!(database.rows().await.is_empty());
    assert!(server.store.unsent().await.unwrap().is_empty());
}

/// Who sent it again with an empty trap is not registered twice; the organiser learns where they are.
async fn the_same_person_is_in_already(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let kept = server
        .send(&trapped(Filled::registration()))
        .await
        .reference();
    let reference = server.send(&Filled::registration()).await.reference();
    let (done, said) = release(&database, site(None).path(), &[&kept]).await;
    assert!(!done && said.contains(&reference), "{said}");
    assert_eq!(server.store.quarantined().await.unwrap().len(), 1);
    assert_eq!(database.rows().await.len(), 1);
}

/// One request from each organisation, by this way too.
async fn the_organisation_has_a_request(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let other = trapped(Filled::reimbursement().with("first_name", "Alix"));
    let kept = server.send(&other).await.reference();
    let first = server.send(&Filled::reimbursement()).await;
    let dist = site(None);
    let (done, said) = release(&database, dist.path(), &[&kept]).await;
    assert!(!done && said.contains(&first.reference()), "{said}");
    act(&server, &path(&first), "cancel").await;
    assert!(release(&database, dist.path(), &[&kept]).await.0);
    let third = Filled::reimbursement().with("first_name", "Lou");
    assert_eq!(server.send(&third).await.errors()[0].1, "taken");
}

/// Whichever is first: what was erased is nowhere.
async fn a_release_and_an_erasure_at_once(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for n in 0..10 {
        let filled = trapped(Filled::registration().with("first_name", &format!("Lou {n}")));
        let answer = server.send(&filled).await;
        let (reference, path) = (answer.reference(), path(&answer));
        let caps = [].into();
        let (released, erased) = tokio::join!(
            server.store.release(&reference, &caps),
            act(&server, &path, "erase")
        );
        released.unwrap();
        // "Nothing was changed, try again" is an answer too.
        if !erased.status.is_success() {
            assert_eq!(erased.status, 503);
            assert_eq!(act(&server, &path, "erase").await.status, 200);
        }
        assert!(server.store.all().await.unwrap().is_empty());
        assert!(server.store.quarantined().await.unwrap().is_empty());
        assert!(server.store.unsent().await.unwrap().is_empty());
    }
}

/// Clear words for what is no reference, or nobody's.
async fn wrong_references(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&trapped(Filled::registration())).await;
    let dist = site(None);
    for (words, expected) in [
        (&["NEC-0000-0000"][..], "NEC-0000-0000: nothing has this"),
        (&["'; DROP TABLE quarantine; --"], "expected a reference"),
        (&[], "expected a reference"),
        (&[" "], "expected a reference"),
        (&["NEC-0000-0000", "NEC-0000-0001"], "NEC-0000-0001"),
    ] {
        let (done, said) = release(&database, dist.path(), words).await;
        assert!(!done && said.contains(expected), "{words:?}: {said}");
    }
    // Without the site nobody knows how many places there are.
    let (done, said) = release(&database, database.folder.path(), &["NEC-0000-0000"]).await;
    assert!(!done && said.contains("site.json"), "{said}");
    assert_eq!(server.store.quarantined().await.unwrap().len(), 1);
}
