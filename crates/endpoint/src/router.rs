//! Which address leads where.

mod cors;
mod headers;
mod health;
mod places;

use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use nec_ess_domain::forms;
use tower::ServiceExt as _;

use crate::app::App;
use crate::body::MAX_BODY;
use crate::metrics::Metrics;
use crate::{form_page, lost_link, manage, statics, submit};

/// The whole service, of the build that lies there when a request comes.
pub fn router(app: App) -> Router {
    let built = Arc::new(RwLock::new((app.latest.reading(), of_build(app.latest()))));
    Router::new().fallback(move |request: Request| {
        let router = of_latest(&app, &built);
        async move {
            let Ok(response) = router.oneshot(request).await;
            response
        }
    })
}

/// The service of the build that was last read.
fn of_latest(app: &App, built: &RwLock<(u64, Router)>) -> Router {
    let reading = app.latest.reading();
    {
        let built = built.read().unwrap_or_else(PoisonError::into_inner);
        if built.0 == reading {
            return built.1.clone();
        }
    }
    let router = of_build(app.latest());
    *built.write().unwrap_or_else(PoisonError::into_inner) = (reading, router.clone());
    router
}

/// The service of one build.
fn of_build(app: App) -> Router {
    let hsts = app.hsts.clone();
    let metrics = app.metrics.clone();
    let mut api = Router::new();
    for form in forms::ALL {
        if !app.site.event.has(form) {
            api = api.route(form.action, any(form_page::no_form));
            continue;
        }
        api = api.route(
            form.action,
            post(move |State(app): State<App>, request: Request| {
                submit::submit(app, form, request)
            })
            .fallback(
                move |State(app): State<App>, method: Method, headers: HeaderMap| async move {
                    form_page::instead_of_post(&app, form, &method, &headers)
                },
            ),
        );
    }
    let api = api
        .route("/api/health", get(health::health))
        .route("/api/places", get(places::places))
        .layer(cors::layer(&app.site.settings))
        .layer(DefaultBodyLimit::max(MAX_BODY));
    let links = post(lost_link::send_again).fallback(lost_link::instead_of_post);
    Router::new()
        .merge(api)
        .route("/api/links", links.layer(DefaultBodyLimit::max(MAX_BODY)))
        .route(
            "/api/manage/{token}",
            get(manage::show).post(manage::change),
        )
        .route("/api/manage/{token}/event.ics", get(manage::calendar))
        // A link that was cut off, or had something put behind it.
        .route("/api/manage", get(manage::no_token))
        .route("/api/manage/", get(manage::no_token))
        .route(
            "/api/manage/{token}/",
            get(manage::show).post(manage::change),
        )
        .route("/api/manage/{token}/{*rest}", get(manage::no_token))
        .fallback_service(statics::service(&app))
        .layer(middleware::from_fn(move |request, next| {
            headers::add(hsts.clone(), request, next)
        }))
        .layer(middleware::from_fn(move |request, next| {
            count(metrics.clone(), request, next)
        }))
        .with_state(app)
}

async fn count(metrics: Metrics, request: Request, next: middleware::Next) -> Response {
    let response = next.run(request).await;
    metrics.request(response.status());
    response
}
