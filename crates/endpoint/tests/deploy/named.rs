//! What the documents and the files of `deploy/` name is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use nec_ess_endpoint::metrics;
use tower::ServiceExt as _;

use crate::database::{Database, Kind, run};
use crate::{dist, file, help, text};

const DOCUMENT: &str = "docs/operating.md";
const ALERTS: &str = "deploy/prometheus-alerts.yml";

/// The words of `text` that begin like this, each once.
fn words(text: &str, start: &str) -> BTreeSet<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    text.split(|letter| !is_part(letter))
        .filter(|word| word.starts_with(start))
        .map(|word| word.trim_end_matches('.').to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures() {
    run(Kind::Sqlite, figures_are_those_that_are_served).await;
}

/// The document tells every figure that is served and no other; alerts look at figures that are served.
async fn figures_are_those_that_are_served(database: Arc<Database>) {
    let mut site = dist::SITE.clone();
    site.event.days[0].capacity = Some(10);
    let folder = dist::of_site(site);
    let app = crate::server::app(&folder, database.store().await);
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = metrics::router(app).oneshot(request).await.unwrap();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    let served: BTreeSet<_> = body
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE "))
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect();
    assert_eq!(words(&text("docs/endpoint.md"), "nec_ess_"), served);
    let watched = words(&text(ALERTS), "nec_ess_");
    assert!(watched.len() > 5, "{watched:?}");
    for name in watched {
        let name = name.trim_end_matches("_bucket");
        assert!(served.contains(name), "{ALERTS}: {name}");
    }
}

/// Whoever gets an alert finds what to do.
#[test]
fn alerts_are_explained() {
    let alerts = text(ALERTS);
    let alerts: BTreeSet<_> = alerts
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- alert: "))
        .collect();
    let document = text(DOCUMENT);
    let table = document.split("| alert |").nth(1).unwrap();
    let table = table.split("\n\n").next().unwrap();
    let explained: BTreeSet<_> = table
        .lines()
        .skip(2)
        .flat_map(|line| {
            line.split('|')
                .nth(1)
                .unwrap()
                .split('`')
                .skip(1)
                .step_by(2)
        })
        .collect();
    assert_eq!(explained, alerts);
}

/// The document leads to files that are there, and to each of them.
#[test]
fn files_are_there() {
    let named = words(&text(DOCUMENT), "deploy/");
    let is_named = |path: &str| {
        named.iter().any(|name| match name.strip_suffix('-') {
            Some(start) => path.starts_with(start),
            None => path == name,
        })
    };
    for name in named.iter().filter(|name| !name.ends_with(['-', '/'])) {
        assert!(file(name).is_file(), "{name}");
    }
    for entry in std::fs::read_dir(file("deploy")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(is_named(&format!("deploy/{name}")), "{name}");
    }
}

/// Settings of the service, set or to be set, are settings that the program knows.
#[test]
fn settings_are_known() {
    let known = help::of("serve");
    let settings = text("deploy/endpoint.env");
    let names: Vec<_> = settings
        .lines()
        .filter_map(|line| line.trim_start_matches('#').split_once('='))
        .map(|(name, _)| name)
        .filter(|name| {
            name.chars()
                .all(|letter| letter.is_ascii_uppercase() || letter == '_')
        })
        .collect();
    assert!(names.len() > 4, "{names:?}");
    for name in names {
        assert!(known.contains(&format!("\n  {name} ")), "{name}");
    }
}
