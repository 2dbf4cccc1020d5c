//! Programs that fill in forms are kept apart; people are never taken for one for good.

use std::net::SocketAddr;
use std::sync::Arc;

use nec_ess_domain::spam;
use nec_ess_endpoint::limits::Limits;
use nec_ess_endpoint::router;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::{self, SITE};
use crate::forms::{Filled, KEY};
use crate::places::person;
use crate::server::{Server, client};

crate::on_both!(
    the_trap_is_on_every_form_and_out_of_sight,
    a_trapped_program_cannot_tell,
    what_was_trapped_can_be_erased,
    nobody_types_that_fast,
    an_office_registers_together,
    an_address_is_not_flooded,
    a_resend_is_never_too_many,
    corrections_count_too,
    nobody_is_locked_out,
);

/// Nobody sees it, reaches it with the keyboard or has it filled in by the browser.
async fn the_trap_is_on_every_form_and_out_of_sight(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let page = server.browse(&filled.with("email", "")).await.page();
        let trap = format!(
            "form div[hidden] > input[name={}][tabindex='-1'][autocomplete=off]",
            spam::FIELD
        );
        assert!(page.has(&trap));
    }
}

/// It is answered like a person, in every way; organisers find it in the quarantine alone.
async fn a_trapped_program_cannot_tell(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    let trapped = filled.clone().with(spam::FIELD, "https://spam.example");
    let answer = server.send(&trapped).await;
    let reference = answer.reference();
    assert!(reference.starts_with("NEC-") && reference.len() == 13);
    assert_eq!(answer.json()["status"], "registered");
    assert_eq!(server.send(&trapped).await.reference(), reference);
    let location = server.browse(&trapped).await;
    assert_eq!(location.status, StatusCode::SEE_OTHER);
    assert_eq!(location.header("location"), answer.json()["manage_url"]);
    let page = server.get(location.header("location")).await.page();
    assert_eq!(page.text(".reference"), reference);
    assert_eq!(page.texts(".receipt dd")[0], "Camille");
    assert_eq!(page.attributes(".manage a.button", "href").len(), 4);
    // Wrong answers are refused as ever.
    let wrong = trapped.clone().with("email", "camille");
    assert_eq!(server.send(&wrong).await.status, 422);

    assert!(database.rows().await.is_empty());
    assert!(server.store.unsent().await.unwrap().is_empty());
    let kept = server.store.quarantined().await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].reference, reference);
    assert_eq!(kept[0].answers.first("email"), "camille@exemple.fr");
    // The person behind it registers with the same answers and key, and gets in.
    assert_ne!(server.send(&filled).await.reference(), reference);
    assert_eq!(database.rows().await.len(), 1);
}

/// A person who was trapped has the same rights.
async fn what_was_trapped_can_be_erased(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let trapped = Filled::registration().with(spam::FIELD, "x");
    let location = server.browse(&trapped).await;
    let path = location.header("location");
    let post = async |body: String| {
        let request = server
            .request(Method::POST, path)
            .header(ACCEPT, "application/json");
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        Answer::of(request.body(body)).await
    };
    let corrected = trapped.clone().with("first_name", "Alix");
    let answer = post(format!("action=correct&{}", corrected.encoded())).await;
    assert_eq!(answer.json()["answers"]["first_name"][0], "Alix");
    assert_eq!(
        post("action=cancel".into()).await.json()["status"],
        "cancelled"
    );
    assert_eq!(post("action=erase".into()).await.json()["status"], "erased");
    assert_eq!(server.get(path).await.status, StatusCode::GONE);
    assert!(server.store.quarantined().await.unwrap().is_empty());
}

/// A form that is sent the moment it was opened has to be sent again; without script, or with a clock
/// that is wrong, nobody is held up.
async fn nobody_types_that_fast(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let now = jiff::Timestamp::now().as_millisecond();
    let opened = |at: i64| Filled::registration().with(spam::OPENED_AT, &at.to_string());
    let answer = server.send(&opened(now)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=2).contains(&wait));
    assert!(database.rows().await.is_empty());
    tokio::time::sleep(std::time::Duration::from_secs(wait)).await;
    server.send(&opened(now)).await.reference();
    for (number, at) in [now - 60_000, now + 60_000].into_iter().enumerate() {
        let filled = opened(at).with("first_name", &format!("Alix {number}"));
        server.send(&filled).await.reference();
    }
}

/// A server behind one proxy that says who is there.
async fn behind_a_proxy(database: &Database) -> (String, tempfile::TempDir) {
    let folder = dist::of_site(SITE.clone());
    let store = database.store().await;
    let mut app = crate::server::app(&folder, store);
    app.limits = Limits {
        proxies: 1,
        ..Limits::default()
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    (url, folder)
}

/// Sixty from one network are welcome; the next has to wait, and other networks have not.
async fn an_office_registers_together(database: Arc<Database>) {
    let (url, _folder) = behind_a_proxy(&database).await;
    let client = client();
    let send = async |number: usize, from: &str, accept: &str| {
        let filled = person(number, &["2025-11-26"]);
        let request = client
            .post(format!("{url}{}", filled.form.action))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, accept)
            .header("x-forwarded-for", from);
        Answer::of(request.body(filled.encoded())).await
    };
    for number in 0..60 {
        let from = if number % 2 == 0 {
            "203.0.113.9"
        } else {
            "203.0.113.9:4711"
        };
        send(number, from, "*/*").await.reference();
    }
    // What the client itself writes into the header is not believed.
    let answer = send(60, "192.0.2.1, 203.0.113.9", "*/*").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((3000..=3600).contains(&wait), "{wait}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let page = send(60, "203.0.113.9", "text/html").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let page = page.page();
    let wait: u64 = wait.div_ceil(60);
    let told = &SITE.fr.forms.common.too_many;
    let expected = [wait, wait - 1].map(|minutes| told.replace("{}", &minutes.to_string()));
    assert!(expected.contains(&page.text(".notice[role=alert]")));
    assert_eq!(page.values("email"), ["personne60@exemple.fr"]);
    // Someone who is in already gets their answer.
    send(0, "203.0.113.9", "*/*").await.reference();
    send(60, "203.0.113.10", "*/*").await.reference();
    assert_eq!(database.rows().await.len(), 61);
}

/// Ten times the same address, however it is written.
async fn an_address_is_not_flooded(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let send = async |number: usize, email: &str| {
        let filled = Filled::registration()
            .with("first_name", &format!("Camille {number}"))
            .with("email", email);
        server.send(&filled).await
    };
    for number in 0..10 {
        send(number, "camille@exemple.fr").await.reference();
    }
    for email in ["Camille@Exemple.FR", "camille+nec@exemple.fr"] {
        let answer = send(10, email).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
    send(10, "alix@exemple.fr").await.reference();
    // What is refused for another reason does not count.
    for _ in 0..20 {
        assert_eq!(send(11, "alix@exemple").await.status, 422);
    }
    send(12, "alix@exemple.fr").await.reference();
}

/// A lost answer is given again, however many there were.
async fn a_resend_is_never_too_many(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    for _ in 0..30 {
        server.send(&filled).await.reference();
    }
    let other = Filled::registration().with("first_name", "Alix");
    server.send(&other).await.reference();
}

/// A correction can name any address, so that it is no way around; what was typed stays.
async fn corrections_count_too(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let location = server.browse(&Filled::registration()).await;
    let path = location.header("location");
    let mut last = None;
    for number in 0..11 {
        let filled = Filled::registration()
            .with("email", "victime@exemple.fr")
            .with("first_name", &format!("Camille {number}"));
        let request = server
            .request(Method::POST, path)
            .header(ACCEPT, "text/html");
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = format!("action=correct&{}", filled.encoded());
        last = Some(Answer::of(request.body(body)).await);
    }
    let last = last.unwrap();
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!last.header("retry-after").is_empty());
    assert_eq!(last.page().values("first_name"), ["Camille 10"]);
    let mails = server.store.unsent().await.unwrap();
    let victim = mails
        .iter()
        .filter(|mail| mail.recipient == "victime@exemple.fr");
    assert_eq!(victim.count(), 10);
}

/// Whoever uses up the limit of somebody's address does so for their own network.
async fn nobody_is_locked_out(database: Arc<Database>) {
    let (url, _folder) = behind_a_proxy(&database).await;
    let client = client();
    let send = async |number: usize, from: &str| {
        let filled = Filled::registration().with("first_name", &format!("Camille {number}"));
        let request = client
            .post(format!("{url}{}", filled.form.action))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-forwarded-for", from);
        Answer::of(request.body(filled.encoded())).await
    };
    for number in 0..10 {
        send(number, "203.0.113.9").await.reference();
    }
    let answer = send(10, "203.0.113.9").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    send(11, "203.0.113.10").await.reference();
    // Many networks together are a program again.
    let mut number = 12;
    for network in 11..20 {
        for _ in 0..10 {
            let answer = send(number, &format!("203.0.113.{network}")).await;
            number += 1;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                assert_eq!(database.rows().await.len(), 100);
                return;
            }
        }
    }
    panic!("{number} registrations with one address");
}
