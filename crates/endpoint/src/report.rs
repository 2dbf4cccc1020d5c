//! What an organiser asks each morning, in numbers: nobody's name is in it.

mod access_needs;
mod columns;
mod count;
mod text;

use std::collections::BTreeMap;

use jiff::Timestamp;
use nec_ess_domain::Lang;
use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT};
use serde::Serialize;

use crate::app::App;
use crate::selection::Selection;
use crate::shown;
use crate::store::{Error, State};
use crate::verdict::Judge;
use crate::words::Words;

use access_needs::AccessNeeds;

/// How things stand.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// Of which submissions, as options of the command line; "" for all.
    pub only: String,
    /// The zone that days and hours of arrival are in.
    pub time_zone: String,
    /// Every form that was asked for.
    pub forms: Vec<OfForm>,
    /// Every day that was asked for.
    pub days: Vec<OfDay>,
    /// When they came.
    pub arrivals: Arrivals,
    /// How many of those who have a place wrote access needs.
    pub access_needs: usize,
    /// The command that lists them, where there is one.
    #[serde(skip)]
    access_needs_command: Option<String>,
    /// The requests that count, by verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reimbursement: Option<Verdicts>,
    /// The mails that were not sent.
    pub mails: Vec<OfMails>,
    /// What is kept apart, by form.
    pub quarantine: Vec<Kept>,
}

/// The submissions of a form, by what has become of them.
#[derive(Clone, Debug, Serialize)]
pub struct OfForm {
    /// The form's identifier.
    pub form: &'static str,
    /// With all their places.
    pub registered: usize,
    /// Waiting for a place.
    pub waiting: usize,
    /// Cancelled.
    pub cancelled: usize,
}

/// The people of a day.
#[derive(Clone, Debug, Serialize)]
pub struct OfDay {
    /// The day's identifier.
    pub day: String,
    /// With a place.
    pub confirmed: usize,
    /// Waiting for one.
    pub waiting: usize,
    /// Who cancelled, and had chosen it.
    pub cancelled: usize,
    /// How many places there are; nothing where there is no limit.
    pub capacity: Option<i64>,
    /// How many of them are free, whoever is counted here.
    pub remaining: Option<i64>,
}

/// When submissions came, in the event's time.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Arrivals {
    /// How many on each day on which any did.
    pub by_day: BTreeMap<String, usize>,
    /// How many in each hour of the day, 0 to 23, all days together.
    pub by_hour: BTreeMap<i8, usize>,
}

/// Requests by verdict.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verdicts {
    /// They get the reimbursement.
    pub yes: usize,
    /// They do not.
    pub no: usize,
    /// Someone has to look.
    pub confirm: usize,
}

/// Mails that were not sent for one reason.
#[derive(Clone, Debug, Serialize)]
pub struct OfMails {
    /// How far they are.
    pub status: &'static str,
    /// Why.
    pub reason: &'static str,
    /// How many.
    pub mails: usize,
}

/// What is kept apart of a form.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// The form's identifier.
    pub form: &'static str,
    /// How many.
    pub submissions: usize,
}

impl Report {
    /// Counts the submissions that `selection` takes.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn new(app: &App, selection: &Selection) -> Result<Self, Error> {
        let mut submissions = app.store.all().await?;
        submissions.retain(|stored| selection.takes(stored));
        let mut kept = app.store.quarantined().await?;
        kept.retain(|stored| stored.state == State::Active && selection.takes(stored));
        let mut unsent = app.store.unsent().await?;
        if !selection.is_everything() {
            let mut own: Vec<&str> = submissions.iter().map(|one| &*one.reference).collect();
            own.sort_unstable();
            unsent.retain(|mail| own.binary_search(&&*mail.reference).is_ok());
        }
        let places = app.store.places(&app.caps()).await?;
        let shown = shown::forms(Some(&app.site.event), &submissions);
        let forms = || {
            let shown = shown.iter().copied();
            shown.filter(|form| selection.has_form(form))
        };
        let words = Words::new(&app.site, Lang::Fr).map_err(Error::Unexpected)?;
        let access_needs = AccessNeeds::among(selection);
        let judge = Judge::new(&app.assets.places, &app.dist);
        Ok(Self {
            at: format!("{:.0}", Timestamp::now()),
            only: selection.words(),
            time_zone: app.site.event.time_zone.clone(),
            forms: forms()
                .map(|form| count::of_form(form, &submissions))
                .collect(),
            days: if selection.has_form(&REGISTRATION) {
                count::days(app, selection, &submissions, &places)
            } else {
                Vec::new()
            },
            arrivals: count::arrivals(&words, &submissions),
            access_needs: access_needs.count(&submissions),
            access_needs_command: access_needs.command(selection),
            // Without its terms nothing is judged.
            reimbursement: app
                .site
                .event
                .has(&REIMBURSEMENT)
                .then(|| count::verdicts(&judge, &submissions)),
            mails: count::mails(&unsent),
            quarantine: forms()
                .filter_map(|form| count::of_kept(form, &kept))
                .collect(),
        })
    }

    /// In words, for people.
    ///
    /// # Errors
    /// When the site's own description is not as expected.
    pub fn text(&self, app: &App, lang: Lang) -> Result<String, String> {
        text::text(self, &Words::new(&app.site, lang)?)
    }

    /// As JSON, for programs.
    ///
    /// # Errors
    /// Never: it is plain data.
    pub fn json(&self) -> Result<String, String> {
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        Ok(text + "\n")
    }
}
