//! The private page of a submission: read, correct, cancel, erase. Whoever has the token may; there
//! is no cookie and no password.

mod act;
mod answer;
pub(crate) mod change;
mod found;
mod page;

use axum::extract::{Path, Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use self::act::act;
use self::answer::Answer;
use self::found::find;
use crate::app::App;
use crate::store::{Error, State};
use crate::{body, calendar as ics, negotiate};

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
        Ok(Some(found)) if found.is_abandoned(&app) => Answer::AskErase(found),
        Ok(Some(found)) => match found.stored.state {
            State::Erased if asked("done", "erased") => Answer::JustErased(found),
            State::Erased => Answer::Erased(found),
            State::Active if asked("show", "correct") && !found.offers(&app).correct => {
                Answer::CannotCorrect(found)
            }
            State::Active if asked("show", "correct") => {
                let answers = found.stored.answers.clone();
                Answer::Correct(found, answers)
            }
            State::Active if asked("show", "cancel") => Answer::AskCancel(found),
            _ if asked("show", "erase") => Answer::AskErase(found),
            State::Active if asked("done", "corrected") => Answer::Corrected(found),
            State::Active if asked("done", "stored") => Answer::JustStored(found),
            _ => Answer::Overview(found),
        },
    };
    private(answer.respond(&app, negotiate::lang(&headers), wants_json))
}

/// `GET` of an address that has no token, or more than one: nothing is opened by it.
pub(crate) async fn no_token(Extract(app): Extract<App>, headers: HeaderMap) -> Response {
    let answer = Answer::Unknown;
    private(answer.respond(&app, negotiate::lang(&headers), wants_json(&headers)))
}

/// `POST`: does what the field `action` says.
pub(crate) async fn change(
    Extract(app): Extract<App>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let wants_json = wants_json(&parts.headers);
    let lang = negotiate::lang(&parts.headers);
    let answer = match find(&app, &token).await {
        Err(error) => unavailable(&error),
        Ok(None) => Answer::Unknown,
        Ok(Some(found)) => match body::answers(&parts.headers, body, app.body_patience).await {
            Err(_) if found.stored.state == State::Erased => Answer::Erased(found),
            Err(refusal) => Answer::Refused(found, refusal),
            Ok(answers) => act(&app, &parts, found, answers)
                .await
                .unwrap_or_else(|error| unavailable(&error)),
        },
    };
    let redirection = answer.redirection(&app).filter(|_| !wants_json);
    private(redirection.unwrap_or_else(|| answer.respond(&app, lang, wants_json)))
}

/// `GET`: the calendar file.
pub(crate) async fn calendar(
    Extract(app): Extract<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let answer = match find(&app, &token).await {
        Err(error) => unavailable(&error),
        Ok(found) => {
            let file = found.as_ref().map(|found| found.calendar(&app));
            if let Some(Some(file)) = file {
                let disposition = format!("attachment; filename=\"{}\"", ics::file_name(&app.site));
                let about = [
                    (
                        header::CONTENT_TYPE,
                        "text/calendar; charset=utf-8".to_owned(),
                    ),
                    (header::CONTENT_DISPOSITION, disposition),
                ];
                return private((about, file).into_response());
            }
            file.map_or(Answer::Unknown, |_| Answer::NoFile)
        }
    };
    private(answer.respond(&app, negotiate::lang(&headers), false))
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
