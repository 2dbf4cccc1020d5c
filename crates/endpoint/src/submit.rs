//! Takes a submission: reads it, checks it, stores it once, and only then says so.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use nec_ess_domain::{Answers, Form, Lang, key, source, spam, validate};

use crate::app::App;
use crate::metrics::Fate;
use crate::negotiate::{self, Wants};
use crate::reference::{content_hash, reference};
use crate::refusal::Refusal;
use crate::store::{Error, NewSubmission, Outcome, Stored};
use crate::{body, json, organisation};

/// Without a key, the fingerprint of the answers serves as one, with this before it.
const NO_KEY: &str = "answers-";
/// How often, and after how long, a click is looked for that came at the same time.
const TRIES: usize = 50;
const PAUSE: Duration = Duration::from_millis(20);

/// `POST` of a form.
pub(crate) async fn submit(app: App, form: &'static Form, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let wants = Wants::from(&parts.headers);
    let answers = match body::answers(&parts.headers, body, app.body_patience).await {
        Ok(answers) => app.site.event.asked(form, answers),
        Err(refusal) => {
            app.metrics.submission(form, Fate::from(&refusal));
            let lang = negotiate::lang(&parts.headers);
            return refusal.respond(&app, form, lang, &Answers::new(), wants);
        }
    };
    let lang = Lang::from_code(answers.first("lang"));
    let lang = lang.unwrap_or_else(|| negotiate::lang(&parts.headers));
    // Of two clicks the first goes away while it is stored. What the second has to find is noted all the same.
    let storing = tokio::spawn({
        let (app, answers) = (app.clone(), answers.clone());
        async move {
            let taken = store(&app, form, lang, &parts, &answers).await;
            app.metrics.submission(form, fate(&taken));
            taken
        }
    });
    let taken = storing.await.unwrap_or_else(|error| {
        tracing::error!(form = form.id, "not stored: {error}");
        Err(Refusal::Unavailable)
    });
    match taken {
        Ok(Taken::Now(stored) | Taken::Before(stored)) => success(&app, &stored, wants),
        Err(refusal) => refusal.respond(&app, form, lang, &answers, wants),
    }
}

/// What is stored, and whether it was before.
enum Taken {
    Now(Stored),
    Before(Stored),
}

fn fate(taken: &Result<Taken, Refusal>) -> Fate {
    match taken {
        Ok(Taken::Now(stored)) if stored.is_quarantined => Fate::Quarantined,
        Ok(Taken::Now(_)) => Fate::Stored,
        Ok(Taken::Before(_)) => Fate::Again,
        Err(refusal) => Fate::from(refusal),
    }
}

async fn store(
    app: &App,
    form: &'static Form,
    lang: Lang,
    parts: &Parts,
    answers: &Answers,
) -> Result<Taken, Refusal> {
    let event = &app.site.event;
    let now = jiff::Timestamp::now();
    let closed = app.closed(form);
    let is_closed = closed.is_some();
    let errors = validate(form, answers, &event.day_ids());
    if !errors.is_empty() {
        return Err(closed.unwrap_or(Refusal::Fields(errors)));
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
        reference: reference(&event.reference_prefix()).map_err(random)?,
        lang,
        answers: source::kept(clean, answers),
        content_hash,
        created_at: now,
    };
    let failed = |error: Error| {
        tracing::error!(form = form.id, "not stored: {error}");
        Refusal::Unavailable
    };
    let network = app.limits.network(&parts.headers, &parts.extensions);
    let opened_at = answers.first(spam::OPENED_AT);
    let past = app.past_days(form, &new.answers, &Answers::new());
    let permit = if let Some(closed) = closed {
        Err(closed)
    } else if !past.is_empty() {
        Err(Refusal::Fields(past))
    } else if let Some(wait) = spam::too_early(opened_at, now.as_millisecond()) {
        Err(Refusal::TooMany(wait.unsigned_abs().div_ceil(1000)))
    } else {
        let permit = app.permit(form, &new.content_hash, &new.answers, network.clone());
        permit.map_err(Refusal::TooMany)
    };
    let sender = Sender {
        app,
        has_key: !new.key.starts_with(NO_KEY),
        network,
    };
    match permit {
        // Whoever lost the answer gets it again, also when nothing new would be taken.
        Err(refusal) => match app.store.earlier(&new).await.map_err(failed)? {
            Some(Outcome::Replayed(stored)) if sender.has_sent(&stored).await => {
                Ok(Taken::Before(stored))
            }
            Some(Outcome::Conflict(stored)) if sender.has_key && !is_closed => {
                Err(Refusal::Conflict(stored.reference))
            }
            _ => Err(refusal),
        },
        Ok(permit) => {
            let begin = Instant::now();
            let outcome = if answers.first(spam::FIELD).trim().is_empty() {
                app.store.add(&new, &app.caps()).await
            } else {
                app.store.quarantine(&new, &app.caps()).await
            };
            app.metrics.storing(begin);
            match outcome.map_err(failed)? {
                Outcome::Created(stored) => {
                    permit.used();
                    if !sender.has_key {
                        app.just_stored.note(&new.content_hash, sender.network);
                    }
                    let reference = &stored.reference;
                    let quarantine = stored.is_quarantined;
                    tracing::info!(form = form.id, reference, quarantine, "stored");
                    Ok(Taken::Now(stored))
                }
                Outcome::Replayed(stored) if sender.has_sent(&stored).await => {
                    Ok(Taken::Before(stored))
                }
                Outcome::Conflict(stored) if sender.has_key => {
                    Err(Refusal::Conflict(stored.reference))
                }
                // Asking who is registered counts, and which organisations have a request: else anyone could ask for
                // all. Without a key, a conflict is that the answers were corrected since.
                Outcome::Replayed(_) | Outcome::AlreadyStored | Outcome::Conflict(_) => {
                    permit.used();
                    Err(Refusal::AlreadyStored)
                }
                Outcome::OrganisationTaken => {
                    permit.used();
                    Err(Refusal::Fields(organisation::taken(form)))
                }
            }
        }
    }
}

/// Who sends a submission, as far as that can be known.
struct Sender<'a> {
    app: &'a App,
    has_key: bool,
    network: Option<String>,
}

impl Sender<'_> {
    /// Whether it is the one who had `stored` stored, so that its private link may be given again. Its key says so; where
    /// it has none, the network and the time do.
    async fn has_sent(&self, stored: &Stored) -> bool {
        if self.has_key {
            return true;
        }
        let network = self.network.as_deref();
        // Of two clicks at once, the first may not have been noted yet.
        for _ in 0..TRIES {
            if self.app.just_stored.is_of(stored.content_hash(), network) {
                return true;
            }
            tokio::time::sleep(PAUSE).await;
        }
        false
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
        .find(|text| key::is_key(text) && !text.starts_with(NO_KEY))
        .map_or_else(|| format!("{NO_KEY}{}", &content_hash[..40]), str::to_owned)
}

fn success(app: &App, stored: &Stored, wants: Wants) -> Response {
    let mut response = match wants {
        Wants::Html => {
            let mut target = app.links.path(&stored.reference);
            if app.sends_mail {
                // The page that it leads to speaks of the mail, and does not when it is opened later.
                target.push_str("?done=stored");
            }
            (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response()
        }
        Wants::Json => {
            let days = app.has_places(stored).then(|| stored.days.clone());
            (
                StatusCode::CREATED,
                Json(json::stored(stored, &app.links, days, app.sends_mail)),
            )
                .into_response()
        }
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
