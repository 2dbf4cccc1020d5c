//! The calendar file of a person's own days.

use nec_ess_content::{Moment, Site, calendar};
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Lang, forms};

/// What people save it as.
pub(crate) fn file_name(site: &Site) -> String {
    format!("{}.ics", site.event.slug())
}

/// The days that are confirmed and have not ended at `moment`, or the workshop; nothing where there is no such date.
pub(crate) fn of(
    site: &Site,
    lang: Lang,
    form: &str,
    days: &[DayPlace],
    moment: Moment,
) -> Option<String> {
    if form == forms::WORKSHOP.id {
        let offers = site.event.offers(&forms::WORKSHOP, false, moment);
        return calendar::workshop(site, lang).filter(|_| !offers.is_over);
    }
    let mut confirmed = site
        .event
        .days
        .iter()
        .filter(|day| {
            let id = day.date.to_string();
            site.event.is_to_come(&id, moment)
                && days
                    .iter()
                    .any(|had| had.day == id && had.status == PlaceStatus::Confirmed)
        })
        .peekable();
    confirmed.peek()?;
    Some(calendar::days(site, confirmed, lang))
}
