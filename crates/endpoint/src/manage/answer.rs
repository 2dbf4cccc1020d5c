//! What the private page answers, as a page and as JSON.

use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use nec_ess::ssr::{FormState, Instead, ManageLinks, ManagePage, ReceiptData};
use nec_ess_domain::{Answers, FieldError, Lang};
use serde_json::{Map, Value, json};

use super::{Found, days, file, is_closed, path};
use crate::app::App;
use crate::refusal::Refusal;
use crate::store::{State, Stored};

/// What the private page answers.
pub(super) enum Answer {
    /// No submission has the token.
    Unknown,
    /// The storage failed.
    Unavailable,
    /// The receipt, and what can be done.
    Overview(Found),
    /// The same after a correction.
    Corrected(Found),
    /// The form with these answers.
    Correct(Found, Answers),
    /// Asks whether to cancel.
    AskCancel(Found),
    /// Asks whether to erase.
    AskErase(Found),
    /// Nothing is left.
    Erased(Found),
    /// What was asked for is done.
    Done(Found),
    /// The corrections have errors.
    Invalid(Found, Answers, Vec<FieldError>),
    /// Another submission has these answers.
    Taken(Found, Answers),
    /// It was cancelled before.
    TooLate(Found),
    /// The request cannot be taken.
    Refused(Found, Refusal),
    /// The corrections can be taken later.
    Postponed(Found, Answers, Refusal),
}

impl Answer {
    /// After a change a browser asks for the page anew, so that reloading it repeats nothing.
    pub(super) fn redirection(&self) -> Option<Response> {
        let Self::Done(found) = self else { return None };
        let mut target = path(&found.stored.token);
        if found.stored.state == State::Active {
            target.push_str("?done=corrected");
        }
        let location = [(header::LOCATION, target)];
        Some((StatusCode::SEE_OTHER, location).into_response())
    }

    pub(super) fn respond(self, app: &App, wants_json: bool) -> Response {
        let retry_after = match &self {
            Self::Postponed(_, _, refusal) => refusal.retry_after(),
            Self::Unavailable => Refusal::Unavailable.retry_after(),
            _ => None,
        };
        let mut response = if wants_json {
            self.json(app)
        } else {
            let (status, page) = self.page(app);
            (status, Html(page)).into_response()
        };
        if let Some(seconds) = retry_after {
            let value = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Erased(_) => StatusCode::GONE,
            Self::Invalid(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Taken(..) | Self::TooLate(_) => StatusCode::CONFLICT,
            Self::Refused(_, refusal) | Self::Postponed(_, _, refusal) => refusal.status(),
            Self::Overview(_)
            | Self::Corrected(_)
            | Self::Correct(..)
            | Self::AskCancel(_)
            | Self::AskErase(_)
            | Self::Done(_) => StatusCode::OK,
        }
    }

    fn json(self, app: &App) -> Response {
        let status = self.status();
        let body = match &self {
            Self::Overview(found)
            | Self::Corrected(found)
            | Self::Correct(found, _)
            | Self::AskCancel(found)
            | Self::AskErase(found)
            | Self::Done(found) => {
                return (status, Json(submission(&found.stored))).into_response();
            }
            Self::Invalid(found, _, errors) => {
                Refusal::Fields(errors.clone()).problem(app, found.form, found.stored.lang)
            }
            Self::Refused(found, refusal) | Self::Postponed(found, _, refusal) => {
                refusal.problem(app, found.form, found.stored.lang)
            }
            Self::Unknown => problem(status, "No submission has this token"),
            Self::Unavailable => problem(status, "Nothing was changed, try again later"),
            Self::Erased(_) => problem(status, "This submission was erased"),
            Self::TooLate(_) => problem(status, "This submission was cancelled"),
            Self::Taken(..) => problem(status, "Another submission has exactly these answers"),
        };
        let mut response = (status, Json(body)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }

    fn page(self, app: &App) -> (StatusCode, String) {
        let status = self.status();
        let words = |found: &Found| &app.site.half(found.stored.lang).forms;
        let page = match self {
            Self::Unknown => app.page(Lang::Fr, "not-found", FormState::default(), None),
            Self::Unavailable => manage(app, Lang::Fr, ManagePage::Unavailable),
            Self::Overview(found) | Self::Done(found) => overview(app, found, None),
            Self::Corrected(found) => {
                let notice = words(&found).manage.corrected.clone();
                overview(app, found, Some(notice))
            }
            Self::TooLate(found) => {
                let notice = words(&found).manage.too_late.clone();
                overview(app, found, Some(notice))
            }
            Self::Refused(found, refusal) => {
                let notice = refusal.notice(&words(&found).common);
                overview(app, found, notice)
            }
            Self::Correct(found, answers) => correct(app, &found, answers, Vec::new(), None),
            Self::Invalid(found, answers, errors) => correct(app, &found, answers, errors, None),
            Self::Taken(found, answers) => {
                let notice = words(&found).manage.same_answers.clone();
                correct(app, &found, answers, Vec::new(), Some(notice))
            }
            Self::Postponed(found, answers, refusal) => {
                let notice = refusal.notice(&words(&found).common);
                correct(app, &found, answers, Vec::new(), notice)
            }
            Self::AskCancel(found) => {
                let path = path(&found.stored.token);
                manage(app, found.stored.lang, ManagePage::Cancel { path })
            }
            Self::AskErase(found) => {
                let path = path(&found.stored.token);
                manage(app, found.stored.lang, ManagePage::Erase { path })
            }
            Self::Erased(found) => manage(app, found.stored.lang, ManagePage::Erased),
        };
        (status, page)
    }
}

fn manage(app: &App, lang: Lang, page: ManagePage) -> String {
    let shown = Some(Instead::Manage(page));
    app.page(lang, "manage", FormState::default(), shown)
}

fn correct(
    app: &App,
    found: &Found,
    answers: Answers,
    errors: Vec<FieldError>,
    notice: Option<String>,
) -> String {
    let state = FormState {
        answers,
        errors,
        notice,
        ..FormState::default()
    };
    let page = ManagePage::Correct {
        form: found.form,
        path: path(&found.stored.token),
        state: Arc::new(state),
    };
    manage(app, found.stored.lang, page)
}

fn overview(app: &App, found: Found, notice: Option<String>) -> String {
    let Found { stored, form } = found;
    let is_cancelled = stored.state == State::Cancelled;
    let links = ManageLinks {
        path: path(&stored.token),
        notice,
        has_calendar: file(app, &stored).is_some(),
        can_correct: !is_cancelled && !is_closed(app),
        is_cancelled,
    };
    let mut receipt = ReceiptData::new(
        &app.site,
        stored.lang,
        form,
        stored.reference.clone(),
        &stored.answers,
    )
    .with_links(links);
    if app.has_places(&stored) {
        let days = stored.days.iter();
        let days = days.map(|day| (day.day.as_str(), day.is_confirmed));
        receipt = receipt.with_places(&app.site, stored.lang, days);
    }
    let shown = Some(Instead::Receipt(receipt));
    app.page(stored.lang, "receipt", FormState::default(), shown)
}

fn submission(stored: &Stored) -> Value {
    let mut body = json!({
        "reference": stored.reference,
        "form": stored.form,
        "status": stored.status(),
        "lang": stored.lang.code(),
        "created_at": stored.created_at,
        "days": days(stored),
        "manage_url": path(&stored.token),
    });
    if stored.state != State::Erased {
        body["answers"] = Value::Object(answers(&stored.answers));
    }
    body
}

/// Answers as an object of lists, as exports have them.
pub(crate) fn answers(answers: &Answers) -> Map<String, Value> {
    let mut object = Map::new();
    for (name, _) in answers.iter() {
        let values: Vec<&str> = answers.all(name).collect();
        object.insert(name.to_owned(), json!(values));
    }
    object
}

fn problem(status: StatusCode, title: &str) -> Value {
    json!({ "type": "about:blank", "title": title, "status": status.as_u16() })
}
