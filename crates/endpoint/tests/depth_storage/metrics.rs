//! What whoever runs the endpoint watches, read over HTTP as Prometheus reads it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use nec_ess_content::Site;
use nec_ess_domain::{Form, forms, spam};
use nec_ess_endpoint::mail::{Mailer, Settings};
use nec_ess_endpoint::server::{self, Limits};
use nec_ess_endpoint::store::Store;
use nec_ess_endpoint::{App, metrics, router};
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::{self, SITE};
use crate::forms::{Filled, KEY};
use crate::places::person;
use crate::server::client;
use crate::smtp::{Mood, Smtp};

crate::on_both!(
    submissions_by_what_became_of_them,
    mails_and_places,
    a_storage_that_fails,
    nothing_tells_of_a_person,
    on_an_address_of_its_own,
);

const FORM: &str = "application/x-www-form-urlencoded";
const LAST: &str = "2025-11-27";

/// An endpoint with its figures beside it.
struct Watched {
    url: String,
    figures: String,
    store: Store,
    app: App,
    _folder: TempDir,
}

impl Watched {
    async fn start(database: &Database, change: impl FnOnce(&mut Site)) -> Self {
        let mut site = SITE.clone();
        change(&mut site);
        let folder = dist::of_site(site);
        let store = database.store().await;
        let app = crate::server::app(&folder, store.clone());
        let (listener, url) = listen().await;
        let (metrics, service) = (app.metrics.clone(), router(app.clone()));
        tokio::spawn(async move {
            let forever = std::future::pending();
            server::serve(listener, service, Limits::default(), &metrics, forever).await;
        });
        let (listener, figures) = listen().await;
        let service = metrics::router(app.clone());
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self {
            url,
            figures: format!("{figures}/metrics"),
            store,
            app,
            _folder: folder,
        }
    }

    async fn post(&self, form: &Form, body: String, kind: &str) -> StatusCode {
        let request = client()
            .post(format!("{}{}", self.url, form.action))
            .header(CONTENT_TYPE, kind)
            .header(ACCEPT, "application/json");
        Answer::of(request.body(body)).await.status
    }

    async fn send(&self, filled: &Filled) -> StatusCode {
        self.post(filled.form, filled.encoded(), FORM).await
    }

    async fn figures(&self) -> Figures {
        Figures::of(&self.figures).await
    }
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    (listener, format!("http://{address}"))
}

/// The value of each series, by its name with its labels.
struct Figures {
    text: String,
    values: BTreeMap<String, f64>,
}

impl Figures {
    async fn of(url: &str) -> Self {
        let answer = Answer::of(client().get(url)).await;
        assert_eq!(answer.status, StatusCode::OK);
        let kind = "text/plain; version=0.0.4; charset=utf-8";
        assert_eq!(answer.header("content-type"), kind);
        let text = answer.text().to_owned();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let values = lines
            .map(|line| {
                let (name, value) = line.rsplit_once(' ').unwrap();
                (name.to_owned(), value.parse().unwrap())
            })
            .collect();
        Self { text, values }
    }

    fn of_name(&self, name: &str) -> Option<f64> {
        self.values.get(name).copied()
    }

    /// What is not 0 of the counters that begin so, by what follows.
    fn counted(&self, name: &str) -> Vec<(&str, f64)> {
        let values = self.values.iter().filter(|(_, value)| **value != 0.0);
        values
            .filter_map(|(series, value)| Some((series.strip_prefix(name)?, *value)))
            .collect()
    }
}

/// Every way in which a submission can end is counted as that way, and as no other.
async fn submissions_by_what_became_of_them(database: Arc<Database>) {
    let watched = Watched::start(&database, |_| {}).await;
    let before = watched.figures().await;
    assert_eq!(before.counted("nec_ess_submissions_total"), []);
    // Known before it happens, so that the first time is a rise.
    let series = "nec_ess_submissions_total{form=\"workshop\",outcome=\"failed\"}";
    assert_eq!(before.of_name(series), Some(0.0));
    // Where the event has it.
    let without = Watched::start(&database, |site| site.event.workshop = None).await;
    assert_eq!(without.figures().await.of_name(series), None);

    let first = Filled::registration().key(KEY);
    let other = KEY.replace('0', "1");
    let filled = |name: &str| Filled::registration().with("first_name", name);
    watched.send(&first).await;
    watched.send(&first).await;
    watched.send(&first.clone().key(&other)).await;
    watched.send(&filled("Alix").key(KEY)).await;
    watched.send(&filled("Spam").with(spam::FIELD, "x")).await;
    watched.send(&filled("Lou").with("email", "?")).await;
    let now = jiff::Timestamp::now().as_millisecond().to_string();
    watched
        .send(&filled("Max").with(spam::OPENED_AT, &now))
        .await;
    let form = first.form;
    watched.post(form, "a".repeat(40_000), FORM).await;
    watched.post(form, "{".into(), "application/json").await;
    watched.post(form, "a=1".into(), "text/plain").await;
    let request = Filled::reimbursement();
    watched.send(&request).await;
    let colleague = request.with("first_name", "Alix");
    watched.send(&colleague).await;
    watched.send(&Filled::workshop()).await;

    let figures = watched.figures().await;
    let of = |form: &str| {
        let prefix = format!("nec_ess_submissions_total{{form=\"{form}\",outcome=\"");
        let counted = figures.counted(&prefix);
        let named = counted
            .into_iter()
            .map(|(name, value)| (name.trim_end_matches("\"}").to_owned(), value));
        named.collect::<Vec<_>>()
    };
    let expected = |pairs: &[(&str, f64)]| {
        let owned = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), *value));
        owned.collect::<Vec<_>>()
    };
    let registrations = [
        ("again", 1.0),
        ("already_stored", 1.0),
        ("conflict", 1.0),
        ("invalid", 1.0),
        ("limited", 1.0),
        ("quarantined", 1.0),
        ("stored", 1.0),
        ("too_large", 1.0),
        ("unreadable", 2.0),
    ];
    assert_eq!(of("registration"), expected(&registrations));
    let requests = [("organisation_taken", 1.0), ("stored", 1.0)];
    assert_eq!(of("reimbursement"), expected(&requests));
    assert_eq!(of("workshop"), expected(&[("stored", 1.0)]));
    // The storage was asked about all that could be stored: five registrations, two requests, one for the workshop.
    assert_eq!(figures.of_name("nec_ess_store_seconds_count"), Some(8.0));
    let status = |class: &str| {
        figures.of_name(&format!(
            "nec_ess_http_requests_total{{status=\"{class}\"}}"
        ))
    };
    assert_eq!(status("2xx"), Some(5.0));
    assert_eq!(status("4xx"), Some(8.0));
}

/// Mails that wait, fail and are sent; places that are left.
async fn mails_and_places(database: Arc<Database>) {
    let watched = Watched::start(&database, |site| site.event.days[2].capacity = Some(2)).await;
    watched.send(&person(0, &[LAST])).await;
    watched.send(&person(1, &["2025-11-26"])).await;
    let hour_ago = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(1);
    let sql = format!("UPDATE outbox SET created_at = '{hour_ago}' WHERE recipient LIKE '%0@%'");
    database.execute(&sql).await;
    let figures = watched.figures().await;
    let day = format!("{{day=\"{LAST}\"}}");
    let of_day = |name: &str| figures.of_name(&format!("nec_ess_places_{name}{day}"));
    assert_eq!(of_day("capacity"), Some(2.0));
    assert_eq!(of_day("remaining"), Some(1.0));
    assert_eq!(figures.of_name("nec_ess_mails_waiting"), Some(2.0));
    assert_eq!(figures.of_name("nec_ess_mails_failed"), Some(0.0));
    let age = figures.of_name("nec_ess_mails_oldest_waiting_seconds");
    assert!((3600.0..3660.0).contains(&age.unwrap()), "{age:?}");

    let smtp = Smtp::start([Mood::Says(550)]).await;
    let settings = Settings {
        smtp_url: format!("smtp://{}", smtp.address),
        from: "bonjour@nec-ess.example".to_owned(),
        public_url: "https://inscription.example".to_owned(),
        patience: Duration::from_secs(20),
        first_pause: Duration::from_secs(100),
        ..Settings::default()
    };
    let mailer = Mailer::new(&settings, &watched.app).unwrap();
    mailer.send_due().await.unwrap();
    let figures = watched.figures().await;
    assert_eq!(figures.of_name("nec_ess_mails_waiting"), Some(0.0));
    assert_eq!(figures.of_name("nec_ess_mails_failed"), Some(1.0));
    let age = figures.of_name("nec_ess_mails_oldest_waiting_seconds");
    assert_eq!(age, Some(0.0));
    let tried = figures.counted("nec_ess_mails_total");
    let expected = [("{outcome=\"failed\"}", 1.0), ("{outcome=\"sent\"}", 1.0)];
    assert_eq!(tried, expected);
}

/// A storage that fails is told as that; what it cannot say is left out rather than 0.
async fn a_storage_that_fails(database: Arc<Database>) {
    let watched = Watched::start(&database, |site| site.event.days[2].capacity = Some(2)).await;
    let healthy = "nec_ess_storage_healthy";
    assert_eq!(watched.figures().await.of_name(healthy), Some(1.0));
    watched.store.close().await;
    let status = watched.send(&Filled::registration()).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    // An answer about its health is given again for a moment.
    tokio::time::sleep(Duration::from_millis(600)).await;
    let figures = watched.figures().await;
    assert_eq!(figures.of_name(healthy), Some(0.0));
    let failed = "nec_ess_submissions_total{form=\"registration\",outcome=\"failed\"}";
    assert_eq!(figures.of_name(failed), Some(1.0));
    for name in ["nec_ess_mails_waiting", "nec_ess_places_remaining"] {
        assert!(!figures.text.contains(name), "{}", figures.text);
    }
}

/// However many people come, the series stay the same, and each value of a label is one that is known beforehand.
async fn nothing_tells_of_a_person(database: Arc<Database>) {
    let watched = Watched::start(&database, |site| site.event.days[2].capacity = Some(2)).await;
    let before = watched.figures().await;
    for number in 0..5 {
        watched.send(&person(number, &[LAST])).await;
    }
    let path = format!("{}/fr/personne5@exemple.fr", watched.url);
    Answer::of(client().get(path)).await;
    let after = watched.figures().await;
    let series = |figures: &Figures| figures.values.keys().cloned().collect::<Vec<_>>();
    assert_eq!(series(&before), series(&after));

    let mut known = vec![LAST.to_owned(), env!("CARGO_PKG_VERSION").to_owned()];
    known.extend(forms::ALL.iter().map(|form| form.id.to_owned()));
    let labels = series(&after).join("\n");
    for label in labels.split('{').skip(1) {
        for pair in label.split('}').next().unwrap().split(',') {
            let (name, value) = pair.split_once('=').unwrap();
            let value = value.trim_matches('"');
            let is_word = value.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
            let is_known = match name {
                "outcome" => is_word,
                "status" => value.ends_with("xx"),
                "le" => value == "+Inf" || value.parse::<f64>().is_ok(),
                "form" | "day" | "version" => known.iter().any(|known| known == value),
                _ => false,
            };
            assert!(is_known, "{pair}");
        }
    }
}

/// The program serves the figures where it is told to, and never among the pages; a connection is counted while it is open.
async fn on_an_address_of_its_own(database: Arc<Database>) {
    let folder = dist::of_site(SITE.clone());
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.args(["serve", "--port", "0", "--metrics"]);
    let output = program.arg("9464").output().await.unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("127.0.0.1:9464"), "{said}");

    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.args(["serve", "--port", "0", "--metrics", "127.0.0.1:0", "--dist"]);
    program.arg(folder.path());
    program.env("DATABASE_URL", &database.url);
    program.env("LINK_SECRET", crate::server::SECRET);
    program.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = program.kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut line = async || lines.next_line().await.unwrap().unwrap();
    let line_one = line().await;
    let url = line_one.strip_prefix("listening on ").unwrap();
    let line_two = line().await;
    let figures = line_two.strip_prefix("metrics on ").unwrap();

    let public = Answer::of(client().get(format!("{url}/metrics"))).await;
    assert_eq!(public.status, StatusCode::NOT_FOUND);
    let elsewhere = figures.replace("/metrics", "/api/places");
    let elsewhere = Answer::of(client().get(elsewhere)).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    let address = url.strip_prefix("http://").unwrap();
    let open = "nec_ess_http_connections";
    // Those of the requests above may still be closing.
    assert!(wait_for(figures, open, 0.0).await);
    let connection = TcpStream::connect(address).await.unwrap();
    assert!(wait_for(figures, open, 1.0).await);
    drop(connection);
    assert!(wait_for(figures, open, 0.0).await);

    let id = child.id().unwrap().to_string();
    let kill = Command::new("kill").args(["-TERM", &id]).status().await;
    assert!(kill.unwrap().success());
    let ended = tokio::time::timeout(Duration::from_secs(10), child.wait()).await;
    assert!(ended.unwrap().unwrap().success());
}

/// Whether a figure comes to this value within seconds.
async fn wait_for(figures: &str, name: &str, value: f64) -> bool {
    for _ in 0..100 {
        if Figures::of(figures).await.of_name(name) == Some(value) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}
