//! The filter of the programme, and what sessions say for it.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Session, Site, dates};
use nec_ess_domain::Lang;
use nec_ess_domain::text::FilterText;

use super::filter::{Choice, Filter, facet};

/// As many sessions as one takes in at a glance: about two screens of a phone. With more, a filter finds what one is
/// looking for sooner than the eye.
const AT_A_GLANCE: usize = 8;

const DAY: &str = "day";
const KIND: &str = "kind";
const LANGUAGE: &str = "language";

/// Whether the page of the programme has a filter.
pub(crate) fn has_filter(site: &Site) -> bool {
    site.programme.sessions.len() > AT_A_GLANCE
}

/// What the filter's lists can find the session by.
pub(crate) fn facets(session: &Session) -> String {
    let languages = session.languages.iter();
    [
        facet(DAY, &session.day.to_string()),
        facet(KIND, &session.kind),
    ]
    .into_iter()
    .chain(languages.map(|language| facet(LANGUAGE, language.code())))
    .collect::<Vec<_>>()
    .join(" ")
}

/// Words, days, kinds and languages. A list that leaves no choice is not there.
#[component]
pub(crate) fn ProgrammeFilter(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let words = &site.content(lang).words.programme;
    let sessions = &site.programme.sessions;
    let choice = |name: &'static str, label: &str, options: Vec<(String, String)>| Choice {
        name,
        label: label.to_owned(),
        all: words.all.clone(),
        options,
    };
    let days = site.event.days.iter().map(|day| day.date);
    let days = days.filter(|day| sessions.iter().any(|session| session.day == *day));
    let days = days.map(|day| (day.to_string(), dates::long(day, lang)));
    let kinds = site.programme.kinds.iter();
    let kinds = kinds.filter(|(kind, _)| sessions.iter().any(|session| session.kind == **kind));
    let mut kinds: Vec<_> = kinds
        .map(|(kind, text)| (kind.clone(), text.get(lang).to_owned()))
        .collect();
    kinds.sort_by(|(_, one), (_, other)| one.cmp(other));
    let languages = Lang::ALL.into_iter();
    let languages = languages.filter(|lang| sessions.iter().any(|s| s.languages.contains(lang)));
    let languages = languages.map(|lang| {
        let code = lang.code();
        let words = words.languages.get(code);
        (code.to_owned(), words.cloned().unwrap_or_default())
    });
    let choices = [
        choice(DAY, &words.day, days.collect()),
        choice(KIND, &words.kind, kinds),
        choice(LANGUAGE, &words.language, languages.collect()),
    ];
    let text = FilterText {
        found: words.found.clone(),
        none: words.none.clone(),
    };
    let choices = choices
        .into_iter()
        .filter(|choice| choice.options.len() > 1);
    view! { <Filter id="filter-words" label=words.filter.clone() text choices=choices.collect() /> }
}
