//! Corrects, cancels or erases a submission.

use axum::http::request::Parts;
use nec_ess_domain::{Answers, validate};

use super::answer::Answer;
use super::found::Found;
use crate::app::App;
use crate::organisation;
use crate::reference::content_hash;
use crate::refusal::Refusal;
use crate::store::{Change, Error, State};

/// Does what the field `action` of `answers` says.
pub(super) async fn act(
    app: &App,
    parts: &Parts,
    found: Found,
    answers: Answers,
) -> Result<Answer, Error> {
    let reference = found.stored.reference.clone();
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
        "cancel" => app.store.cancel(&reference, &app.offered()).await?,
        "erase" => app.store.erase(&reference, &app.offered()).await?,
        "correct" if found.stored.state != State::Active => Change::Over(found.stored.clone()),
        "correct" => {
            if let Some(closed) = app.closed() {
                return Ok(Answer::Refused(found, closed));
            }
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
                Err(seconds) => {
                    let refusal = Refusal::TooMany(seconds);
                    return Ok(Answer::Postponed(found, answers, refusal));
                }
            };
            permit.used();
            if found.stored.is_quarantined {
                let store = &app.store;
                store
                    .correct_quarantined(&found.stored, &clean, &hash)
                    .await?
            } else {
                app.store
                    .correct(&reference, &clean, &hash, &app.offered())
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
