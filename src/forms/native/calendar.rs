//! The calendar files that a form's receipt offers. Native only.

use nec_ess_content::{Site, calendar};
use nec_ess_domain::text::{CalendarLink, Link, fill};
use nec_ess_domain::{Form, Lang, forms};

use super::day::day_label;

/// The calendar files of what `form` registers for.
pub(crate) fn files(form: &Form, site: &Site, lang: Lang) -> Vec<CalendarLink> {
    let label = &site.content(lang).words.blocks.calendar;
    let link = |href: String, name: &str| Link {
        href,
        label: fill(label, name),
    };
    if form == &forms::REGISTRATION {
        let days = site.event.days.iter().map(|day| CalendarLink {
            day: Some(day.date.to_string()),
            link: link(calendar::day_path(day, lang), &day_label(day, lang)),
        });
        days.collect()
    } else if form == &forms::WORKSHOP {
        let workshop = site.event.workshop.iter().map(|workshop| CalendarLink {
            day: None,
            link: link(calendar::workshop_path(lang), workshop.title.get(lang)),
        });
        workshop.collect()
    } else {
        Vec::new()
    }
}
