//! Serves the prerendered site.

mod timed;

use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any_service;
use axum::{Router, middleware};
use nec_ess_domain::Lang;
use percent_encoding::percent_decode_str;
use tower_http::services::ServeDir;

use crate::app::App;
use crate::description::SITE_FILE;
use crate::negotiate;

use timed::{Pages, Turned};

/// The files of `dist/`, compressed beforehand, with a page of its own for what is not there.
pub(crate) fn service(app: &App) -> Router<()> {
    let dist = app.dist.clone();
    let missing = any_service(axum::handler::HandlerWithoutStateExt::into_service(
        move |request: Request| not_found(dist.clone(), request),
    ));
    let files = ServeDir::new(&app.dist)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(missing);
    let dist = app.dist.clone();
    let pages = Arc::new(Pages::default());
    let folder = app.dist.clone();
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn(move |request, next| {
            as_of_now(pages.clone(), folder.clone(), request, next)
        }))
        .layer(middleware::from_fn(move |request, next| {
            only_possible(dist.clone(), request, next)
        }))
        .layer(middleware::from_fn(share))
        .layer(middleware::from_fn(cache))
}

/// Keeps addresses away that no page can have: without a path, as proxies are asked; longer than names can be; with a NUL in it; with two slashes first, which a
/// redirection would turn into the address of another site; and that of the site's description, which is the endpoint's.
async fn only_possible(dist: PathBuf, request: Request, next: middleware::Next) -> Response {
    let path = request.uri().path();
    let decoded: Vec<u8> = percent_decode_str(path).collect();
    let is_possible = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() < 2048
        && path.split('/').all(|name| name.len() <= 255)
        && !decoded.contains(&0)
        && !decoded
            .split(|byte| *byte == b'/')
            .any(|name| name.starts_with(SITE_FILE.as_bytes()));
    if is_possible {
        return next.run(request).await;
    }
    let Ok(response) = not_found(dist, request).await;
    response
}

/// Sends a page of which something is otherwise than when it was built as it is now.
async fn as_of_now(
    pages: Arc<Pages>,
    dist: PathBuf,
    request: Request,
    next: middleware::Next,
) -> Response {
    let file = page_of(&dist, request.uri().path());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(file) = file.filter(|_| reads) else {
        return next.run(request).await;
    };
    let turned = tokio::task::spawn_blocking(move || pages.at(&file, now())).await;
    // What cannot be read is for the service of files to say.
    match turned {
        Ok(Ok(Some(turned))) => answer(&turned, request.headers()),
        _ => next.run(request).await,
    }
}

/// The file of the page at `path`.
fn page_of(dist: &Path, path: &str) -> Option<PathBuf> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let is_page = path.ends_with('/') || path.ends_with(".html");
    let index = if path.ends_with('/') {
        "index.html"
    } else {
        ""
    };
    let relative = format!("{}{index}", path.trim_start_matches('/'));
    let is_inside = Path::new(&relative)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (is_page && is_inside && !relative.contains('\\')).then(|| dist.join(relative))
}

/// Milliseconds since 1970.
fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

fn answer(turned: &Turned, headers: &HeaderMap) -> Response {
    let since = UNIX_EPOCH + Duration::from_millis(turned.since.unsigned_abs());
    let had = headers.get(header::IF_MODIFIED_SINCE);
    let had = had.and_then(|value| httpdate::parse_http_date(value.to_str().ok()?).ok());
    // Dates of HTTP have whole seconds.
    let is_known = had.is_some_and(|had| had + Duration::from_secs(1) > since);
    let common = [
        (header::LAST_MODIFIED, httpdate::fmt_http_date(since)),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let (encoding, body) = if accepts(headers, "br") {
        (Some("br"), &turned.brotli)
    } else if accepts(headers, "gzip") {
        (Some("gzip"), &turned.gzip)
    } else {
        (None, &turned.plain)
    };
    let encoding = encoding.map(|encoding| [(header::CONTENT_ENCODING, encoding)]);
    (common, encoding, HTML, body.clone()).into_response()
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    let mut named = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    named.any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_it = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        is_it && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// The kind of a page.
const HTML: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];

pub(crate) async fn not_found(dist: PathBuf, request: Request) -> Result<Response, Infallible> {
    let page = match negotiate::lang_at(request.uri().path(), request.headers()) {
        Lang::En => "en/404/index.html",
        Lang::Fr => "404.html",
    };
    let body = tokio::fs::read_to_string(dist.join(page)).await;
    let body = body.unwrap_or_default();
    let body = timed::turn(&body, now()).unwrap_or(body);
    // An address without a language has an answer in each.
    let vary = [(header::VARY, "accept-language, referer")];
    Ok((StatusCode::NOT_FOUND, HTML, vary, body).into_response())
}

/// Components stand in the pages of other sites, which read their files without credentials. Nothing else is theirs.
async fn share(request: Request, next: middleware::Next) -> Response {
    let path = request.uri().path();
    let is_framed = path.split('/').nth(2) == Some("embed");
    let is_shared = path == "/embed.js" || path.starts_with("/assets/") || is_framed;
    let mut response = next.run(request).await;
    if is_shared {
        let headers = response.headers_mut();
        let any = HeaderValue::from_static("*");
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
        // Parts of a component hold for some time only, and the device's clock may be wrong.
        let date = HeaderValue::from_static("date");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, date);
        // A page that isolates itself takes nothing that does not say so.
        let name = HeaderName::from_static("cross-origin-resource-policy");
        headers.insert(name, HeaderValue::from_static("cross-origin"));
        if is_framed {
            // Nor does it frame a page that is not isolated itself.
            let name = HeaderName::from_static("cross-origin-embedder-policy");
            headers.insert(name, HeaderValue::from_static("require-corp"));
        }
    }
    response
}

/// Files whose name carries their hash never change; all others are asked for again.
async fn cache(request: Request, next: middleware::Next) -> Response {
    let is_hashed = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let value = if is_hashed && is_there {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    response
}
