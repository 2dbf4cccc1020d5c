//! `GET /api/health`.

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;

/// Whether submissions can be stored right now.
pub(super) async fn health(State(app): State<App>) -> StatusCode {
    match app.store.ping().await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(error) => {
            tracing::error!("storage does not answer: {error}");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
