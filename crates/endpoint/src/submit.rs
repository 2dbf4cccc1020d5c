//! Takes a submission: reads it, checks it, stores it once, and only then says so.

use axum::Json;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nec_ess_domain::{Answers, Form, Lang, key, spam, validate};

use crate::app::App;
use crate::negotiate::{self, Wants};
use crate::reference::{content_hash, reference, token};
use crate::refusal::Refusal;
use crate::store::{Error, NewSubmission, Outcome, Stored};
use crate::{body, json, organisation, private_link};

/// `POST` of a form.
pub(crate) async fn submit(app: App, form: &'static Form, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let wants = Wants::from(&parts.headers);
    let answers = match body::answers(&parts.headers, body, app.body_patience).await {
        Ok(answers) => answers,
        Err(refusal) => {
            let lang = negotiate::lang(&parts.headers);
            return refusal.respond(&app, form, lang, &Answers::new(), wants);
        }
    };
    let lang = Lang::from_code(answers.first("lang"));
    let lang = lang.unwrap_or_else(|| negotiate::lang(&parts.headers));
    match store(&app, form, lang, &parts, &answers).await {
        Ok(stored) => success(&app, &stored, wants),
        Err(refusal) => refusal.respond(&app, form, lang, &answers, wants),
    }
}

async fn store(
    app: &App,
    form: &'static Form,
    lang: Lang,
    parts: &Parts,
    answers: &Answers,
) -> Result<Stored, Refusal> {
    let event = &app.site.event;
    let now = jiff::Timestamp::now();
    let is_closed = event.is_closed(now);
    let errors = validate(form, answers, &event.day_ids());
    if !errors.is_empty() {
        return Err(if is_closed {
            Refusal::Closed
        } else {
            Refusal::Fields(errors)
        });
    }
    let clean = form.clean(answers);
    let content_hash = content_hash(form.id, &clean);
    let random = |error: getrandom::Error| {
        tracing::error!("no randomness: {error}");
        Refusal::Unavailable
    };
    let new = NewSubmission {
        form: form.id,
        key: submission_key(&parts.headers, answers, &content_hash),
        reference: reference().map_err(random)?,
        token: token().map_err(random)?,
        lang,
        answers: clean,
        content_hash,
        created_at: now,
    };
    let failed = |error: Error| {
        tracing::error!(form = form.id, "not stored: {error}");
        Refusal::Unavailable
    };
    let network = app.limits.network(&parts.headers, &parts.extensions);
    let opened_at = answers.first(spam::OPENED_AT);
    let permit = if is_closed {
        Err(Refusal::Closed)
    } else if let Some(wait) = spam::too_early(opened_at, now.as_millisecond()) {
        Err(Refusal::TooMany(wait.unsigned_abs().div_ceil(1000)))
    } else {
        let permit = app.permit(form, &new.content_hash, &new.answers, network);
        permit.map_err(Refusal::TooMany)
    };
    let outcome = match permit {
        // Whoever lost the answer gets it again, also when nothing new would be taken.
        Err(refusal) => match app.store.earlier(&new).await.map_err(failed)? {
            Some(earlier) => earlier,
            None => return Err(refusal),
        },
        Ok(permit) => {
            let outcome = if answers.first(spam::FIELD).trim().is_empty() {
                app.store.add(&new, &app.caps()).await
            } else {
                app.store.quarantine(&new, &app.caps()).await
            };
            let outcome = outcome.map_err(failed)?;
            // Asking which organisations have a request counts too, else anyone could ask for all.
            if matches!(outcome, Outcome::Created(_) | Outcome::OrganisationTaken) {
                permit.used();
            }
            outcome
        }
    };
    match outcome {
        Outcome::Created(stored) => {
            let reference = &stored.reference;
            let quarantine = stored.is_quarantined;
            tracing::info!(form = form.id, reference, quarantine, "stored");
            Ok(stored)
        }
        Outcome::Replayed(stored) => Ok(stored),
        Outcome::Conflict if is_closed => Err(Refusal::Closed),
        Outcome::Conflict => Err(Refusal::Conflict),
        Outcome::OrganisationTaken => Err(Refusal::Fields(organisation::taken(form))),
    }
}

/// The key of the header or of the field; without script there is none, and the answers themselves
/// tell a second click from another person.
fn submission_key(headers: &HeaderMap, answers: &Answers, content_hash: &str) -> String {
    headers
        .get(key::HEADER)
        .and_then(|value| value.to_str().ok())
        .into_iter()
        .chain([answers.first(key::FIELD)])
        .find(|text| key::is_key(text))
        .map_or_else(|| format!("answers-{}", &content_hash[..40]), str::to_owned)
}

fn success(app: &App, stored: &Stored, wants: Wants) -> Response {
    let mut response = match wants {
        Wants::Html => {
            let location = [(header::LOCATION, private_link::path(&stored.token))];
            (StatusCode::SEE_OTHER, location).into_response()
        }
        Wants::Json => {
            let days = app.has_places(stored).then(|| stored.days.clone());
            (StatusCode::CREATED, Json(json::stored(stored, days))).into_response()
        }
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
