//! A page for those who write the site: every state of every form and page, side by side. It is made only where someone
//! works on the site, never for visitors.

mod sample;

use std::sync::Arc;

use jiff::civil::Date;
use nec_ess_content::{Known, Moment, Page, Site};
use nec_ess_domain::html::escape;
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Form, Lang, Named, forms, validate};

use super::files::File;
use super::page::document;
use super::request::Request;
use crate::document::Assets;
use crate::forms::native::{
    FormState, LostLink, ManageLinks, ManagePage, Overview, Said, Unread, notices,
};
use crate::pages::{Instead, PageState};

/// The folder that they stand in.
const FOLDER: &str = "states";
/// What a private page says of itself.
const REFERENCE: &str = "ABC-SAMPLE";

/// A page in a state.
struct State {
    /// What it is, for the list and its address: "registration-errors".
    name: String,
    known: Known,
    day: Date,
    state: PageState,
}

/// The list, and each page that it shows.
#[must_use]
pub fn states(site: &Arc<Site>, assets: &Assets) -> Vec<File> {
    let days = Days::of(site);
    let site = &days.site;
    let mut files = Vec::new();
    let mut rows = String::new();
    let all = Lang::ALL.map(|lang| all(site, lang, &days));
    let [french, english] = &all;
    for (fr, en) in french.iter().zip(english) {
        rows.push_str(&format!(
            "<h2 id=\"{name}\"><a href=\"#{name}\">{name}</a></h2>\n<div>\n",
            name = escape(&fr.name)
        ));
        for (lang, state) in [(Lang::Fr, fr), (Lang::En, en)] {
            let path = format!("/{FOLDER}/{}/{}/", lang.code(), state.name);
            let page: &Page = site.known(lang, state.known);
            let text = document(&Request {
                site,
                assets,
                lang,
                page,
                moment: Moment::of(&site.event, Some(state.day)),
                path: &page.url,
                state: state.state.clone(),
            });
            rows.push_str(&format!(
                "<iframe src=\"{path}\" title=\"{} ({})\" loading=\"lazy\"></iframe>\n",
                escape(&state.name),
                lang.code()
            ));
            files.push(File {
                path: format!("{}index.html", &path[1..]),
                text,
            });
        }
        rows.push_str("</div>\n");
    }
    files.push(File {
        path: format!("{FOLDER}/index.html"),
        text: format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>States</title>\n\
             <style>body{{font:1rem/1.4 sans-serif;margin:1rem}}div{{display:flex;gap:1rem;flex-wrap:wrap}}iframe{{width:380px;height:700px;border:1px solid #888}}</style>\n\
             </head>\n<body>\n<h1>Every form and page in every state</h1>\n{rows}</body>\n</html>\n"
        ),
    });
    files
}

/// The site with a closing of its own, so that it can be seen, and a day for each time of the event.
struct Days {
    site: Arc<Site>,
    open: Date,
    closed: Date,
    under_way: Date,
    over: Date,
}

impl Days {
    fn of(site: &Arc<Site>) -> Self {
        let first = site.event.days.first().expect("an event has a day").date;
        let last = site.event.days.last().expect("an event has a day").date;
        let before = first.yesterday().unwrap_or(first);
        let mut copy = Site::clone(site);
        copy.event.registration.closes = site.event.midnight(before);
        Self {
            open: copy.event.open_day(),
            site: Arc::new(copy),
            closed: before,
            under_way: first,
            over: last.tomorrow().unwrap_or(last),
        }
    }
}

fn all(site: &Arc<Site>, lang: Lang, days: &Days) -> Vec<State> {
    let mut all = Vec::new();
    let forms = || site.event.forms();
    let texts = [Known::Event, Known::Programme, Known::Faq].into_iter();
    for known in texts.chain(forms().map(Known::of_form)) {
        for (time, day) in [
            ("open", days.open),
            ("closed", days.closed),
            ("under-way", days.under_way),
            ("over", days.over),
        ] {
            let state = PageState::default();
            let name = format!("{}-{time}", known.name());
            all.push(State {
                name,
                known,
                day,
                state,
            });
        }
    }
    let mut add = |known: Known, name: String, state: PageState| {
        all.push(State {
            name,
            known,
            day: days.open,
            state,
        });
    };
    for form in forms() {
        let known = Known::of_form(form);
        for (name, state) in of_form(site, lang, form) {
            add(
                known,
                format!("{}-{name}", form.id),
                PageState {
                    form: state,
                    instead: None,
                },
            );
        }
        for (name, instead) in once_sent(site, lang, form) {
            let instead = Some(instead);
            let state = PageState {
                form: FormState::default(),
                instead,
            };
            add(Known::Receipt, format!("{}-{name}", form.id), state);
        }
    }
    for (name, known, instead) in others(site, lang) {
        let instead = Some(instead);
        let state = PageState {
            form: FormState::default(),
            instead,
        };
        add(known, name.into(), state);
    }
    all
}

/// A form that came back: with errors, and with each thing that it can say.
fn of_form(site: &Site, lang: Lang, form: &'static Form) -> Vec<(String, FormState)> {
    let nothing = sample::empty();
    let days = sample::days(site);
    let errors = FormState {
        errors: validate(form, &nothing, &days),
        answers: nothing,
        ..FormState::default()
    };
    let notices = notices(&site.content(lang).forms.common).map(|(name, text)| {
        let state = FormState {
            answers: sample::answers(form, &days),
            notice: Some(text),
            ..FormState::default()
        };
        (format!("says-{name}"), state)
    });
    std::iter::once(("errors".to_owned(), errors))
        .chain(notices)
        .collect()
}

/// What becomes of a form once it is stored.
fn once_sent(site: &Site, lang: Lang, form: &'static Form) -> Vec<(&'static str, Instead)> {
    let days = sample::days(site);
    let answers = sample::answers(form, &days);
    let overview = |links| {
        let reference = REFERENCE.to_owned();
        Overview::new(site, lang, form, reference, &answers, links)
    };
    let open = ManageLinks {
        has_calendar: true,
        can_correct: true,
        is_mailed: true,
        ..ManageLinks::default()
    };
    let cancelled = ManageLinks {
        is_cancelled: true,
        ..ManageLinks::default()
    };
    let mut all = vec![
        ("receipt", overview(open.clone())),
        ("receipt-closed", overview(ManageLinks::default())),
        ("receipt-cancelled", overview(cancelled)),
    ];
    if form == &forms::REGISTRATION {
        let places = days.iter().enumerate().map(|(index, day)| DayPlace {
            day: day.clone(),
            status: if index == 0 {
                PlaceStatus::Confirmed
            } else {
                PlaceStatus::Waiting
            },
        });
        let places: Vec<_> = places.collect();
        all.push((
            "receipt-waiting",
            overview(open).with_places(site, lang, &places),
        ));
    }
    let mut all: Vec<_> = all
        .into_iter()
        .map(|(name, overview)| (name, Instead::Overview(Box::new(overview))))
        .collect();
    let state = Arc::new(FormState {
        answers,
        ..FormState::default()
    });
    let path = String::new();
    all.push((
        "correct",
        Instead::Manage(ManagePage::Correct { form, path, state }),
    ));
    all
}

/// What stands for itself.
fn others(site: &Site, lang: Lang) -> Vec<(&'static str, Known, Instead)> {
    let path = String::new;
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
        };
        (name, Known::Manage, Instead::Lost(lost))
    };
    let refused = site.content(lang).forms.common.unreadable.clone();
    vec![
        manage("cancel", ManagePage::Cancel { path: path() }),
        erase("erase", None),
        erase(
            "given-up",
            Some(site.content(lang).forms.manage.given_up.clone()),
        ),
        manage(
            "erased",
            ManagePage::Erased {
                reference: REFERENCE.into(),
                // Who looks at all states keeps their drafts.
                is_new: false,
            },
        ),
        manage("unavailable", ManagePage::Unavailable),
        lost("lost-link-done", Said::Done),
        lost("lost-link-refused", Said::Refused(refused)),
        (
            "too-large",
            Known::Registration,
            Instead::Unread(Unread::TooLarge),
        ),
        (
            "unreadable",
            Known::Registration,
            Instead::Unread(Unread::Unreadable),
        ),
    ]
}
