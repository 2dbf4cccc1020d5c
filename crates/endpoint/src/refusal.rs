//! Why a submission was not stored, as HTTP.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use nec_ess::render::{FormState, Instead, Unread};
use nec_ess_content::{FormWords, Known};
use nec_ess_domain::text::Link;
use nec_ess_domain::wire::{ALREADY_STORED, Earlier, FieldProblem};
use nec_ess_domain::{Answers, FieldError, Form, Lang, key};

use crate::app::App;
use crate::negotiate::Wants;
use crate::problem;

/// Seconds after which trying again makes sense when the storage fails.
const RETRY_AFTER: u64 = 5;
/// A wait of so many seconds is "a moment"; a longer one is told in minutes.
const SHORT: u64 = 60;

/// Why a submission was not stored.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The body is larger than any form.
    TooLarge,
    /// Neither form-encoded nor JSON.
    UnsupportedType,
    /// JSON of another shape than documented.
    Malformed,
    /// Form-encoded in another charset than UTF-8.
    NotUtf8,
    /// The body did not come in time.
    TooSlow,
    /// The key was used for other answers: those that are stored with this reference.
    Conflict(String),
    /// The same answers are stored, and who sends them now need not be who sent them first.
    AlreadyStored,
    /// Registration has closed.
    Closed,
    /// The event has taken place.
    Over,
    /// Too many came from there; seconds until there is room.
    TooMany(u64),
    /// Fields are wrong.
    Fields(Vec<FieldError>),
    /// The storage failed.
    Unavailable,
}

impl Refusal {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed | Self::NotUtf8 => StatusCode::BAD_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict(_) | Self::AlreadyStored => StatusCode::CONFLICT,
            Self::Closed | Self::Over => StatusCode::GONE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Seconds after which trying again makes sense.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Unavailable => Some(RETRY_AFTER),
            Self::TooMany(seconds) => Some(*seconds),
            _ => None,
        }
    }

    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::TooLarge => "The body is larger than 32 KiB",
            Self::UnsupportedType => {
                "Expected application/x-www-form-urlencoded or application/json"
            }
            Self::Malformed => "Expected a JSON object of texts, lists of texts and booleans",
            Self::NotUtf8 => "Expected UTF-8 (accept-charset=\"utf-8\" on the form)",
            Self::TooSlow => "The body did not come in time",
            Self::Conflict(_) => "This submission key was used for other answers",
            Self::AlreadyStored => {
                "The same answers are stored already; the mail that says so has the private link"
            }
            Self::Closed => "The form is closed",
            Self::Over => "The form is closed: the event has taken place",
            Self::TooMany(_) => "Too many submissions, nothing was stored, try again later",
            Self::Fields(_) => "Some answers are missing or not as expected",
            Self::Unavailable => "Nothing was stored, try again later",
        }
    }

    /// What the page says above the form, for what belongs to no field.
    pub(crate) fn notice(&self, words: &FormWords) -> Option<String> {
        let unread = &words.manage.unread;
        let words = &words.common;
        match self {
            Self::Fields(_) => None,
            Self::Conflict(_) => Some(words.conflict.clone()),
            Self::AlreadyStored => Some(words.already_stored.clone()),
            Self::Closed => Some(words.closed.clone()),
            Self::Over => Some(words.over.clone()),
            Self::TooMany(seconds) if *seconds > SHORT => {
                let minutes = seconds.div_ceil(60).to_string();
                Some(words.too_many.replace("{}", &minutes))
            }
            Self::Unavailable | Self::TooMany(_) => Some(words.busy.clone()),
            // Of the page of a form see `page`.
            Self::TooLarge
            | Self::UnsupportedType
            | Self::Malformed
            | Self::NotUtf8
            | Self::TooSlow => Some(unread.clone()),
        }
    }

    /// The answer: the same page with the answers in it, or a problem (RFC 9457).
    pub(crate) fn respond(
        self,
        app: &App,
        form: &Form,
        lang: Lang,
        answers: &Answers,
        wants: Wants,
    ) -> Response {
        let status = self.status();
        let retry_after = self.retry_after();
        let mut response = match wants {
            Wants::Html => (status, Html(self.page(app, form, lang, answers))).into_response(),
            Wants::Json => self.problem(app, form, lang, answers),
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::REQUEST_TIMEOUT {
            // What is left of the body is not waited for.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    fn page(self, app: &App, form: &Form, lang: Lang, answers: &Answers) -> String {
        let unread = match self {
            Self::TooLarge => Some(Unread::TooLarge),
            Self::UnsupportedType | Self::Malformed | Self::NotUtf8 | Self::TooSlow => {
                Some(Unread::Unreadable)
            }
            _ => None,
        };
        if let Some(why) = unread {
            let instead = Some(Instead::Unread(why));
            return app.page(lang, Known::of_form(form), FormState::default(), instead);
        }
        let notice = self.notice(&app.site.content(lang).forms);
        // A key that stands for other answers would be refused for ever.
        let keeps_key = !matches!(self, Self::Conflict(_));
        let earlier = self.earlier(app).map(|earlier| Link {
            href: earlier.manage_url,
            label: earlier.reference,
        });
        let state = FormState {
            answers: answers.clone(),
            notice,
            earlier,
            key: if keeps_key {
                answers.first(key::FIELD).to_owned()
            } else {
                String::new()
            },
            errors: match self {
                Self::Fields(errors) => errors,
                _ => Vec::new(),
            },
        };
        app.page(lang, Known::of_form(form), state, None)
    }

    /// What is stored already. The key shows that it is the sender's own.
    fn earlier(&self, app: &App) -> Option<Earlier> {
        let Self::Conflict(reference) = self else {
            return None;
        };
        Some(Earlier {
            reference: reference.clone(),
            manage_url: app.links.path(reference),
        })
    }

    /// The answer to programs.
    pub(crate) fn problem(
        &self,
        app: &App,
        form: &Form,
        lang: Lang,
        answers: &Answers,
    ) -> Response {
        let errors = match self {
            Self::Fields(errors) => {
                let words = app.site.content(lang).forms.of(form);
                let message = |error: &FieldError| {
                    words.fields[error.field].message(error.code, answers.first(error.field))
                };
                let told = |error: &FieldError| FieldProblem {
                    field: error.field.to_owned(),
                    code: error.code,
                    message: message(error),
                };
                errors.iter().map(told).collect()
            }
            _ => Vec::new(),
        };
        let kind = match self {
            Self::AlreadyStored => ALREADY_STORED,
            _ => problem::UNTYPED,
        };
        problem::respond_as(kind, self.status(), self.title(), errors, self.earlier(app))
    }
}
