//! What the report counts, and how.

use std::collections::BTreeMap;

use nec_ess_domain::eligibility::Answer;
use nec_ess_domain::forms::REIMBURSEMENT;
use nec_ess_domain::wire::Status;
use nec_ess_domain::{Form, Named};

use super::{Arrivals, Kept, OfDay, OfForm, OfMails, Verdicts};
use crate::app::App;
use crate::mail::Reason;
use crate::selection::{Selection, all_days, state_on};
use crate::store::{Mail, Places, State, Stored};
use crate::verdict::Judge;
use crate::words::Words;

pub(super) fn of_form(form: &'static Form, submissions: &[Stored]) -> OfForm {
    let count = |status| {
        let of = |stored: &&Stored| stored.form == form.id && stored.status() == status;
        submissions.iter().filter(of).count()
    };
    OfForm {
        form: form.id,
        registered: count(Status::Registered),
        waiting: count(Status::Waiting),
        cancelled: count(Status::Cancelled),
    }
}

pub(super) fn days(
    app: &App,
    selection: &Selection,
    submissions: &[Stored],
    places: &[Places],
) -> Vec<OfDay> {
    let days = all_days(app.site.event.day_ids(), submissions);
    let days = days.into_iter().filter(|day| selection.has_day(day));
    days.map(|day| {
        let count = |status| {
            let of = |stored: &&Stored| state_on(stored, &day) == Some(status);
            submissions.iter().filter(of).count()
        };
        let places = places.iter().find(|places| places.day == day);
        OfDay {
            confirmed: count(Status::Registered),
            waiting: count(Status::Waiting),
            cancelled: count(Status::Cancelled),
            capacity: places.map(|places| places.capacity),
            remaining: places.map(|places| places.remaining),
            day,
        }
    })
    .collect()
}

pub(super) fn arrivals(words: &Words<'_>, submissions: &[Stored]) -> Arrivals {
    let mut arrivals = Arrivals::default();
    for at in submissions
        .iter()
        .filter_map(|stored| words.received(stored))
    {
        *arrivals.by_day.entry(at.date().to_string()).or_default() += 1;
        *arrivals.by_hour.entry(at.hour()).or_default() += 1;
    }
    arrivals
}

/// Those of `form` that were not cancelled.
fn counting<'a>(
    form: &'static Form,
    submissions: &'a [Stored],
) -> impl Iterator<Item = &'a Stored> {
    let counts = |stored: &&Stored| stored.form == form.id && stored.state == State::Active;
    submissions.iter().filter(counts)
}

pub(super) fn verdicts(judge: &Judge, submissions: &[Stored]) -> Verdicts {
    let mut verdicts = Verdicts::default();
    for stored in counting(&REIMBURSEMENT, submissions) {
        match judge.of(&stored.answers) {
            Answer::Yes => verdicts.yes += 1,
            Answer::No => verdicts.no += 1,
            Answer::Confirm => verdicts.confirm += 1,
        }
    }
    verdicts
}

pub(super) fn mails(unsent: &[Mail]) -> Vec<OfMails> {
    let mut counts: BTreeMap<(&str, Reason), usize> = BTreeMap::new();
    for mail in unsent {
        let kind = (mail.status.name(), Reason::of(mail));
        *counts.entry(kind).or_default() += 1;
    }
    let rows = counts.into_iter().map(|((status, reason), mails)| OfMails {
        status,
        reason: reason.name(),
        mails,
    });
    rows.collect()
}

pub(super) fn of_kept(form: &'static Form, kept: &[Stored]) -> Option<Kept> {
    let submissions = kept.iter().filter(|stored| stored.form == form.id).count();
    (submissions > 0).then_some(Kept {
        form: form.id,
        submissions,
    })
}
