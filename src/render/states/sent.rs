//! What becomes of a form once it is stored, and what stands for itself.

use std::sync::Arc;

use nec_ess_content::{Known, Manage, Site};
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Form, Lang, forms, validate};

use super::times::{Time, Times};
use super::{FormState, Instead, State, sample};
use crate::forms::native::{LostLink, ManageLinks, ManagePage, Overview, Said, Unread};

/// What a private page says of itself.
const REFERENCE: &str = "ABC-SAMPLE";

/// The private page of what was sent to `form`, at each time of the event; and what it says of what was asked for, once.
pub(super) fn of_form(site: &Site, lang: Lang, form: &'static Form, times: &Times) -> Vec<State> {
    let private = Private {
        site,
        lang,
        form,
        days: sample::days(site),
    };
    let mut all = Vec::new();
    for (name, time) in times.all() {
        for (what, instead) in private.at(time) {
            let name = format!("{}-{what}-{name}", form.id);
            all.push(State::instead(name, Known::Receipt, time, instead));
        }
    }
    for (what, instead) in private.told(&times.open) {
        let name = format!("{}-{what}", form.id);
        all.push(State::instead(name, Known::Receipt, &times.open, instead));
    }
    let told = Some(private.words().closed.clone());
    let instead = private.overview(&times.closed, false, told);
    let name = format!("{}-says-cannot_correct", form.id);
    all.push(State::instead(name, Known::Receipt, &times.closed, instead));
    all
}

/// The private page of what was sent to a form.
struct Private<'a> {
    site: &'a Site,
    lang: Lang,
    form: &'static Form,
    days: Vec<String>,
}

impl Private<'_> {
    fn words(&self) -> &Manage {
        &self.site.content(self.lang).forms.manage
    }

    fn places(&self) -> Vec<DayPlace> {
        let days = self.days.iter().enumerate();
        let places = days.map(|(index, day)| DayPlace {
            day: day.clone(),
            status: if index == 0 {
                PlaceStatus::Confirmed
            } else {
                PlaceStatus::Waiting
            },
        });
        places.collect()
    }

    fn whole(&self, time: &Time, is_cancelled: bool, notice: Option<String>) -> Overview {
        let offers = time
            .site
            .event
            .offers(self.form, is_cancelled, time.moment());
        let links = ManageLinks {
            notice,
            has_calendar: !offers.is_over && !is_cancelled,
            is_mailed: offers.correct,
            offers,
            is_cancelled,
            ..ManageLinks::default()
        };
        let answers = sample::answers(self.form, &self.days);
        let reference = REFERENCE.to_owned();
        Overview::new(self.site, self.lang, self.form, reference, &answers, links)
    }

    fn overview(&self, time: &Time, is_cancelled: bool, notice: Option<String>) -> Instead {
        Instead::Overview(Box::new(self.whole(time, is_cancelled, notice)))
    }

    /// The form with the answers, and what is said above it.
    fn correct(&self, state: FormState, is_closed: bool) -> Instead {
        Instead::Manage(ManagePage::Correct {
            form: self.form,
            path: String::new(),
            state: Arc::new(state),
            is_closed,
        })
    }

    fn answered(&self, notice: Option<String>) -> FormState {
        FormState {
            answers: sample::answers(self.form, &self.days),
            notice,
            ..FormState::default()
        }
    }

    /// What it shows at `time`.
    fn at(&self, time: &Time) -> Vec<(&'static str, Instead)> {
        let mut all = vec![
            ("receipt", self.overview(time, false, None)),
            ("receipt-cancelled", self.overview(time, true, None)),
        ];
        let is_registration = self.form == &forms::REGISTRATION;
        if is_registration {
            let overview = self.whole(time, false, None).with_places(
                self.site,
                self.lang,
                &self.places(),
                time.moment(),
            );
            all.push(("receipt-waiting", Instead::Overview(Box::new(overview))));
        }
        let offers = time.site.event.offers(self.form, false, time.moment());
        let cancel = ManagePage::Cancel {
            path: String::new(),
            offers,
            frees_places: is_registration && !offers.is_over,
        };
        all.push(("cancel", Instead::Manage(cancel)));
        let is_closed = !offers.correct;
        let notice = is_closed.then(|| self.words().closed.clone());
        all.push(("correct", self.correct(self.answered(notice), is_closed)));
        all
    }

    /// What it says of what was asked for.
    fn told(&self, time: &Time) -> Vec<(String, Instead)> {
        let words = self.words();
        let common = &self.site.content(self.lang).forms.common;
        let too_late = format!("{} {}", words.too_late, words.again);
        let too_many = common.too_many.replace("{}", "12");
        let overviews = [
            ("corrected", false, &words.corrected),
            ("too_late", true, &too_late),
            ("unknown_action", false, &words.unknown_action),
            ("unread", false, &words.unread),
            ("busy", false, &common.busy),
            ("too_many", false, &too_many),
        ];
        let overviews = overviews.map(|(name, is_cancelled, text)| {
            let instead = self.overview(time, is_cancelled, Some(text.clone()));
            (format!("private-says-{name}"), instead)
        });
        let nothing = sample::empty();
        let errors = FormState {
            errors: validate(self.form, &nothing, &self.days),
            answers: nothing,
            ..FormState::default()
        };
        let corrections = [
            ("errors", errors),
            (
                "same_answers",
                self.answered(Some(words.same_answers.clone())),
            ),
            ("busy", self.answered(Some(common.busy.clone()))),
        ];
        let corrections = corrections
            .map(|(name, state)| (format!("correct-{name}"), self.correct(state, false)));
        overviews.into_iter().chain(corrections).collect()
    }
}

/// What stands for itself.
pub(super) fn others(site: &Site, lang: Lang, times: &Times) -> Vec<State> {
    let path = String::new;
    let words = &site.content(lang).forms;
    let manage = |name, page| (name, Known::Receipt, Instead::Manage(page));
    let erase = |name, notice| {
        let path = path();
        manage(name, ManagePage::Erase { path, notice })
    };
    let lost = |name, said| {
        let lost = LostLink {
            reference: REFERENCE.into(),
            email: sample::EMAIL.into(),
            said: Some(said),
            ..LostLink::default()
        };
        (name, Known::Manage, Instead::Lost(lost))
    };
    let wrong = LostLink {
        reference: "ABC".into(),
        reference_error: Some(words.manage.lost_reference_error.clone()),
        email: sample::EMAIL.into(),
        said: Some(Said::Refused(words.common.error_heading.clone())),
        ..LostLink::default()
    };
    let unread = |name, why| (name, Known::Registration, Instead::Unread(why));
    let reference = REFERENCE.to_owned();
    let all = [
        erase("erase", None),
        erase("given-up", Some(words.manage.given_up.clone())),
        manage(
            "erased",
            ManagePage::Erased {
                reference,
                // Who looks at all states keeps their drafts.
                is_new: false,
            },
        ),
        manage("unavailable", ManagePage::Unavailable),
        lost("lost-link-done", Said::Done),
        lost("no-such-link", Said::NoSuchLink),
        lost(
            "lost-link-refused",
            Said::Refused(words.manage.unread.clone()),
        ),
        lost("lost-link-busy", Said::Refused(words.common.busy.clone())),
        ("lost-link-wrong", Known::Manage, Instead::Lost(wrong)),
        unread("too-large", Unread::TooLarge),
        unread("unreadable", Unread::Unreadable),
    ];
    all.into_iter()
        .map(|(name, known, instead)| State::instead(name.into(), known, &times.open, instead))
        .collect()
}
