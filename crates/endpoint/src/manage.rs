//! The private page of a submission: read, correct, cancel, erase. Whoever has the token may; there
//! is no cookie and no password.

mod answer;

pub(crate) use self::answer::answers;

use axum::extract::{Path, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use nec_ess_domain::{Answers, Form, forms, validate};
use serde_json::{Value, json};

use self::answer::Answer;
use crate::app::App;
use crate::reference::{content_hash, is_token};
use crate::refusal::Refusal;
use crate::store::{Change, Error, State, Stored};
use crate::{body, calendar as ics, organisation};

/// The path of the page that `token` opens.
pub(crate) fn path(token: &str) -> String {
    format!("/api/manage/{token}")
}

/// Each chosen day and whether there is a place, as JSON.
pub(crate) fn days(stored: &Stored) -> Value {
    stored
        .days
        .iter()
        .map(|day| json!({ "day": day.day, "status": day.status() }))
        .collect()
}

/// A submission with its form.
pub(crate) struct Found {
    pub(crate) stored: Stored,
    pub(crate) form: &'static Form,
}

/// `GET`: the receipt, or one of the pages that lead to a change.
pub(crate) async fn show(
    Extract(app): Extract<App>,
    Path(token): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let wants_json = wants_json(&headers);
    let query = uri.query().unwrap_or_default();
    let asked = |name: &str, value: &str| {
        form_urlencoded::parse(query.as_bytes()).any(|pair| pair.0 == name && pair.1 == value)
    };
    let answer = match find(&app, &token).await {
        Err(error) => unavailable(&error),
        Ok(None) => Answer::Unknown,
        Ok(Some(found)) => match found.stored.state {
            State::Erased => Answer::Erased(found),
            State::Active if asked("show", "correct") && !is_closed(&app) => {
                let answers = found.stored.answers.clone();
                Answer::Correct(found, answers)
            }
            State::Active if asked("show", "cancel") => Answer::AskCancel(found),
            _ if asked("show", "erase") => Answer::AskErase(found),
            State::Active if asked("done", "corrected") => Answer::Corrected(found),
            _ => Answer::Overview(found),
        },
    };
    private(answer.respond(&app, wants_json))
}

/// `POST`: does what the field `action` says.
pub(crate) async fn change(
    Extract(app): Extract<App>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let wants_json = wants_json(&parts.headers);
    let answer = match find(&app, &token).await {
        Err(error) => unavailable(&error),
        Ok(None) => Answer::Unknown,
        Ok(Some(found)) => match body::answers(&parts.headers, body).await {
            Err(refusal) => Answer::Refused(found, refusal),
            Ok(answers) => act(&app, &parts, found, answers)
                .await
                .unwrap_or_else(|error| unavailable(&error)),
        },
    };
    let redirection = answer.redirection().filter(|_| !wants_json);
    private(redirection.unwrap_or_else(|| answer.respond(&app, wants_json)))
}

/// `GET`: the calendar file.
pub(crate) async fn calendar(Extract(app): Extract<App>, Path(token): Path<String>) -> Response {
    let answer = match find(&app, &token).await {
        Err(error) => unavailable(&error),
        Ok(found) => {
            let file = found.as_ref().and_then(|found| file(&app, &found.stored));
            if let Some(file) = file {
                let disposition = format!("attachment; filename=\"{}\"", ics::FILE_NAME);
                let headers = [
                    (
                        header::CONTENT_TYPE,
                        "text/calendar; charset=utf-8".to_owned(),
                    ),
                    (header::CONTENT_DISPOSITION, disposition),
                ];
                return private((headers, file).into_response());
            }
            Answer::Unknown
        }
    };
    private(answer.respond(&app, false))
}

async fn act(app: &App, parts: &Parts, found: Found, answers: Answers) -> Result<Answer, Error> {
    let token = found.stored.token.clone();
    let Found { form, .. } = found;
    let change = match answers.first("action") {
        "cancel" if found.stored.is_quarantined => {
            let store = &app.store;
            store
                .end_quarantined(&found.stored, State::Cancelled)
                .await?
        }
        "erase" if found.stored.is_quarantined => {
            let store = &app.store;
            store.end_quarantined(&found.stored, State::Erased).await?
        }
        "cancel" => app.store.cancel(&token, &app.caps()).await?,
        "erase" => app.store.erase(&token, &app.caps()).await?,
        "correct" if found.stored.state != State::Active => Change::Over(found.stored.clone()),
        "correct" if is_closed(app) => return Ok(Answer::Refused(found, Refusal::Closed)),
        "correct" => {
            let errors = validate(form, &answers, &app.site.event.day_ids());
            if !errors.is_empty() {
                return Ok(Answer::Invalid(found, answers, errors));
            }
            let clean = form.clean(&answers);
            let hash = content_hash(form.id, &clean);
            // A correction can lead to another address, which then gets a mail.
            let network = app.limits.network(&parts.headers, &parts.extensions);
            let permit = match app.permit(form, &hash, &clean, network) {
                Ok(permit) => permit,
                Err(refusal) => return Ok(Answer::Postponed(found, answers, refusal)),
            };
            permit.used();
            if found.stored.is_quarantined {
                let store = &app.store;
                store
                    .correct_quarantined(&found.stored, &clean, &hash)
                    .await?
            } else {
                app.store
                    .correct(&token, &clean, &hash, &app.caps())
                    .await?
            }
        }
        _ => return Ok(Answer::Refused(found, Refusal::Malformed)),
    };
    Ok(match change {
        Change::Unknown => Answer::Unknown,
        Change::SameAnswers => Answer::Taken(found, answers),
        Change::OrganisationTaken => Answer::Invalid(found, answers, organisation::taken(form)),
        Change::Done(stored) => {
            tracing::info!(
                form = form.id,
                reference = stored.reference,
                action = answers.first("action"),
                "changed"
            );
            Answer::Done(Found { stored, form })
        }
        // Cancelled twice is cancelled.
        Change::Over(stored)
            if stored.state == State::Cancelled && answers.first("action") == "cancel" =>
        {
            Answer::Done(Found { stored, form })
        }
        Change::Over(stored) if stored.state == State::Erased => {
            Answer::Erased(Found { stored, form })
        }
        Change::Over(stored) => Answer::TooLate(Found { stored, form }),
    })
}

async fn find(app: &App, token: &str) -> Result<Option<Found>, Error> {
    if !is_token(token) {
        return Ok(None);
    }
    let stored = app.store.by_token(token).await?;
    Ok(stored.and_then(|stored| {
        let form = forms::by_id(&stored.form)?;
        Some(Found { stored, form })
    }))
}

/// The calendar file of a submission that counts.
pub(crate) fn file(app: &App, stored: &Stored) -> Option<String> {
    if stored.state != State::Active {
        return None;
    }
    ics::of(&app.site.event, stored.lang, &stored.form, &stored.days)
}

fn is_closed(app: &App) -> bool {
    app.site.event.is_closed(jiff::Timestamp::now())
}

fn unavailable(error: &Error) -> Answer {
    tracing::error!("cannot reach a submission: {error}");
    Answer::Unavailable
}

/// Programs say so; whoever opens the link gets the page.
fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"))
}

/// The address is the key to the submission: nothing keeps the answer, no link passes it on, no
/// search engine lists it.
fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    response
}
