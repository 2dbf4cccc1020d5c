//! The times of the event, each with a day.

use std::sync::Arc;

use jiff::civil::Date;
use nec_ess_content::{Moment, Site};

/// A time of the event.
#[derive(Clone)]
pub(super) struct Time {
    /// The site with a closing of its own, so that each time can be seen whatever the facts say.
    pub(super) site: Arc<Site>,
    day: Date,
}

impl Time {
    pub(super) fn moment(&self) -> Moment {
        Moment::of(&self.site.event, Some(self.day))
    }
}

/// Each time of the event.
pub(super) struct Times {
    pub(super) open: Time,
    pub(super) closed: Time,
    /// Registration has closed before the first day.
    under_way: Time,
    /// Registration is open to the end, and this is the last day.
    under_way_open: Time,
    over: Time,
}

impl Times {
    pub(super) fn of(site: &Arc<Site>) -> Self {
        let first = site.event.days.first().expect("an event has a day").date;
        let last = site.event.days.last().expect("an event has a day").date;
        let eve = first.yesterday().unwrap_or(first);
        let closing = |closes| {
            let mut copy = Site::clone(site);
            copy.event.registration.closes = closes;
            Arc::new(copy)
        };
        let early = closing(site.event.midnight(eve));
        let early = |day| Time {
            site: Arc::clone(&early),
            day,
        };
        let open = early(first).site.event.open_day();
        Self {
            open: early(open),
            closed: early(eve),
            under_way: early(first),
            under_way_open: Time {
                site: closing(None),
                day: last,
            },
            over: early(last.tomorrow().unwrap_or(last)),
        }
    }

    /// All of them with their names, the earliest first.
    pub(super) const fn all(&self) -> [(&'static str, &Time); 5] {
        [
            ("open", &self.open),
            ("closed", &self.closed),
            ("under-way", &self.under_way),
            ("under-way-open", &self.under_way_open),
            ("over", &self.over),
        ]
    }
}
