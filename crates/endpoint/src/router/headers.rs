//! What browsers are told about every answer.
//!
//! A page carries its own policy, with the hashes of what is inlined in it, so that it also holds on a server that sends
//! no headers. Who may frame a page can only be said here.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

const FRAMED_BY_NOBODY: &str = "frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
/// Of those who write the site, in a build that is never published: the list of all states frames each.
const FRAMED_BY_THE_SITE: &str = "frame-ancestors 'self'; base-uri 'none'; object-src 'none'";
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'";
const POWERS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Adds the headers of its kind to each answer; those that it has stay.
pub(super) async fn add(hsts: Option<HeaderValue>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_component = path.split('/').nth(2) == Some("embed");
    let is_state = path.starts_with("/states/");
    let mut response = next.run(request).await;
    let is_state = is_state && response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    let kind = content_type(headers);
    let mut put = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    match kind {
        Kind::Page if is_component => {}
        Kind::Page => {
            let framed = if is_state {
                FRAMED_BY_THE_SITE
            } else {
                FRAMED_BY_NOBODY
            };
            put(header::CONTENT_SECURITY_POLICY, framed);
            put(
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            );
            put(HeaderName::from_static("permissions-policy"), POWERS);
        }
        Kind::Json => put(header::CONTENT_SECURITY_POLICY, NO_PAGE),
        Kind::File => {}
    }
    if let Some(hsts) = hsts {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, hsts);
    }
    response
}

/// What an answer is to a browser.
#[derive(Clone, Copy)]
enum Kind {
    Page,
    Json,
    File,
}

fn content_type(headers: &HeaderMap) -> Kind {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/html") {
        Kind::Page
    } else if kind.contains("json") {
        Kind::Json
    } else {
        Kind::File
    }
}
