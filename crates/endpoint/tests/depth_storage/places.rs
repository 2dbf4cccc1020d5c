//! Days with a limited number of places.

use std::collections::BTreeSet;
use std::sync::Arc;

use nec_ess_domain::wire::PlaceStatus;
use nec_ess_endpoint::store::{Caps, MailKind};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::database::{Database, Kind};
use crate::dist::{self, SITE};
use crate::earlier::go_back;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(
    thirty_people_for_five_places,
    two_endpoints_give_out_the_same_places,
    the_longest_wait_moves_up_first,
    nobody_moves_up_on_a_day_that_is_over,
    a_day_that_is_taken_out_goes_to_another,
    a_day_that_stays_keeps_its_place,
    a_higher_limit_lets_people_in,
    the_receipt_says_who_waits,
    registrations_from_before_take_places,
);

const LAST: &str = "2025-11-27";

/// A server whose last day has `capacity` places.
pub async fn limited(database: &Database, capacity: u32) -> Server {
    Server::with_site(database, |site| {
        site.event.days[2].capacity = Some(capacity);
    })
    .await
}

/// A person who comes on these days.
pub fn person(number: usize, days: &[&str]) -> Filled {
    let mut filled = Filled::registration()
        .with("email", &format!("personne{number}@exemple.fr"))
        .without("days");
    for day in days {
        filled.pairs.push(("days".to_owned(), (*day).to_owned()));
    }
    filled
}

fn status(answer: &Answer, day: &str) -> String {
    let body = answer.json();
    let days = body["days"].as_array().unwrap();
    let found = days.iter().find(|entry| entry["day"] == day);
    found.unwrap()["status"].as_str().unwrap().to_owned()
}

/// The numbers of those who have a place on the last day.
async fn confirmed(server: &Server) -> Vec<String> {
    let mut names: Vec<String> = server
        .store
        .all()
        .await
        .unwrap()
        .into_iter()
        .filter(|stored| {
            let mut days = stored.days.iter();
            days.any(|day| day.day == LAST && day.status == PlaceStatus::Confirmed)
        })
        .map(|stored| stored.answers.first("email").to_owned())
        .collect();
    names.sort();
    names
}

async fn remaining(server: &Server) -> Value {
    server.get("/api/places").await.json()
}

/// However many ask at once, five get the five places, and the others know that they wait.
async fn thirty_people_for_five_places(database: Arc<Database>) {
    let server = Arc::new(limited(&database, 5).await);
    assert_eq!(
        remaining(&server).await,
        json!({"days": [{"day": LAST, "capacity": 5, "remaining": 5}]})
    );
    let mut tasks = JoinSet::new();
    for number in 0..30 {
        let server = Arc::clone(&server);
        tasks.spawn(async move { server.send(&person(number, &["2025-11-26", LAST])).await });
    }
    let answers = tasks.join_all().await;
    let told: Vec<_> = answers.iter().map(|answer| status(answer, LAST)).collect();
    assert_eq!(told.iter().filter(|told| *told == "confirmed").count(), 5);
    assert_eq!(told.iter().filter(|told| *told == "waiting").count(), 25);
    for answer in &answers {
        assert_eq!(status(answer, "2025-11-26"), "confirmed");
        let expected = if status(answer, LAST) == "waiting" {
            "waiting"
        } else {
            "registered"
        };
        assert_eq!(answer.json()["status"], expected);
    }
    assert_eq!(confirmed(&server).await.len(), 5);
    assert_eq!(remaining(&server).await["days"][0]["remaining"], 0);
}

/// Endpoints that share a storage share its places.
async fn two_endpoints_give_out_the_same_places(database: Arc<Database>) {
    let servers = [
        Arc::new(limited(&database, 5).await),
        Arc::new(limited(&database, 5).await),
    ];
    let mut tasks = JoinSet::new();
    for number in 0..20 {
        let server = Arc::clone(&servers[number % 2]);
        tasks.spawn(async move { server.send(&person(number, &[LAST])).await.reference() });
    }
    tasks.join_all().await;
    assert_eq!(confirmed(&servers[0]).await.len(), 5);
}

/// Cancelling and erasing let people in in the order in which they came.
async fn the_longest_wait_moves_up_first(database: Arc<Database>) {
    let server = limited(&database, 2).await;
    let caps = [(LAST.to_owned(), 2)].into();
    let mut references = Vec::new();
    for number in 0..6 {
        references.push(server.send(&person(number, &[LAST])).await.reference());
    }
    let emails = |numbers: &[usize]| -> Vec<String> {
        let of = |number: &usize| format!("personne{number}@exemple.fr");
        numbers.iter().map(of).collect()
    };
    assert_eq!(confirmed(&server).await, emails(&[0, 1]));
    // Someone who waits and gives up lets nobody in.
    server.store.cancel(&references[3], &caps).await.unwrap();
    assert_eq!(confirmed(&server).await, emails(&[0, 1]));
    server.store.cancel(&references[0], &caps).await.unwrap();
    assert_eq!(confirmed(&server).await, emails(&[1, 2]));
    // Twice is once.
    server.store.cancel(&references[0], &caps).await.unwrap();
    assert_eq!(confirmed(&server).await, emails(&[1, 2]));
    server.store.erase(&references[1], &caps).await.unwrap();
    assert_eq!(confirmed(&server).await, emails(&[2, 4]));
    let mails = server.store.unsent().await.unwrap();
    let moved: Vec<_> = mails
        .iter()
        .filter(|mail| mail.kind == MailKind::MovedUp)
        .map(|mail| mail.recipient.clone())
        .collect();
    assert_eq!(moved, emails(&[2, 4]));
}

/// A place that becomes free once its day is over goes to nobody, and nobody gets a mail about it.
async fn nobody_moves_up_on_a_day_that_is_over(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let first = server.browse(&person(0, &[LAST])).await;
    let path = first.header("location").to_owned();
    server.send(&person(1, &[LAST])).await;
    let mut site = dist::SITE.clone();
    site.event.days[2].capacity = Some(1);
    let folder = dist::on_day(site, Some(jiff::civil::date(2025, 11, 28)));
    let over = Server::with_folder(&database, folder).await;
    let cancelled = over
        .request(reqwest::Method::POST, &path)
        .header(reqwest::header::ACCEPT, "text/html")
        .form(&[("action", "cancel")]);
    assert!(Answer::of(cancelled).await.status.is_redirection());
    assert_eq!(confirmed(&over).await, Vec::<String>::new());
    let mails = over.store.unsent().await.unwrap();
    assert!(mails.iter().all(|mail| mail.kind != MailKind::MovedUp));
}

/// A correction that takes a day out gives its place back.
async fn a_day_that_is_taken_out_goes_to_another(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let caps = [(LAST.to_owned(), 1)].into();
    let first = server
        .send(&person(0, &["2025-11-26", LAST]))
        .await
        .reference();
    server.send(&person(1, &[LAST])).await.reference();
    let answers = person(0, &["2025-11-26"]).answers();
    let clean = nec_ess_domain::forms::REGISTRATION.clean(&answers);
    server
        .store
        .correct(&first, &clean, "hash-of-the-new-answers", &caps)
        .await
        .unwrap();
    assert_eq!(confirmed(&server).await, ["personne1@exemple.fr"]);
}

/// A correction of something else leaves the place and the turn as they were.
async fn a_day_that_stays_keeps_its_place(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let caps = [(LAST.to_owned(), 1)].into();
    let first = server.send(&person(0, &[LAST])).await.reference();
    let second = server.send(&person(1, &[LAST])).await.reference();
    let third = server.send(&person(2, &[LAST])).await.reference();
    for (number, reference) in [(1, &second), (0, &first)] {
        let filled = person(number, &[LAST]).with("first_name", "Alix");
        let clean = nec_ess_domain::forms::REGISTRATION.clean(&filled.answers());
        let hash = format!("hash-{number}");
        let store = &server.store;
        store
            .correct(reference, &clean, &hash, &caps)
            .await
            .unwrap();
    }
    assert_eq!(confirmed(&server).await, ["personne0@exemple.fr"]);
    server.store.cancel(&first, &caps).await.unwrap();
    assert_eq!(confirmed(&server).await, ["personne1@exemple.fr"]);
    server.store.cancel(&third, &caps).await.unwrap();
}

/// Places that the organisers add go to those who wait; without a limit everyone is in.
async fn a_higher_limit_lets_people_in(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    for number in 0..4 {
        server.send(&person(number, &[LAST])).await.reference();
    }
    let two = [(LAST.to_owned(), 2)].into();
    assert_eq!(server.store.settle(&two).await.unwrap(), 1);
    assert_eq!(server.store.settle(&two).await.unwrap(), 0);
    assert_eq!(confirmed(&server).await.len(), 2);
    let none = [].into();
    assert_eq!(server.store.settle(&none).await.unwrap(), 2);
    assert_eq!(confirmed(&server).await.len(), 4);
}

/// Without script the same is on the page, in the person's language.
async fn the_receipt_says_who_waits(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    server.send(&person(0, &[LAST])).await.reference();
    let filled = person(1, &["2025-11-26", LAST]).with("lang", "en");
    let location = server.browse(&filled).await;
    let page = server.get(location.header("location")).await.page();
    let words = &SITE.en.forms.common;
    let places = page.texts(".receipt .places li");
    assert_eq!(places.len(), 2);
    assert!(places[0].ends_with(&words.confirmed), "{places:?}");
    assert!(places[1].ends_with(&words.waiting), "{places:?}");
    assert_eq!(page.text(".receipt .notice"), words.waiting_note);
}

/// A storage that was made before days had places counts those who are in it.
async fn registrations_from_before_take_places(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&person(0, &[LAST])).await.reference();
    server.store.close().await;
    drop(server);
    go_back(
        &database,
        "DROP TABLE quarantine; DROP TABLE outbox; DROP TABLE attendances;
             DROP INDEX submissions_organisation; ALTER TABLE submissions DROP COLUMN organisation;
             ALTER TABLE submissions DROP COLUMN state; ALTER TABLE submissions DROP COLUMN version;
             DELETE FROM schema_steps WHERE step > 0",
    )
    .await;
    let server = limited(&database, 1).await;
    assert_eq!(confirmed(&server).await, ["personne0@exemple.fr"]);
    let answer = server.send(&person(1, &[LAST])).await;
    assert_eq!(status(&answer, LAST), "waiting");
}

/// Five hundred people at once for fifty places, over four endpoints; then ten cancel.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_people_for_fifty_places() {
    crate::database::run(Kind::Postgres, |database: Arc<Database>| async move {
        let mut servers = Vec::new();
        for _ in 0..4 {
            servers.push(Arc::new(limited(&database, 50).await));
        }
        let mut tasks = JoinSet::new();
        for number in 0..500 {
            let server = Arc::clone(&servers[number % servers.len()]);
            tasks.spawn(async move {
                let answer = server.send(&person(number, &[LAST])).await;
                (answer.reference(), status(&answer, LAST))
            });
        }
        let told = tasks.join_all().await;
        let of = |wanted: &str| -> BTreeSet<String> {
            let told = told.iter().filter(|(_, status)| status == wanted);
            told.map(|(reference, _)| reference.clone()).collect()
        };
        let (confirmed, waiting) = (of("confirmed"), of("waiting"));
        assert_eq!((confirmed.len(), waiting.len()), (50, 450));
        let store = &servers[0].store;
        let queue = store.waiting_list().await.unwrap();
        let queue: Vec<String> = queue.into_iter().map(|one| one.reference).collect();
        assert_eq!(queue.iter().cloned().collect::<BTreeSet<_>>(), waiting);
        let caps = [(LAST.to_owned(), 50)].into();
        let mut tasks = JoinSet::new();
        for (number, reference) in confirmed.into_iter().take(10).enumerate() {
            let (server, caps) = (
                Arc::clone(&servers[number % servers.len()]),
                Caps::clone(&caps),
            );
            tasks.spawn(async move { server.store.cancel(&reference, &caps).await.unwrap() });
        }
        tasks.join_all().await;
        let mails = store.unsent().await.unwrap();
        let moved = mails.iter().filter(|mail| mail.kind == MailKind::MovedUp);
        let mut moved: Vec<_> = moved.map(|mail| mail.reference.clone()).collect();
        moved.sort();
        let mut next = queue[..10].to_vec();
        next.sort();
        assert_eq!(moved, next, "exactly the next ten, with one mail each");
        let left = store.waiting_list().await.unwrap();
        let left: Vec<String> = left.into_iter().map(|one| one.reference).collect();
        assert_eq!(left, queue[10..]);
    })
    .await;
}
