//! The days of the event.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site, calendar, dates};
use nec_ess_domain::Lang;

use super::timed::Timed;

/// Each day with its town, its place and its calendar file.
#[component]
pub(crate) fn Days(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    let words = &site.half(lang).words.blocks;
    view! {
        <ol class="days">
            {site
                .event
                .days
                .iter()
                .map(|day| {
                    let date = dates::long(day.date, lang);
                    let venue = day
                        .at_venue
                        .then(|| format!("{}, {}", site.event.venue.name, site.event.venue_address()));
                    let until_its_end = Timed::new(moment, None, Some(site.event.end_of(day)));
                    view! {
                        <li class="day">
                            <p class="day-date">
                                <time datetime=day.date.to_string()>{date.clone()}</time>
                            </p>
                            <p class="day-city">{day.city.get(lang).to_owned()}</p>
                            <p class="day-label">{day.label.get(lang).to_owned()}</p>
                            {venue.map(|venue| view! { <p class="day-venue">{venue}</p> })}
                            {until_its_end
                                .map(|Timed { until, .. }| {
                                    view! {
                                        <p class="day-calendar" data-until=until>
                                            <a href=calendar::day_path(day, lang) download="">
                                                {words.calendar.replace("{}", &date)}
                                            </a>
                                        </p>
                                    }
                                })}
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}
