//! What the private page answers, as a page and as JSON.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use nec_ess::render::{FormState, ManagePage};
use nec_ess_content::Known;
use nec_ess_domain::{Answers, FieldError, Lang};

use super::found::Found;
use super::page;
use crate::app::App;
use crate::json::Submission;
use crate::problem;
use crate::refusal::Refusal;
use crate::store::State;

/// What the private page answers.
pub(super) enum Answer {
    /// Nothing is opened by the token.
    Unknown,
    /// The submission has nothing for a calendar, or nothing more.
    NoFile,
    /// The storage failed.
    Unavailable,
    /// The receipt, and what can be done.
    Overview(Found),
    /// The same after a correction.
    Corrected(Found),
    /// The same as the receipt of a form that was sent without script.
    JustStored(Found),
    /// The form with these answers.
    Correct(Found, Answers),
    /// The receipt, and that the answers can no longer be corrected.
    CannotCorrect(Found),
    /// Asks whether to cancel.
    AskCancel(Found),
    /// Asks whether to erase.
    AskErase(Found),
    /// Nothing is left.
    Erased(Found),
    /// The same in the browser in which the person has just erased it.
    JustErased(Found),
    /// What was asked for is done.
    Done(Found),
    /// The corrections have errors.
    Invalid(Found, Answers, Vec<FieldError>),
    /// Another submission has these answers.
    Taken(Found, Answers),
    /// It was cancelled before.
    TooLate(Found),
    /// The event no longer has its form: it can be erased, and nothing else.
    GivenUp(Found),
    /// It is asked for nothing that there is.
    UnknownAction(Found),
    /// The request cannot be taken.
    Refused(Found, Refusal),
    /// The form has closed while the answers were corrected.
    ClosedMeanwhile(Found, Answers, Refusal),
    /// The corrections can be taken later.
    Postponed(Found, Answers, Refusal),
}

impl Answer {
    /// After a change a browser asks for the page anew, so that reloading it repeats nothing.
    pub(super) fn redirection(&self, app: &App) -> Option<Response> {
        let Self::Done(found) = self else { return None };
        let mut target = app.links.path(&found.stored.reference);
        target.push_str(match found.stored.state {
            State::Active => "?done=corrected",
            State::Cancelled => "",
            // What the browser keeps goes with it, once: later it may be somebody's new draft.
            State::Erased => "?done=erased",
        });
        let location = [(header::LOCATION, target)];
        Some((StatusCode::SEE_OTHER, location).into_response())
    }

    /// `lang` is the person's, for where no submission tells it.
    pub(super) fn respond(self, app: &App, lang: Lang, wants_json: bool) -> Response {
        let retry_after = match &self {
            Self::Postponed(_, _, refusal) => refusal.retry_after(),
            Self::Unavailable => Refusal::Unavailable.retry_after(),
            _ => None,
        };
        let mut response = if wants_json {
            self.json(app)
        } else {
            let (status, page) = self.page(app, lang);
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
            Self::Unknown | Self::NoFile => StatusCode::NOT_FOUND,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Erased(_) | Self::JustErased(_) | Self::GivenUp(_) => StatusCode::GONE,
            Self::Invalid(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Taken(..) | Self::TooLate(_) => StatusCode::CONFLICT,
            Self::UnknownAction(_) => StatusCode::BAD_REQUEST,
            Self::Refused(_, refusal)
            | Self::ClosedMeanwhile(_, _, refusal)
            | Self::Postponed(_, _, refusal) => refusal.status(),
            Self::Overview(_)
            | Self::Corrected(_)
            | Self::JustStored(_)
            | Self::Correct(..)
            | Self::CannotCorrect(_)
            | Self::AskCancel(_)
            | Self::AskErase(_)
            | Self::Done(_) => StatusCode::OK,
        }
    }

    fn json(&self, app: &App) -> Response {
        let status = self.status();
        let title = match self {
            Self::Overview(found)
            | Self::Corrected(found)
            | Self::JustStored(found)
            | Self::Correct(found, _)
            | Self::CannotCorrect(found)
            | Self::AskCancel(found)
            | Self::AskErase(found)
            | Self::Done(found) => {
                return (status, Json(Submission::of(&found.stored, &app.links))).into_response();
            }
            Self::Invalid(found, answers, errors) => {
                let refusal = Refusal::Fields(errors.clone());
                return refusal.problem(app, found.form, found.stored.lang, answers);
            }
            Self::Refused(found, refusal)
            | Self::ClosedMeanwhile(found, _, refusal)
            | Self::Postponed(found, _, refusal) => {
                return refusal.problem(app, found.form, found.stored.lang, &Answers::new());
            }
            Self::Unknown => "No submission has this token",
            Self::NoFile => "This submission has nothing for a calendar",
            Self::Unavailable => "Nothing was changed, try again later",
            Self::Erased(_) | Self::JustErased(_) => "This submission was erased",
            Self::TooLate(_) => "This submission was cancelled",
            Self::GivenUp(_) => {
                "The event no longer has this form: what was sent can only be erased; nothing was changed"
            }
            Self::Taken(..) => "Another submission has exactly these answers",
            Self::UnknownAction(_) => {
                "Expected an action, one of correct, cancel or erase; nothing was changed"
            }
        };
        problem::respond(status, title, Vec::new())
    }

    fn page(self, app: &App, lang: Lang) -> (StatusCode, String) {
        let status = self.status();
        let words = |found: &Found| &app.site.content(found.stored.lang).forms;
        let page = match self {
            Self::Unknown => page::no_such_link(app, lang),
            Self::NoFile => app.page(lang, Known::NotFound, FormState::default(), None),
            Self::Unavailable => page::manage(app, lang, ManagePage::Unavailable),
            Self::Overview(found) | Self::Done(found) => page::overview(app, found, None),
            Self::JustStored(found) => page::receipt(app, found),
            Self::Corrected(found) => {
                let notice = words(&found).manage.corrected.clone();
                page::overview(app, found, Some(notice))
            }
            Self::TooLate(found) => {
                let words = &words(&found).manage;
                let mut notice = words.too_late.clone();
                if found.offers(app).again {
                    notice.push(' ');
                    notice.push_str(&words.again);
                }
                page::overview(app, found, Some(notice))
            }
            Self::GivenUp(found) => page::ask_erase(app, &found, None),
            Self::UnknownAction(found) => {
                let notice = words(&found).manage.unknown_action.clone();
                page::overview(app, found, Some(notice))
            }
            Self::Refused(found, refusal) => {
                let notice = refusal.notice(words(&found));
                page::overview(app, found, notice)
            }
            Self::Correct(found, answers) => page::correct(app, &found, answers, Vec::new(), None),
            Self::Invalid(found, answers, errors) => {
                page::correct(app, &found, answers, errors, None)
            }
            Self::Taken(found, answers) => {
                let notice = words(&found).manage.same_answers.clone();
                page::correct(app, &found, answers, Vec::new(), Some(notice))
            }
            Self::CannotCorrect(found) => {
                let notice = words(&found).manage.closed.clone();
                page::overview(app, found, Some(notice))
            }
            // What was typed is not taken from them, and nothing sends it.
            Self::ClosedMeanwhile(found, answers, _) => {
                let notice = words(&found).manage.closed.clone();
                page::correct(app, &found, answers, Vec::new(), Some(notice))
            }
            Self::Postponed(found, answers, refusal) => {
                let notice = refusal.notice(words(&found));
                page::correct(app, &found, answers, Vec::new(), notice)
            }
            Self::AskCancel(found) => page::ask_cancel(app, &found),
            Self::AskErase(found) => page::ask_erase(app, &found, None),
            Self::Erased(found) => page::erased(app, found, false),
            Self::JustErased(found) => page::erased(app, found, true),
        };
        (status, page)
    }
}
