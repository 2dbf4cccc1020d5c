//! `GET /api/health`.

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;

/// Whether submissions can be stored right now.
pub(super) async fn health(State(app): State<App>) -> StatusCode {
    if app.health.is_well(&app.store).await {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}
