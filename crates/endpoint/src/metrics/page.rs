//! `GET /metrics`: what was counted, and what is looked up each time.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::prometheus_text::{CONTENT_TYPE, encode};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use tokio::time::timeout;

use super::PREFIX;
use crate::app::App;
use crate::store::{Backlog, Places};

/// How long the storage may take for each figure: whoever watches has to be told when it takes longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Serves the figures of `app` at `/metrics`, and nothing else.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .with_state(app)
}

async fn metrics(State(app): State<App>) -> Response {
    let looked_up = look_up(&app).await;
    let mut text = String::new();
    let written =
        encode(&mut text, &app.metrics.0.registry).and_then(|()| encode(&mut text, &looked_up));
    match written {
        Ok(()) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What only the storage knows. What it does not say in time is left out: a figure that is not there is no figure that is 0.
async fn look_up(app: &App) -> Registry {
    let app = &app.latest();
    let caps = app.caps();
    let now = jiff::Timestamp::now().as_millisecond();
    let (is_well, mails, places) = tokio::join!(
        app.health.is_well(&app.store),
        timeout(PATIENCE, app.store.backlog(now)),
        timeout(PATIENCE, app.store.places(&caps)),
    );
    let mut registry = Registry::with_prefix(PREFIX);
    registry.register(
        "storage_healthy",
        "1 when something was just stored to try it, otherwise 0",
        gauge(i64::from(is_well)),
    );
    registry.register(
        "site_current",
        "1 while pages and endpoint are of one build, 0 when the new one cannot be read",
        gauge(i64::from(app.latest.is_current())),
    );
    if let Ok(Ok(mails)) = mails {
        note_mails(&mut registry, &mails, now);
    }
    if let Ok(Ok(places)) = places {
        note_places(&mut registry, places);
    }
    registry
}

fn note_mails(registry: &mut Registry, mails: &Backlog, now: i64) {
    let age = mails.since.map_or(0, |since| ((now - since) / 1000).max(0));
    registry.register(
        "mails_waiting",
        "Mails in the outbox that are to be sent now",
        gauge(mails.waiting),
    );
    registry.register(
        "mails_failed",
        "Mails in the outbox that were refused for good",
        gauge(mails.failed),
    );
    registry.register(
        "mails_oldest_waiting_seconds",
        "How long the oldest mail has been waiting, seconds; 0 when none waits",
        gauge(age),
    );
}

fn note_places(registry: &mut Registry, places: Vec<Places>) {
    let (capacity, remaining) = (DayGauges::default(), DayGauges::default());
    for day in places {
        let labels = [("day", day.day)];
        capacity.get_or_create(&labels).set(day.capacity);
        remaining.get_or_create(&labels).set(day.remaining);
    }
    registry.register(
        "places_capacity",
        "Places on each day that has a limit",
        capacity,
    );
    registry.register(
        "places_remaining",
        "Places that are left on each day that has a limit",
        remaining,
    );
}

type DayGauges = Family<[(&'static str, String); 1], Gauge>;

fn gauge(value: i64) -> Gauge {
    let gauge = Gauge::default();
    gauge.set(value);
    gauge
}
