//! The facts of the side workshop.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Moment, Site, calendar, dates};
use nec_ess_domain::Lang;

use super::timed::Timed;

/// Title, time, project and calendar file of the workshop, where there is one.
#[component]
pub(crate) fn WorkshopCard(site: Arc<Site>, lang: Lang, moment: Moment) -> AnyView {
    let words = &site.content(lang).words.blocks;
    let Some(workshop) = &site.event.workshop else {
        return ().into_any();
    };
    let start = calendar::instant(&site.event, workshop.start);
    let end = calendar::instant(&site.event, workshop.end);
    let until_its_end = Timed::new(moment, None, Some(site.event.instant(workshop.end)));
    let title = workshop.title.get(lang).to_owned();
    view! {
        <div class="card workshop">
            <p class="card-title">{title.clone()}</p>
            <dl>
                <dt>{words.workshop_when.clone()}</dt>
                <dd>
                    <time datetime=start>{dates::long(workshop.start.date(), lang)}</time>
                    ", "
                    <time datetime=end>
                        {dates::times(workshop.start, workshop.end, &site.event.time_zone, lang)}
                    </time>
                </dd>
                {until_its_end
                    .clone()
                    .map(|Timed { until, .. }| {
                        view! {
                            <dt data-until=until.clone()>{words.workshop_where.clone()}</dt>
                            <dd data-until=until>{words.place_later.clone()}</dd>
                        }
                    })}
                <dt>{words.workshop_project.clone()}</dt>
                <dd>{workshop.project.clone()}</dd>
            </dl>
            {until_its_end
                .map(|Timed { until, .. }| {
                    view! {
                        <p data-until=until>
                            <a href=calendar::workshop_path(lang) download="">
                                {words.calendar.replace("{}", &title)}
                            </a>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}
