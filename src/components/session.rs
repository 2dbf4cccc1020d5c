//! One session of the programme.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Person, Session, Site, calendar, dates};
use nec_ess_domain::Lang;

use super::programme_filter::facets;
use super::timed::Timed;

/// When it is, what kind it is, its title, and what else is told of it.
#[component]
pub(crate) fn SessionView(
    site: Arc<Site>,
    lang: Lang,
    moment: Moment,
    session: Session,
    is_bare: bool,
    is_filtered: bool,
) -> impl IntoView {
    let content = site.content(lang);
    let words = &content.words.programme;
    let end = session.time.map(|time| site.event.instant(time.end));
    let until_its_end = Timed::new(moment, None, end);
    let place_later = until_its_end.clone().filter(|_| session.is_workshop);
    let calendar = until_its_end.zip(calendar::session_path(&session, lang));
    let title = session.title.get(lang).to_owned();
    let languages = session.languages.iter();
    let facts: Vec<_> = site
        .programme
        .room(&session, lang)
        .into_iter()
        .chain(languages.filter_map(|lang| words.languages.get(lang.code()).map(String::as_str)))
        .collect();
    view! {
        <li class="session" id=(!is_bare).then(|| session.anchor()) data-facets=is_filtered.then(|| facets(&session))>
            <SessionTime site=site.clone() lang session=session.clone() />
            <div>
                <p class="session-kind">{site.programme.kind(&session, lang).to_owned()}</p>
                <h4>{title.clone()}</h4>
                {session.description.as_ref().map(|text| view! { <p>{text.get(lang).to_owned()}</p> })}
                {(!session.people.is_empty())
                    .then(|| {
                        let people = session.people.iter().map(|person| {
                            view! {
                                <li>
                                    <b>{person.name.clone()}</b>
                                    {what_of(person, lang)}
                                </li>
                            }
                        });
                        view! { <ul class="session-people">{people.collect_view()}</ul> }
                    })}
                {(!facts.is_empty()).then(|| view! { <p class="session-facts">{facts.join(" · ")}</p> })}
                {place_later
                    .map(|Timed { until, .. }| {
                        view! {
                            <p class="session-facts" data-until=until>
                                {content.words.blocks.place_later.clone()}
                            </p>
                        }
                    })}
                {calendar
                    .map(|(Timed { until, .. }, path)| {
                        // The title tells apart links that look the same.
                        let whole = content.words.blocks.calendar.replace("{}", &title);
                        view! {
                            <p class="session-calendar" data-until=until>
                                <a href=path download="" aria-label=whole>
                                    {words.calendar.clone()}
                                </a>
                            </p>
                        }
                    })}
            </div>
        </li>
    }
}

/// From when to when; or that it is not settled.
#[component]
fn SessionTime(site: Arc<Site>, lang: Lang, session: Session) -> impl IntoView {
    let time = session.time.map(|slot| {
        let [start, end] = [slot.start, slot.end].map(|at| {
            view! { <time datetime=calendar::instant(&site.event, at)>{dates::time(at, lang)}</time> }
        });
        view! {
            {start}
            "\u{a0}– "
            {end}
        }
    });
    let later = time.is_none();
    let later = later.then(|| site.content(lang).words.programme.time_later.clone());
    view! {
        <p class="session-time">
            {time}
            {later}
        </p>
    }
}

/// What a person does, and for whom, after the name.
fn what_of(person: &Person, lang: Lang) -> String {
    let role = person.role.as_ref().map(|role| role.get(lang));
    let parts = role.into_iter().chain(person.organisation.as_deref());
    parts.map(|part| format!(", {part}")).collect()
}
