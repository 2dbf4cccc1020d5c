//! The pages that a private link can open.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use nec_ess::render::{FormState, Instead, LostLink, ManageLinks, ManagePage, Overview, Said};
use nec_ess_content::Known;
use nec_ess_domain::{Answers, FieldError, Lang};

use super::found::Found;
use crate::app::App;
use crate::store::{State, Stored};

/// For so long a mail is on its way.
const NEW: SignedDuration = SignedDuration::from_mins(10);

/// The private page in the state `page`.
pub(super) fn manage(app: &App, lang: Lang, page: ManagePage) -> String {
    let instead = Some(Instead::Manage(page));
    app.page(lang, Known::Manage, FormState::default(), instead)
}

/// That the address opens nothing, with the form that has a lost link sent again.
pub(super) fn no_such_link(app: &App, lang: Lang) -> String {
    let lost = LostLink {
        said: Some(Said::NoSuchLink),
        ..LostLink::default()
    };
    let instead = Some(Instead::Lost(lost));
    app.page(lang, Known::Manage, FormState::default(), instead)
}

/// The form with `answers`.
pub(super) fn correct(
    app: &App,
    found: &Found,
    answers: Answers,
    errors: Vec<FieldError>,
    notice: Option<String>,
) -> String {
    let state = FormState {
        answers,
        errors,
        notice,
        ..FormState::default()
    };
    let page = ManagePage::Correct {
        form: found.form,
        path: app.links.path(&found.stored.reference),
        state: Arc::new(state),
        is_closed: !found.offers(app).correct,
    };
    manage(app, found.stored.lang, page)
}

/// The question whether to cancel.
pub(super) fn ask_cancel(app: &App, found: &Found) -> String {
    let page = ManagePage::Cancel {
        path: app.links.path(&found.stored.reference),
        offers: found.offers(app),
        frees_places: found.frees_places(app),
    };
    manage(app, found.stored.lang, page)
}

/// The question whether to erase. Of a form that the event no longer has, it comes with `notice`, or why nothing else is
/// offered.
pub(super) fn ask_erase(app: &App, found: &Found, notice: Option<String>) -> String {
    let lang = found.stored.lang;
    let given_up = || app.site.content(lang).forms.manage.given_up.clone();
    let notice = notice.or_else(|| found.is_abandoned(app).then(given_up));
    let path = app.links.path(&found.stored.reference);
    manage(app, lang, ManagePage::Erase { path, notice })
}

/// Says that nothing is left, and takes what the browser keeps with it where that `is_new`.
pub(super) fn erased(app: &App, found: Found, is_new: bool) -> String {
    let Stored {
        lang, reference, ..
    } = found.stored;
    manage(app, lang, ManagePage::Erased { reference, is_new })
}

/// The receipt of a form that was sent a moment ago.
pub(super) fn receipt(app: &App, found: Found) -> String {
    let created_at = found.stored.created_at.parse::<Timestamp>();
    // Whoever keeps the address finds the mail there already.
    let is_new = created_at.is_ok_and(|at| Timestamp::now().duration_since(at) < NEW);
    let is_mailed = app.sends_mail && is_new;
    show(app, found, None, is_mailed)
}

/// The receipt, with what can be done.
pub(super) fn overview(app: &App, found: Found, notice: Option<String>) -> String {
    show(app, found, notice, false)
}

fn show(app: &App, found: Found, notice: Option<String>, is_mailed: bool) -> String {
    if found.is_abandoned(app) {
        // There are no words for what was answered.
        return ask_erase(app, &found, notice);
    }
    let has_calendar = found.calendar(app).is_some();
    let offers = found.offers(app);
    let Found { stored, form } = found;
    let links = ManageLinks {
        path: app.links.path(&stored.reference),
        notice,
        has_calendar,
        offers,
        is_cancelled: stored.state == State::Cancelled,
        is_mailed,
    };
    let mut overview = Overview::new(
        &app.site,
        stored.lang,
        form,
        stored.reference.clone(),
        &stored.answers,
        links,
    );
    if app.has_places(&stored) {
        overview = overview.with_places(&app.site, stored.lang, &stored.days, app.moment());
    }
    let instead = Some(Instead::Overview(Box::new(overview)));
    app.page(stored.lang, Known::Receipt, FormState::default(), instead)
}
