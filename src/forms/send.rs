//! Sends a form and tells what became of it.

use gloo_net::http::{Request, Response};
use gloo_timers::callback::Timeout;
use js_sys::{Array, JSON, Reflect};
use nec_ess_domain::Answers;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, UrlSearchParams};

use crate::dom::window;

/// How long an answer may take, milliseconds. Longer than a slow phone network needs, shorter than patience.
const TIMEOUT: u32 = 20_000;

/// The longest wait that is done on someone's behalf, seconds; beyond it the person decides.
const LONGEST_WAIT: u32 = 30;

/// What our endpoint says of a stored submission.
#[derive(Clone)]
pub(crate) struct Receipt {
    /// The reference.
    pub(crate) reference: String,
    /// The address of its private page, or "".
    pub(crate) private_url: String,
    /// Whether a chosen day is full for now.
    pub(crate) is_waiting: bool,
}

/// What became of a submission.
pub(crate) enum Outcome {
    /// Our endpoint has stored it and gave a reference.
    Stored(Receipt),
    /// An endpoint that is not ours took it.
    SentElsewhere,
    /// Our endpoint refused it: fields with their messages.
    Refused(Vec<(String, String)>),
    /// Nothing is stored, the endpoint asks to wait.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The same key was used for other answers.
    Conflict,
    /// Registration has closed.
    Closed,
    /// No answer that can be trusted: stored or not, nobody here knows.
    Unsure,
}

/// Posts `answers` to `url`, form-encoded, which needs no CORS preflight. `is_foreign` says that the service is known to
/// be another one than ours.
pub(crate) async fn send(url: &str, answers: &Answers, is_foreign: bool) -> Outcome {
    let outcome = try_send(url, answers, is_foreign).await;
    outcome.unwrap_or(Outcome::Unsure)
}

async fn try_send(url: &str, answers: &Answers, is_foreign: bool) -> Option<Outcome> {
    let body = UrlSearchParams::new().ok()?;
    for (name, value) in answers.iter() {
        body.append(name, value);
    }
    let abort = AbortController::new().ok()?;
    let signal = abort.signal();
    let timer = Timeout::new(TIMEOUT, move || abort.abort());
    let answer = Request::post(url)
        .header("Accept", "application/json")
        .abort_signal(Some(&signal))
        .body(JsValue::from(body))
        .ok()?
        .send()
        .await
        .ok();
    let outcome = match answer {
        Some(answer) => judge(url, answer, is_foreign).await,
        None => None,
    };
    drop(timer);
    outcome
}

async fn judge(url: &str, answer: Response, is_foreign: bool) -> Option<Outcome> {
    let kind = answer.headers().get("content-type").unwrap_or_default();
    let status = answer.status();
    let text = answer.text().await.ok()?;
    let json = JSON::parse(&text).ok();
    let member = |name: &str| {
        json.as_ref()
            .and_then(|json| Reflect::get(json, &name.into()).ok())
    };
    match status {
        201 => {
            let text = |name: &str| member(name).and_then(|value| value.as_string());
            if let Some(reference) = text("reference") {
                // Relative to the endpoint, which may be another host than the page's.
                let private_url = text("manage_url")
                    .and_then(|path| web_sys::Url::new_with_base(&path, url).ok())
                    .map(|url| url.href());
                return Some(Outcome::Stored(Receipt {
                    reference,
                    private_url: private_url.unwrap_or_default(),
                    is_waiting: text("status").is_some_and(|status| status == "waiting"),
                }));
            }
        }
        409 => return Some(Outcome::Conflict),
        410 => return Some(Outcome::Closed),
        422 => return Some(Outcome::Refused(fields(member("errors")))),
        429 | 503 => {
            let retry_after = answer
                .headers()
                .get("retry-after")
                .and_then(|text| text.parse().ok());
            return Some(Outcome::Busy {
                retry_after: retry_after.unwrap_or(0).min(LONGEST_WAIT),
            });
        }
        _ => {}
    }
    // A page of a proxy or of a hotel's network also answers 200: it is no success.
    let is_foreign = is_foreign || !url.starts_with(&window().location().origin().ok()?);
    let is_page = kind.starts_with("text/html");
    ((200..300).contains(&status) && is_foreign && !is_page).then_some(Outcome::SentElsewhere)
}

fn fields(errors: Option<JsValue>) -> Vec<(String, String)> {
    let Some(list) = errors.and_then(|errors| errors.dyn_into::<Array>().ok()) else {
        return Vec::new();
    };
    list.iter()
        .filter_map(|error| {
            let text = |name: &str| Reflect::get(&error, &name.into()).ok()?.as_string();
            Some((text("field")?, text("message")?))
        })
        .collect()
}
