//! What a post to the private page does.

use axum::http::request::Parts;
use nec_ess_domain::Answers;

use super::answer::Answer;
use super::change::{By, Correction, Obstacle, Wish, carry_out};
use super::found::Found;
use crate::app::App;
use crate::organisation;
use crate::refusal::Refusal;
use crate::store::{Change, Error, State};

/// Does what the field `action` of `answers` says.
pub(super) async fn act(
    app: &App,
    parts: &Parts,
    found: Found,
    answers: Answers,
) -> Result<Answer, Error> {
    let Found { form, .. } = found;
    if found.stored.state == State::Erased && answers.first("action") != "erase" {
        return Ok(Answer::Erased(found));
    }
    let is_abandoned = found.is_abandoned(app);
    let wish = match answers.first("action") {
        "correct" | "cancel" if is_abandoned => return Ok(Answer::GivenUp(found)),
        "cancel" => Wish::Cancel,
        "erase" => Wish::Erase,
        "correct" => match Correction::check(app, &found.stored, form, &answers, false) {
            Ok(correction) => Wish::Correct(correction),
            Err(Obstacle::Over) => return Ok(over(found)),
            Err(Obstacle::Closed) => {
                let why = app.closed(form).unwrap_or(Refusal::Closed);
                return Ok(Answer::ClosedMeanwhile(found, answers, why));
            }
            Err(Obstacle::Fields(errors)) => return Ok(Answer::Invalid(found, answers, errors)),
        },
        _ => return Ok(Answer::UnknownAction(found)),
    };
    if let Wish::Correct(Correction {
        answers: clean,
        hash,
    }) = &wish
    {
        // A correction can lead to another address, which then gets a mail.
        let network = app.limits.network(&parts.headers, &parts.extensions);
        match app.permit(form, hash, clean, network) {
            Ok(permit) => permit.used(),
            Err(seconds) => {
                let refusal = Refusal::TooMany(seconds);
                return Ok(Answer::Postponed(found, answers, refusal));
            }
        }
    }
    Ok(
        match carry_out(app, &found.stored, &wish, By::Person).await? {
            Change::Unknown => Answer::Unknown,
            Change::SameAnswers => Answer::Taken(found, answers),
            Change::OrganisationTaken => Answer::Invalid(found, answers, organisation::taken(form)),
            Change::Done(stored) | Change::Same(stored) => Answer::Done(Found { stored, form }),
            // Cancelled twice is cancelled.
            Change::Over(stored)
                if stored.state == State::Cancelled && matches!(wish, Wish::Cancel) =>
            {
                Answer::Done(Found { stored, form })
            }
            Change::Over(stored) => over(Found { stored, form }),
        },
    )
}

/// What is said of one that was cancelled or erased before.
fn over(found: Found) -> Answer {
    match found.stored.state {
        State::Erased => Answer::Erased(found),
        State::Active | State::Cancelled => Answer::TooLate(found),
    }
}
