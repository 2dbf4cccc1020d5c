//! The days of the event.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site, dates};
use nec_ess_domain::Lang;

use super::day_facts::DayFacts;

/// Each day with its town, its place and its calendar file.
#[component]
pub(crate) fn Days(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    view! {
        <ol class="days">
            {site
                .event
                .days
                .iter()
                .map(|day| {
                    view! {
                        <li class="day">
                            <p class="day-date">
                                <time datetime=day.date.to_string()>{dates::long(day.date, lang)}</time>
                            </p>
                            <p class="day-city">{day.city.get(lang).to_owned()}</p>
                            <DayFacts site=site.clone() lang moment day=day.clone() />
                        </li>
                    }
                })
                .collect_view()}
        </ol>
    }
}
