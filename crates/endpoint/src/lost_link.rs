//! Sends a private link again to whoever has lost it: to the address of the submission, and nowhere else. The answer is the
//! same whether there is such a submission or not.

use axum::Json;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use nec_ess::render::{FormState, Instead, LostLink, Said};
use nec_ess_content::Known;
use nec_ess_domain::wire::FieldProblem;
use nec_ess_domain::{
    Answers, Code, Field, FieldError, Form, Kind, Lang, Presence, forms, validate,
};
use serde_json::json;

use crate::app::App;
use crate::limits::mailbox;
use crate::negotiate::{self, Wants};
use crate::refusal::Refusal;
use crate::store::Stored;
use crate::{body, problem, reference};

/// What is asked for, by the rules of the forms.
static FORM: Form = Form {
    id: "link",
    action: "/api/links",
    fields: &[
        Field::new(REFERENCE, Kind::Text { max: 100 }, Presence::Required, ""),
        Field::new(EMAIL, Kind::Email, Presence::Required, "email"),
    ],
};
const REFERENCE: &str = "reference";
const EMAIL: &str = "email";

/// `POST`: takes a reference and an address.
pub(crate) async fn send_again(Extract(app): Extract<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let wants = Wants::from(&parts.headers);
    let answers = body::answers(&parts.headers, body, app.body_patience).await;
    let (answers, outcome) = match answers {
        Ok(answers) => {
            let network = app.limits.network(&parts.headers, &parts.extensions);
            let outcome = take(&app, &answers, network).await;
            (answers, outcome)
        }
        Err(refusal) => (Answers::new(), Err(refusal)),
    };
    let lang = Lang::from_code(answers.first("lang"));
    let lang = lang.unwrap_or_else(|| negotiate::lang(&parts.headers));
    respond(&app, lang, &answers, outcome, wants)
}

/// Any other request: a person who opens the address is led to the page with the form.
pub(crate) async fn instead_of_post(Extract(app): Extract<App>, headers: HeaderMap) -> Response {
    let lang = negotiate::lang(&headers);
    let page = format!("{}#lost-link", app.site.known_url(lang, Known::Manage));
    (StatusCode::SEE_OTHER, [(header::LOCATION, page)]).into_response()
}

/// What is wrong with `answers` in themselves: nobody is told whether there is such a submission.
fn errors(app: &App, answers: &Answers) -> Vec<FieldError> {
    let mut errors = validate::<&str>(&FORM, answers, &[]);
    let prefix = app.site.event.reference_prefix();
    let is_one = reference::known(answers.first(REFERENCE), &prefix).is_ok();
    if !is_one && !errors.iter().any(|error| error.field == REFERENCE) {
        let code = Code::Invalid;
        let field = REFERENCE;
        errors.insert(0, FieldError { field, code });
    }
    errors
}

/// The words for `error`: of the address, those of the form that was sent with it.
fn message(app: &App, lang: Lang, answers: &Answers, error: &FieldError) -> String {
    let words = &app.site.content(lang).forms;
    if error.field == REFERENCE {
        return words.manage.lost_reference_error.clone();
    }
    let field = &words.of(&forms::REGISTRATION).fields[EMAIL];
    field.message(error.code, answers.first(EMAIL))
}

/// Limited as submissions are, by counts of its own: else whoever knows an address could keep it from registering.
async fn take(app: &App, answers: &Answers, network: Option<String>) -> Result<(), Refusal> {
    let errors = errors(app, answers);
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    let reference = reference::meant(answers.first(REFERENCE), &app.site.event.reference_prefix());
    let email = mailbox(answers.first(EMAIL).trim());
    let names = [
        network.map(|network| (format!("link {network}"), app.limits.per_network)),
        Some((format!("link {email}"), app.limits.per_email)),
    ];
    let names = names.into_iter().flatten().collect();
    let what = format!("{reference} {email}");
    let permit = app.counter.take(&what, names).map_err(Refusal::TooMany)?;
    if !app.health.is_well(&app.store).await {
        // Whether or not there is such a submission: nothing could be sent.
        return Err(Refusal::Unavailable);
    }
    let found = app.store.by_reference(&reference).await;
    let found = found.map_err(|error| {
        tracing::error!("cannot look for a link: {error}");
        Refusal::Unavailable
    })?;
    // Asking counts, whatever comes of it: else anyone could ask for all.
    permit.used();
    if let Some(stored) = found.filter(|stored| is_theirs(stored, &email)) {
        // Not waited for: how long it takes would tell that there is something to send.
        tokio::spawn(resend(app.clone(), stored.reference));
    }
    Ok(())
}

fn is_theirs(stored: &Stored, email: &str) -> bool {
    !email.is_empty() && mailbox(stored.email()) == email
}

async fn resend(app: App, reference: String) {
    match app.store.resend(&reference).await {
        Ok(_) => tracing::info!(reference, action = "resend", by = "person", "changed"),
        Err(error) => tracing::error!(reference, "the link is not sent again: {error}"),
    }
}

fn respond(
    app: &App,
    lang: Lang,
    answers: &Answers,
    outcome: Result<(), Refusal>,
    wants: Wants,
) -> Response {
    let status = outcome
        .as_ref()
        .map_or_else(Refusal::status, |()| StatusCode::OK);
    let retry_after = outcome.as_ref().err().and_then(Refusal::retry_after);
    let problems: Vec<FieldProblem> = match &outcome {
        Err(Refusal::Fields(errors)) => errors.iter(),
        _ => [].iter(),
    }
    .map(|error| FieldProblem {
        field: error.field.to_owned(),
        code: error.code,
        message: message(app, lang, answers, error),
    })
    .collect();
    let mut response = match wants {
        Wants::Html => {
            let words = &app.site.content(lang).forms;
            let said = match outcome {
                Ok(()) => Said::Done,
                Err(Refusal::Unavailable) => Said::Refused(words.manage.unavailable.clone()),
                Err(Refusal::Fields(_)) => Said::Refused(words.common.error_heading.clone()),
                Err(refusal) => Said::Refused(refusal.notice(words).unwrap_or_default()),
            };
            let error = |name: &str| {
                let mut problems = problems.iter();
                let problem = problems.find(|problem| problem.field == name);
                problem.map(|problem| problem.message.clone())
            };
            let lost = LostLink {
                reference: answers.first(REFERENCE).to_owned(),
                reference_error: error(REFERENCE),
                email: answers.first(EMAIL).to_owned(),
                email_error: error(EMAIL),
                said: Some(said),
            };
            let instead = Some(Instead::Lost(lost));
            let page = app.page(lang, Known::Manage, FormState::default(), instead);
            (status, Html(page)).into_response()
        }
        Wants::Json => match outcome {
            Ok(()) => Json(json!({})).into_response(),
            Err(refusal) => problem::respond(status, refusal.title(), problems),
        },
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
