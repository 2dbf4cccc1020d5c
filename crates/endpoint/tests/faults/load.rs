//! People who register, one after the other on some connections, and try again until they are told that it is stored.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, StatusCode};
use serde_json::Value;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::forms::Filled;
use crate::program::Program;

/// How many people are at it at a time.
const PEOPLE: usize = 8;
/// Between two tries, and between two people on a connection where nothing else is said.
const PAUSE: Duration = Duration::from_millis(20);
/// How long a browser waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// By then it has to go on, once the cause of a fault is gone.
const SOON: Duration = Duration::from_secs(40);

/// The people of a test.
pub struct Load {
    seen: Arc<Seen>,
    tasks: JoinSet<()>,
}

#[derive(Default)]
struct Seen {
    begun: AtomicUsize,
    refused: AtomicUsize,
    is_over: AtomicBool,
    /// The reference that each person was told.
    told: Mutex<BTreeMap<String, String>>,
}

impl Load {
    /// Begins to send to `address`.
    pub fn start(address: SocketAddr) -> Self {
        Self::paced(address, PAUSE)
    }

    /// The same with so long a pause between two people on a connection.
    pub fn paced(address: SocketAddr, pause: Duration) -> Self {
        let seen = Arc::new(Seen::default());
        let mut tasks = JoinSet::new();
        for _ in 0..PEOPLE {
            tasks.spawn(people(address, Arc::clone(&seen), pause));
        }
        Self { seen, tasks }
    }

    /// How many people were told that they are registered.
    pub fn told(&self) -> usize {
        self.seen.told.lock().unwrap().len()
    }

    /// Waits until some more people were told so.
    pub async fn goes_on(&self, program: &Program) {
        let wanted = self.told() + 2 * PEOPLE;
        let goes_on = self.reaches(|| self.told() >= wanted).await;
        assert!(
            goes_on,
            "{} of {wanted} told; its log:\n{}",
            self.told(),
            program.log()
        );
    }

    /// Waits until some people were told to try again.
    pub async fn is_refused(&self, program: &Program) {
        let refused = || self.seen.refused.load(Ordering::Relaxed);
        let wanted = refused() + 1;
        let is_refused = self.reaches(|| refused() >= wanted).await;
        assert!(is_refused, "nobody is refused; its log:\n{}", program.log());
    }

    async fn reaches(&self, what: impl Fn() -> bool) -> bool {
        let begin = Instant::now();
        while begin.elapsed() < SOON {
            if what() {
                return true;
            }
            sleep(Duration::from_millis(5)).await;
        }
        false
    }

    /// Has everyone come to an end, and holds what they were told against what is stored.
    pub async fn ends(mut self, program: &Program) -> Vec<String> {
        self.seen.is_over.store(true, Ordering::Relaxed);
        while let Some(ended) = self.tasks.join_next().await {
            ended.unwrap_or_else(|error| panic!("{error}; its log:\n{}", program.log()));
        }
        let told = std::mem::take(&mut *self.seen.told.lock().unwrap());
        assert_eq!(told.len(), self.seen.begun.load(Ordering::Relaxed));
        let stored = program.export().await;
        let references: BTreeSet<&str> = stored.iter().map(reference).collect();
        assert_eq!(
            references.len(),
            stored.len(),
            "a reference was given twice"
        );
        let mut found = BTreeMap::new();
        for row in &stored {
            let email = row["answers"]["email"][0].as_str().unwrap().to_owned();
            let earlier = found.insert(email, reference(row).to_owned());
            assert_eq!(earlier, None, "stored twice: {row}");
        }
        let lost: Vec<_> = told
            .iter()
            .filter(|(email, reference)| found.get(*email) != Some(reference))
            .collect();
        assert!(lost.is_empty(), "told, and not stored: {lost:?}");
        assert_eq!(found.len(), told.len(), "stored for nobody");
        told.into_keys().collect()
    }
}

fn reference(row: &Value) -> &str {
    row["reference"].as_str().unwrap()
}

/// One person after the other.
async fn people(address: SocketAddr, seen: Arc<Seen>, pause: Duration) {
    let client = Client::builder()
        .no_proxy()
        .timeout(PATIENCE)
        .build()
        .unwrap();
    while !seen.is_over.load(Ordering::Relaxed) {
        let number = seen.begun.fetch_add(1, Ordering::Relaxed);
        let email = format!("personne.{number}@exemple.fr");
        let filled = Filled::registration()
            .with("email", &email)
            .key(&format!("the-key-of-person-{number:08}"));
        let url = format!("http://{address}{}", filled.form.action);
        let begin = Instant::now();
        let reference = loop {
            let request = client
                .post(&url)
                .header(ACCEPT, "application/json")
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(filled.encoded());
            match sent(request).await {
                Ok(Some(reference)) => break reference,
                Ok(None) => {
                    seen.refused.fetch_add(1, Ordering::Relaxed);
                }
                // The connection ended, or none could be made: the person knows nothing.
                Err(_) => {}
            }
            assert!(begin.elapsed() < 3 * SOON, "{email} is never registered");
            sleep(PAUSE).await;
        };
        seen.told.lock().unwrap().insert(email, reference);
        sleep(pause).await;
    }
}

/// The reference that the answer tells; nothing where it asks to try again.
async fn sent(request: reqwest::RequestBuilder) -> reqwest::Result<Option<String>> {
    let answer = request.send().await?;
    let status = answer.status();
    let body = answer.text().await?;
    match status {
        StatusCode::CREATED | StatusCode::OK => {
            let body: Value = serde_json::from_str(&body).unwrap();
            Ok(Some(reference(&body).to_owned()))
        }
        StatusCode::SERVICE_UNAVAILABLE => Ok(None),
        other => panic!("{other}: {body}"),
    }
}
