//! What else than a post comes to a form's address: a person who opens the address of the page that
//! answered, and programs by mistake.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nec_ess_domain::Form;
use serde_json::json;

use crate::app::App;
use crate::negotiate::{self, Wants};

/// A browser is led to the form's page, a program is told what the address is for.
pub(crate) fn instead_of_post(
    app: &App,
    form: &Form,
    method: &Method,
    headers: &HeaderMap,
) -> Response {
    let reads = *method == Method::GET || *method == Method::HEAD;
    let mut response = if reads && Wants::from(headers) == Wants::Html {
        let page = app.site.url(negotiate::lang(headers), form.id);
        (StatusCode::SEE_OTHER, [(header::LOCATION, page)]).into_response()
    } else {
        let status = StatusCode::METHOD_NOT_ALLOWED;
        let problem = json!({
            "type": "about:blank",
            "title": "This address takes POST only",
            "status": status.as_u16(),
        });
        let headers = [
            (header::ALLOW, "POST"),
            (header::CONTENT_TYPE, "application/problem+json"),
        ];
        (status, headers, Json(problem)).into_response()
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
