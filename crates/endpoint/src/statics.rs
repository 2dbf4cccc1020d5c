//! Serves the prerendered site.

use std::convert::Infallible;
use std::path::PathBuf;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any_service;
use axum::{Router, middleware};
use nec_ess_domain::Lang;
use percent_encoding::percent_decode_str;
use tower_http::services::ServeDir;

use crate::app::App;
use crate::description::SITE_FILE;
use crate::negotiate;

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
    Router::new()
        .fallback_service(files)
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

pub(crate) async fn not_found(dist: PathBuf, request: Request) -> Result<Response, Infallible> {
    let page = match negotiate::lang_at(request.uri().path(), request.headers()) {
        Lang::En => "en/404/index.html",
        Lang::Fr => "404.html",
    };
    let body = tokio::fs::read(dist.join(page)).await.unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        // An address without a language has an answer in each.
        (header::VARY, "accept-language, referer"),
    ];
    Ok((StatusCode::NOT_FOUND, headers, Body::from(body)).into_response())
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
