//! What is told of a day under its date and its town.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Day, Moment, Site, calendar, dates};
use nec_ess_domain::Lang;

use super::timed::Timed;

/// What a day is, its place and its calendar file.
#[component]
pub(crate) fn DayFacts(site: Arc<Site>, lang: Lang, moment: Moment, day: Day) -> impl IntoView {
    let words = &site.content(lang).words.blocks;
    let event = &site.event;
    let until_its_end = Timed::new(moment, None, Some(event.end_of(&day)));
    let place = if day.at_venue {
        let venue = format!("{}, {}", event.venue.name, event.venue_address());
        Some((venue, None))
    } else {
        // Those who ask once it is over are told no more.
        let until = until_its_end.clone();
        until.map(|Timed { until, .. }| (words.place_later.clone(), until))
    };
    view! {
        <p class="day-label">{day.label.get(lang).to_owned()}</p>
        {place
            .map(|(place, until)| {
                view! {
                    <p class="day-venue" data-until=until>
                        {place}
                    </p>
                }
            })}
        {until_its_end
            .map(|Timed { until, .. }| {
                view! {
                    <p class="day-calendar" data-until=until>
                        <a href=calendar::day_path(&day, lang) download="">
                            {words.calendar.replace("{}", &dates::long(day.date, lang))}
                        </a>
                    </p>
                }
            })}
    }
}
