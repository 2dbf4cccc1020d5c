//! The calendar file of a person's own days.

use nec_ess_content::{Site, calendar};
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Lang, forms};

/// What people save it as.
pub(crate) fn file_name(site: &Site) -> String {
    format!("{}.ics", site.event.slug())
}

/// The days that are confirmed, or the workshop; nothing where there is no date.
pub(crate) fn of(site: &Site, lang: Lang, form: &str, days: &[DayPlace]) -> Option<String> {
    if form == forms::WORKSHOP.id {
        return calendar::workshop(site, lang);
    }
    let mut confirmed = site
        .event
        .days
        .iter()
        .filter(|day| {
            let id = day.date.to_string();
            days.iter()
                .any(|had| had.day == id && had.status == PlaceStatus::Confirmed)
        })
        .peekable();
    confirmed.peek()?;
    Some(calendar::days(site, confirmed, lang))
}
