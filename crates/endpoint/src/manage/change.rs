//! What is done with a submission by those who may: its person, who has the private link, and organisers, who have the
//! reference.

use nec_ess_domain::{Answers, FieldError, Form, source, validate};

use crate::app::App;
use crate::reference::content_hash;
use crate::store::{Change, Error, State, Stored, chosen};

/// Who wishes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By {
    /// The person, through the private page.
    Person,
    /// An organiser, on the command line.
    Organiser,
}

/// What is wished.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    /// Other answers.
    Correct(Correction),
    /// That it no longer counts.
    Cancel,
    /// That nothing is left.
    Erase,
}

/// Answers that may replace those that are stored.
#[derive(Clone, Debug)]
pub(crate) struct Correction {
    /// Cleaned.
    pub(crate) answers: Answers,
    /// Their fingerprint.
    pub(crate) hash: String,
}

/// Why answers may not replace those that are stored.
#[derive(Clone, Debug)]
pub(crate) enum Obstacle {
    /// It was cancelled or erased.
    Over,
    /// Registration has closed.
    Closed,
    /// They are not as expected.
    Fields(Vec<FieldError>),
}

impl Correction {
    /// Checks `answers`, which are to replace those of `stored`. Organisers may be late: they are asked when registration
    /// has closed.
    pub(crate) fn check(
        app: &App,
        stored: &Stored,
        form: &Form,
        answers: &Answers,
        may_be_late: bool,
    ) -> Result<Self, Obstacle> {
        if stored.state != State::Active {
            return Err(Obstacle::Over);
        }
        if app.closed(form).is_some() && !may_be_late {
            return Err(Obstacle::Closed);
        }
        let event = &app.site.event;
        let answers = event.corrected(form, answers.clone(), &stored.answers);
        let mut days = event.day_ids();
        // Who chose a day that the event no longer has keeps it.
        days.extend(chosen(form, &stored.answers));
        let mut errors = validate(form, &answers, &days);
        if errors.is_empty() && !may_be_late {
            errors = app.past_days(form, &answers, &stored.answers);
        }
        if !errors.is_empty() {
            return Err(Obstacle::Fields(errors));
        }
        let answers = form.clean(&answers);
        let hash = content_hash(form.id, &answers);
        // Where the person came from stays what it was.
        let answers = source::kept(answers, &stored.answers);
        Ok(Self { answers, hash })
    }
}

/// Does what is wished for `stored`, with all that follows from it: places, those who move up, mails. The log tells that
/// it was done, and nothing of the answers.
pub(crate) async fn carry_out(
    app: &App,
    stored: &Stored,
    wish: &Wish,
    by: By,
) -> Result<Change, Error> {
    let store = &app.store;
    let reference = &stored.reference;
    let change = match wish {
        // As among the submissions: what is erased is not only cancelled again.
        Wish::Cancel | Wish::Correct(_)
            if stored.is_quarantined && stored.state != State::Active =>
        {
            Change::Over(stored.clone())
        }
        Wish::Cancel if stored.is_quarantined => {
            store.end_quarantined(stored, State::Cancelled).await?
        }
        Wish::Erase if stored.is_quarantined => {
            store.end_quarantined(stored, State::Erased).await?
        }
        Wish::Cancel => store.cancel(reference, &app.offered()).await?,
        Wish::Erase => store.erase(reference, &app.offered()).await?,
        Wish::Correct(Correction { answers, hash }) if stored.is_quarantined => {
            store.correct_quarantined(stored, answers, hash).await?
        }
        Wish::Correct(Correction { answers, hash }) => {
            store
                .correct(reference, answers, hash, &app.offered())
                .await?
        }
    };
    if let Change::Done(stored) = &change {
        let action = match wish {
            Wish::Correct(_) => "correct",
            Wish::Cancel => "cancel",
            Wish::Erase => "erase",
        };
        tracing::info!(
            form = stored.form,
            reference = stored.reference,
            action,
            by = by.name(),
            "changed"
        );
    }
    Ok(change)
}

impl By {
    const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organiser => "organiser",
        }
    }
}
