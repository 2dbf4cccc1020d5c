//! The days of the event with their sessions.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Day, Moment, Site, dates};
use nec_ess_domain::Lang;

use super::day_facts::DayFacts;
use super::programme_filter::{ProgrammeFilter, has_filter};
use super::session::SessionView;
use super::timed::Timed;

/// Each day with its sessions, in order.
///
/// In another site no address leads to a session, and no script runs: there `is_bare` leaves out anchors and filter.
#[component]
pub(crate) fn Programme(
    site: Arc<Site>,
    lang: Lang,
    moment: Moment,
    #[prop(optional)] is_bare: bool,
) -> impl IntoView {
    let is_filtered = !is_bare && has_filter(&site);
    view! {
        <div class="programme">
            {is_filtered.then(|| view! { <ProgrammeFilter site=site.clone() lang /> })}
            {site
                .event
                .days
                .iter()
                .map(|day| {
                    let sessions: Vec<_> = site
                        .programme
                        .of_day(day.date)
                        .map(|session| {
                            let (site, session) = (site.clone(), session.clone());
                            view! { <SessionView site lang moment session is_bare is_filtered /> }
                        })
                        .collect();
                    view! {
                        <section class="day">
                            <div>
                                <h3 class="day-date">
                                    <time datetime=day.date.to_string()>{dates::long(day.date, lang)}</time>
                                </h3>
                                <p class="day-city">{day.city.get(lang).to_owned()}</p>
                            </div>
                            <div>
                                <DayFacts site=site.clone() lang moment day=day.clone() />
                                {(!sessions.is_empty()).then(|| view! { <ol class="sessions">{sessions}</ol> })}
                                <SessionsLater site=site.clone() lang moment day=day.clone() />
                            </div>
                        </section>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// That those who register learn more, until the day is over: where no session of it is told but the workshop, which is
/// held alongside.
#[component]
fn SessionsLater(site: Arc<Site>, lang: Lang, moment: Moment, day: Day) -> impl IntoView {
    let mut sessions = site.programme.of_day(day.date);
    let until_its_end = Timed::new(moment, None, Some(site.event.end_of(&day)));
    let until_its_end = until_its_end.filter(|_| sessions.all(|session| session.is_workshop));
    until_its_end.map(|Timed { until, .. }| {
        view! {
            <p class="sessions-later" data-until=until>
                {site.content(lang).words.programme.sessions_later.clone()}
            </p>
        }
    })
}
