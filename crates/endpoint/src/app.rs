//! The routes.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use nec_ess::ssr::{Assets, FormState, Instead, Request, Shown, SiteFile, document};
use nec_ess_content::Site;
use nec_ess_domain::{Answers, Form, Kind, Lang, forms, key};
use serde_json::json;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

use crate::limits::{Counter, Limits, Permit};
use crate::refusal::Refusal;
use crate::store::{Caps, Store, Stored};
use crate::{form_page, manage, statics, submit};

/// The largest body that is read, bytes. A form with every field at its limit stays under 8 KiB.
pub const MAX_BODY: usize = 32 * 1024;

/// What every request draws from.
#[derive(Clone)]
pub struct App {
    /// The checked content.
    pub site: Arc<Site>,
    /// Scripts and style for the pages that are rendered here.
    pub assets: Arc<Assets>,
    /// Where submissions are kept.
    pub store: Store,
    /// The folder of the prerendered site.
    pub dist: PathBuf,
    /// How often is too often.
    pub limits: Limits,
    /// What was counted so far.
    pub counter: Counter,
}

impl App {
    /// Reads the site's own description beside its pages.
    ///
    /// # Errors
    /// What could not be read, in plain words.
    pub fn open(dist: PathBuf, store: Store) -> Result<Self, String> {
        let path = dist.join("site.json");
        let text = std::fs::read_to_string(&path).map_err(|error| {
            format!(
                "{}: {error} (expected the folder that `cargo xtask build` makes)",
                path.display()
            )
        })?;
        let SiteFile { site, assets } =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self {
            site: Arc::new(site),
            assets: Arc::new(assets),
            store,
            dist,
            limits: Limits::default(),
            counter: Counter::default(),
        })
    }

    /// Takes room for the submission `what` with `answers` from `network`.
    ///
    /// # Errors
    /// That there is none for the moment.
    pub(crate) fn permit(
        &self,
        form: &Form,
        what: &str,
        answers: &Answers,
        network: Option<String>,
    ) -> Result<Permit, Refusal> {
        let mut fields = form.fields.iter();
        let email = fields
            .find(|field| field.kind == Kind::Email)
            .map(|field| answers.first(field.name).to_lowercase());
        let network = network.map(|network| (network, self.limits.per_network));
        let email = email.map(|email| (email, self.limits.per_email));
        let names = network.into_iter().chain(email).collect();
        self.counter.take(what, names).map_err(Refusal::TooMany)
    }

    /// How many people there is room for on each day.
    #[must_use]
    pub fn caps(&self) -> Caps {
        let days = &self.site.event.days;
        days.iter()
            .filter_map(|day| Some((day.date.to_string(), i64::from(day.capacity?))))
            .collect()
    }

    /// Whether there is anything to say about places to the person of `stored`.
    pub(crate) fn has_places(&self, stored: &Stored) -> bool {
        let is_limited = self
            .site
            .event
            .days
            .iter()
            .any(|day| day.capacity.is_some());
        // Someone may still wait on a day that had a limit before.
        !stored.days.is_empty() && (is_limited || stored.status() == "waiting")
    }

    /// The page `id` as a document, with a form in the given state or a receipt.
    pub(crate) fn page(
        &self,
        lang: Lang,
        id: &str,
        form: FormState,
        receipt: Option<Instead>,
    ) -> String {
        let page = self
            .site
            .page(lang, id)
            .expect("load() checked that this page exists");
        document(&Request {
            site: &self.site,
            assets: &self.assets,
            lang,
            page,
            path: &page.url,
            shown: Shown { form, receipt },
        })
    }
}

/// The whole service.
pub fn router(app: App) -> Router {
    let mut api = Router::new();
    for form in forms::ALL {
        api = api.route(
            form.action,
            post(
                move |State(app): State<App>, request: axum::extract::Request| {
                    submit::submit(app, form, request)
                },
            )
            .fallback(
                move |State(app): State<App>, method: Method, headers: HeaderMap| async move {
                    form_page::instead_of_post(&app, form, &method, &headers)
                },
            ),
        );
    }
    let api = api
        .route("/api/health", get(health))
        .route("/api/places", get(places))
        .layer(cors(&app.site.settings.cors_origins))
        .layer(DefaultBodyLimit::max(MAX_BODY));
    Router::new()
        .merge(api)
        .route(
            "/api/manage/{token}",
            get(manage::show).post(manage::change),
        )
        .route("/api/manage/{token}/event.ics", get(manage::calendar))
        .fallback_service(statics::service(&app))
        .with_state(app)
}

/// Whether submissions can be stored right now.
async fn health(State(app): State<App>) -> StatusCode {
    match app.store.ping().await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(error) => {
            tracing::error!("storage does not answer: {error}");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// How many places are left on each day that has a limit.
async fn places(State(app): State<App>) -> Response {
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

/// Posts from other sites' pages: from any, or from the listed ones. Never with credentials.
fn cors(origins: &[String]) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_methods([Method::POST])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static(key::HEADER)])
        .expose_headers([header::RETRY_AFTER]);
    if origins.is_empty() {
        layer.allow_origin(Any)
    } else {
        layer.allow_origin(AllowOrigin::list(
            origins.iter().filter_map(|origin| origin.parse().ok()),
        ))
    }
}
