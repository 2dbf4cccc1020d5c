//! Answers to programs that say why something was not done (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nec_ess_domain::wire::{Earlier, FieldProblem, Problem};

/// The type of a problem that its status and title say all of.
pub(crate) const UNTYPED: &str = "about:blank";

/// The answer `status`, which `title` explains, with what is wrong with the fields.
pub(crate) fn respond(
    status: StatusCode,
    title: &'static str,
    errors: Vec<FieldProblem>,
) -> Response {
    respond_as(UNTYPED, status, title, errors, None)
}

/// The same, of the type `kind`, with what was stored before where that is in the way.
pub(crate) fn respond_as(
    kind: &'static str,
    status: StatusCode,
    title: &'static str,
    errors: Vec<FieldProblem>,
    earlier: Option<Earlier>,
) -> Response {
    let problem = Problem {
        kind: kind.into(),
        title: title.into(),
        status: status.as_u16(),
        errors,
        earlier,
    };
    let mut response = (status, Json(problem)).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
