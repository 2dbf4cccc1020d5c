//! Sends a form, and sends it again while nobody knows whether it is stored.

use gloo_net::http::Request;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use nec_ess_domain::Answers;
use nec_ess_domain::wire::{ALREADY_STORED, FieldProblem, Object as _, Stored};
use wasm_bindgen::JsValue;
use web_sys::{AbortController, UrlSearchParams};

use crate::dom::form::Json;
use crate::dom::window;
use crate::forms::outcome::{Outcome, Reply};

/// How long an answer may take, milliseconds. Longer than a slow phone network needs, shorter than patience.
const TIMEOUT: u32 = 20_000;

/// Where a form goes.
pub(super) struct Service {
    /// The address that it is posted to.
    pub(super) url: String,
    /// Whether the service is known to be another one than ours.
    pub(super) is_foreign: bool,
}

/// Whether the device has a network.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

impl Service {
    /// Sends `answers`, and again after a pause where that makes sense; `before_retry` is called before each pause. The
    /// key stays the same, so that however many of the tries arrive, one is stored.
    pub(super) async fn send(&self, answers: &Answers, before_retry: impl Fn()) -> Outcome {
        let mut tries = 0;
        loop {
            let outcome = self.try_once(answers).await.unwrap_or(Outcome::Unsure);
            tries += 1;
            let Some(pause) = outcome.pause(tries, is_online()) else {
                return outcome;
            };
            before_retry();
            TimeoutFuture::new(pause * 1000).await;
        }
    }

    /// Posts `answers`, form-encoded, which needs no CORS preflight.
    async fn try_once(&self, answers: &Answers) -> Option<Outcome> {
        let body = UrlSearchParams::new().ok()?;
        for (name, value) in answers.iter() {
            body.append(name, value);
        }
        let abort = AbortController::new().ok()?;
        let signal = abort.signal();
        let timer = Timeout::new(TIMEOUT, move || abort.abort());
        let answer = Request::post(&self.url)
            .header("Accept", "application/json")
            .abort_signal(Some(&signal))
            .body(JsValue::from(body))
            .ok()?
            .send()
            .await
            .ok()?;
        let headers = answer.headers();
        let text = answer.text().await.ok()?;
        drop(timer);
        let received = Received {
            status: answer.status(),
            kind: headers.get("content-type").unwrap_or_default(),
            retry_after: headers.get("retry-after"),
            url: &self.url,
            text,
        };
        Some(Outcome::of(&received, self.is_foreign))
    }
}

/// An answer that came.
struct Received<'a> {
    status: u16,
    kind: String,
    retry_after: Option<String>,
    url: &'a str,
    text: String,
}

impl Reply for Received<'_> {
    fn status(&self) -> u16 {
        self.status
    }

    fn is_page(&self) -> bool {
        self.kind.starts_with("text/html")
    }

    fn retry_after(&self) -> Option<&str> {
        self.retry_after.as_deref()
    }

    fn stored(&self) -> Option<Stored> {
        let stored = Stored::read(&Json::read(&self.text)?)?;
        // Relative to the endpoint, which may be another host than the page's.
        let url = web_sys::Url::new_with_base(&stored.manage_url, self.url).ok();
        // A link that runs script is none.
        let url = url.filter(|url| url.protocol().starts_with("http"));
        Some(Stored {
            manage_url: url.map(|url| url.href()).unwrap_or_default(),
            ..stored
        })
    }

    fn is_already_stored(&self) -> bool {
        let problem = Json::read(&self.text);
        let kind = problem.and_then(|problem| problem.text("type"));
        kind.as_deref() == Some(ALREADY_STORED)
    }

    fn errors(&self) -> Vec<FieldProblem> {
        Json::read(&self.text).map_or_else(Vec::new, |problem| FieldProblem::read_all(&problem))
    }
}
