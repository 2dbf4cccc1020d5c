//! `GET /api/places`.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;

/// How many places are left on each day that has a limit.
pub(super) async fn places(State(app): State<App>) -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match app.store.places(&app.caps()).await {
        Ok(places) => {
            let days: Vec<_> = places
                .into_iter()
                .map(|places| {
                    json!({
                        "day": places.day,
                        "capacity": places.capacity,
                        "remaining": places.remaining,
                    })
                })
                .collect();
            (no_store, Json(json!({ "days": days }))).into_response()
        }
        Err(error) => {
            tracing::error!("cannot count places: {error}");
            let retry = [(header::RETRY_AFTER, "5")];
            (StatusCode::SERVICE_UNAVAILABLE, no_store, retry).into_response()
        }
    }
}
