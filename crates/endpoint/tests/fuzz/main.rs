//! Requests that nobody thought of: no panic, no 5xx, and nothing stored that breaks the rules.
//!
//! As many as the variable `FUZZ` says; `cargo xtask test fuzz` sends a million to each storage.
#![allow(clippy::unwrap_used)] // A test whose own set-up fails has to stop there.
#![allow(dead_code)] // The helpers are shared with other tests, which use all of them.

#[path = "../http/answer.rs"]
mod answer;
#[path = "../http/database.rs"]
mod database;
#[path = "../http/dist.rs"]
mod dist;
#[path = "../http/forms.rs"]
mod forms;
#[path = "../http/page.rs"]
mod page;
mod requests;
#[path = "../http/server.rs"]
mod server;
mod wire;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nec_ess_domain::{forms as all_forms, validate};
use nec_ess_endpoint::router;
use nec_ess_endpoint::server::{self as serving, Limits};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::JoinSet;

use crate::database::Database;
use crate::dist::SITE;
use crate::requests::{Request, request};
use crate::wire::Wire;

mod any_requests {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::any_requests).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        run(Kind::Postgres, super::any_requests).await;
    }
}

/// Connections at a time.
const CONNECTIONS: usize = 32;
/// How many private pages are known to those who send.
const PAGES: usize = 50;

/// How many requests are sent.
fn count() -> usize {
    match std::env::var("FUZZ") {
        Ok(count) => count.parse().expect("FUZZ is a number"),
        Err(_) => 10_000,
    }
}

/// What came back.
#[derive(Default)]
struct Seen {
    statuses: Mutex<BTreeMap<u16, usize>>,
    /// Private pages that were told.
    pages: Mutex<Vec<String>>,
    /// Answers that nobody should get, with their requests.
    wrong: Mutex<Vec<String>>,
}

async fn any_requests(database: Arc<Database>) {
    let panics = count_panics();
    let address = serve(&database).await;
    let seen = Arc::new(Seen::default());
    let requests = Arc::new(tokio::sync::Mutex::new(make()));
    let mut senders = JoinSet::new();
    for _ in 0..CONNECTIONS {
        senders.spawn(send(address, Arc::clone(&seen), Arc::clone(&requests)));
    }
    senders.join_all().await;
    let statuses = seen.statuses.lock().unwrap().clone();
    println!("{statuses:?}");
    let wrong = seen.wrong.lock().unwrap().clone();
    assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(5)]);
    assert_eq!(panics.load(Ordering::SeqCst), 0, "it panicked");
    // Else the test would say little.
    for status in [200, 201, 303, 400, 404, 405, 409, 413, 415, 422] {
        assert!(statuses.contains_key(&status), "no {status}: {statuses:?}");
    }
    let stored = database.store().await.all().await.unwrap();
    assert!(!stored.is_empty());
    for one in stored {
        let form = all_forms::ALL.iter().find(|form| form.id == one.form);
        let form = form.expect("a known form");
        let errors = validate(form, &one.answers, &SITE.event.day_ids());
        assert!(errors.is_empty(), "{errors:?} in {:?}", one.answers);
        assert_eq!(form.clean(&one.answers), one.answers);
    }
}

/// Counts panics of all threads; each is told as before.
fn count_panics() -> Arc<AtomicUsize> {
    let panics = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&panics);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        counted.fetch_add(1, Ordering::SeqCst);
        before(panic);
    }));
    panics
}

/// Serves with short limits of time: many requests never come to an end.
async fn serve(database: &Database) -> SocketAddr {
    let limits = Limits {
        head: Duration::from_millis(150),
        body: Duration::from_millis(150),
        ..Limits::default()
    };
    let folder = dist::whole();
    let mut app = server::app(&folder, database.store().await);
    app.body_patience = limits.body;
    app.limits.per_network = 0;
    app.limits.per_email = 0;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        // As long as the test runs.
        let _folder = folder;
        let metrics = app.metrics.clone();
        serving::serve(
            listener,
            router(app),
            limits,
            &metrics,
            std::future::pending(),
        )
        .await;
    });
    address
}

/// Makes requests on a thread of its own, as fast as they are sent.
fn make() -> Receiver<Request> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).unwrap();
    println!("seed {seed:?}");
    let (requests, made) = channel(CONNECTIONS);
    std::thread::spawn(move || {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let strategy = request();
        for _ in 0..count() {
            let request = strategy.new_tree(&mut runner).unwrap().current();
            if requests.blocking_send(request).is_err() {
                break;
            }
        }
    });
    made
}

/// Sends one request after the other.
async fn send(
    address: SocketAddr,
    seen: Arc<Seen>,
    requests: Arc<tokio::sync::Mutex<Receiver<Request>>>,
) {
    let mut wire = Wire::to(address);
    loop {
        let Some(made) = requests.lock().await.recv().await else {
            break;
        };
        let bytes = made.bytes(&seen.pages.lock().unwrap());
        let Some(answer) = wire.send(&bytes, made.closes).await else {
            continue;
        };
        *seen
            .statuses
            .lock()
            .unwrap()
            .entry(answer.status)
            .or_default() += 1;
        // Health says so when the storage does not write within a second, as on a machine that is busy with this.
        let is_busy = answer.status == 503 && made.is_of_health();
        if answer.status >= 500 && !is_busy {
            let text = format!("{}: {:?}", answer.status, String::from_utf8_lossy(&bytes));
            seen.wrong.lock().unwrap().push(text);
        }
        if let Some(page) = answer.page() {
            let mut pages = seen.pages.lock().unwrap();
            if pages.len() < PAGES {
                pages.push(page);
            } else {
                // Those that were erased make room.
                pages[answer.text.len() % PAGES] = page;
            }
        }
    }
}
