//! The submission that a private link opens.

use nec_ess_content::Offers;
use nec_ess_domain::{Form, forms};

use crate::app::App;
use crate::calendar;
use crate::links::{self, may_be_token};
use crate::store::{Error, State, Stored};

/// A submission with its form.
pub(super) struct Found {
    pub(super) stored: Stored,
    pub(super) form: &'static Form,
}

impl Found {
    /// Whether the event no longer has its form: there are no words for what was answered, and only erasing is left.
    pub(super) fn is_abandoned(&self, app: &App) -> bool {
        self.stored.state != State::Erased && !app.site.event.has(self.form)
    }

    /// What can still be done with it.
    pub(super) fn offers(&self, app: &App) -> Offers {
        let is_cancelled = self.stored.state == State::Cancelled;
        app.site.event.offers(self.form, is_cancelled, app.moment())
    }

    /// Whether others are given its places once it is cancelled.
    pub(super) fn frees_places(&self, app: &App) -> bool {
        let (event, moment) = (&app.site.event, app.moment());
        let mut days = self.stored.days.iter();
        app.has_places(&self.stored) && days.any(|had| event.is_to_come(&had.day, moment))
    }

    /// The calendar file of a submission that counts, of what is to come.
    pub(super) fn calendar(&self, app: &App) -> Option<String> {
        let stored = &self.stored;
        if stored.state != State::Active {
            return None;
        }
        calendar::of(
            &app.site,
            stored.lang,
            &stored.form,
            &stored.days,
            app.moment(),
        )
    }
}

/// The submission that `token` opens.
pub(super) async fn find(app: &App, token: &str) -> Result<Option<Found>, Error> {
    let token = &links::meant(token);
    if !may_be_token(token) {
        return Ok(None);
    }
    let prefix = app.site.event.reference_prefix();
    let reference = match app.links.reference(token, &prefix) {
        None => of_earlier(app, token).await?,
        ours => ours,
    };
    let Some(reference) = reference else {
        return Ok(None);
    };
    let stored = app.store.by_reference(&reference).await?;
    Ok(stored.and_then(|stored| {
        let form = forms::by_id(&stored.form)?;
        Some(Found { stored, form })
    }))
}

/// The reference that `token` opens where it begins as those of an earlier event did, or was given its link by an earlier
/// release.
async fn of_earlier(app: &App, token: &str) -> Result<Option<String>, Error> {
    for prefix in app.earlier_prefixes().await? {
        if let Some(reference) = app.links.reference(token, prefix) {
            return Ok(Some(reference));
        }
    }
    app.store.earlier_link(token).await
}
