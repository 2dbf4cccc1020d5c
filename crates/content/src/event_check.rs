//! What the keys of `content/event.toml` alone cannot tell: whether its facts agree.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, ZonedDateTime};
use nec_ess_domain::web::{is_mailbox, is_page};

use crate::country::is_country;
use crate::error::ContentError;
use crate::event::{Event, PREFIX_MAX, Workshop};
use crate::parse::Source;

/// How many characters the name in the header and in mails may have.
const NAME_MAX: usize = 60;
/// How many days there may be between two days of one event.
const GAP_MAX: i32 = 31;

/// Complains of facts that cannot be, or not together. Whether texts can be filled in with them.
pub(crate) fn check(event: &Event, source: &Source, errors: &mut Vec<ContentError>) -> bool {
    let mut check = Check {
        event,
        source,
        errors,
    };
    let has_name = check.name();
    check.places();
    check.prefix();
    check.next();
    let has_zone = TimeZone::get(&event.time_zone).is_ok();
    if !has_zone {
        let message = format!(
            "expected a zone of the IANA database, such as \"Europe/Brussels\", found {:?}",
            event.time_zone
        );
        check.complain(&["time_zone"], &message);
    }
    if event.days.is_empty() {
        check.complain(&["days"], "expected one [[days]] at least");
        return false;
    }
    let has_days = check.days();
    if has_days && has_zone {
        check.workshop();
        check.closing();
        check.retention();
    }
    has_name && has_days
}

struct Check<'a> {
    event: &'a Event,
    source: &'a Source,
    errors: &'a mut Vec<ContentError>,
}

impl Check<'_> {
    /// Says what is wrong with the key at `place`.
    fn complain(&mut self, place: &[&str], message: &str) {
        let key = place.last().copied().unwrap_or_default();
        self.errors
            .push(self.source.error_at(place, format!("{key}: {message}")));
    }

    /// Names of files and calendars are made of the short title, and descriptions name it.
    fn name(&mut self) -> bool {
        let name = &self.event.short_title;
        let length = name.chars().count();
        let is_right = length <= NAME_MAX && name.chars().any(|c| c.is_ascii_alphanumeric());
        if !is_right {
            let message = format!(
                "expected a name of up to {NAME_MAX} characters with letters or digits, such as \"My Event 2031\", found {name:?}"
            );
            self.complain(&["short_title"], &message);
        }
        is_right
    }

    /// The venue is on the globe, each day in a country, and one at the venue.
    fn places(&mut self) {
        let venue = &self.event.venue;
        for (key, found, most, example) in [
            ("latitude", venue.latitude, 90.0, "45.5"),
            ("longitude", venue.longitude, 180.0, "-3.25"),
        ] {
            if !(-most..=most).contains(&found) {
                let message = format!(
                    "expected degrees from -{most} to {most}, such as {example}, found {found}"
                );
                self.complain(&["venue", key], &message);
            }
        }
        let has_country = self.country(&["venue", "country"], &venue.country);
        for (index, day) in self.event.days.iter().enumerate() {
            let index = index.to_string();
            let place = ["days", &index, "country"];
            let is_country = self.country(&place, &day.country) && has_country;
            if is_country && day.at_venue && day.country != venue.country {
                let message = format!(
                    "the day is at the venue, which is in {}: expected the same here, or `at_venue = false`",
                    venue.country
                );
                self.complain(&place, &message);
            }
        }
        let days = self.event.days.len();
        if days > 0 && !self.event.days.iter().any(|day| day.at_venue) {
            self.complain(
                &["days", &(days - 1).to_string(), "at_venue"],
                "no day is at the [venue]: expected one at least with at_venue = true",
            );
        }
    }

    /// References can be read out: a few capital letters and digits come first.
    fn prefix(&mut self) {
        let Some(prefix) = &self.event.reference_prefix else {
            return;
        };
        let is_readable = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        if !(1..=PREFIX_MAX).contains(&prefix.len()) || !prefix.bytes().all(is_readable) {
            let message = format!(
                "expected up to {PREFIX_MAX} capital letters and digits, such as \"ABC\", found {prefix:?}"
            );
            self.complain(&["reference_prefix"], &message);
        }
    }

    /// What comes next has an address that leads there.
    fn next(&mut self) {
        let Some(next) = &self.event.next else {
            return;
        };
        if !is_page(&next.url) && !is_mailbox(&next.url) {
            let message = format!(
                "expected a whole address, such as \"https://example.org/page/\" or \"mailto:name@example.org\", found {:?}",
                next.url
            );
            self.complain(&["next", "url"], &message);
        }
    }

    /// Whether `found` can be the code of a country.
    fn country(&mut self, place: &[&str], found: &str) -> bool {
        let is_code = is_country(found);
        if !is_code {
            let message = format!(
                "expected the two capital letters of a country, such as \"BE\", found {found:?}"
            );
            self.complain(place, &message);
        }
        is_code
    }

    /// Whether the days stand in their order, each once: much is counted from the first and the last.
    fn days(&mut self) -> bool {
        let dates: Vec<_> = self.event.days.iter().map(|day| day.date).collect();
        let mut are_right = true;
        for (index, date) in dates.iter().enumerate().skip(1) {
            let before = dates[index - 1];
            let message = if dates[..index].contains(date) {
                format!("`{date}` is there already: expected each day once")
            } else if *date < before {
                format!(
                    "`{date}` stands after `{before}`: expected the days in their order, the earliest first"
                )
            } else if before
                .until(*date)
                .is_ok_and(|gap| gap.get_days() > GAP_MAX)
            {
                format!(
                    "`{date}` is long after `{before}`: expected the next day within {GAP_MAX} days"
                )
            } else {
                continue;
            };
            are_right = false;
            self.complain(&["days", &index.to_string(), "date"], &message);
        }
        are_right
    }

    /// The workshop is on a day of the event, and ends on the same day. What counts is the time that passes: clocks may be
    /// put forward or back in between.
    fn workshop(&mut self) {
        let event = self.event;
        let Some(Workshop { start, end, .. }) = event.workshop else {
            return;
        };
        let days = event.day_ids();
        if !days.contains(&start.date().to_string()) {
            let message = format!(
                "the workshop is on {}, which is no day of the event, expected one of: {}",
                start.date(),
                days.join(", ")
            );
            self.complain(&["workshop", "start"], &message);
        }
        if end.date() != start.date() || event.instant(end) <= event.instant(start) {
            let later = event.zoned(start).ok();
            let later = later.and_then(|start| start.checked_add(1.hour()).ok());
            let later = later.filter(|later| later.date() == start.date());
            let later = later.map_or_else(|| start.date().at(23, 59, 0, 0), |l| l.datetime());
            let message = format!(
                "expected a time of the same day, later than `start`, such as \"{}\"",
                later.strftime("%Y-%m-%dT%H:%M")
            );
            self.complain(&["workshop", "end"], &message);
        }
    }

    /// Registration closes before the event is over, and not before anybody knows of it.
    fn closing(&mut self) {
        let closes = self.event.registration.closes;
        let ends = self.event.schedule().ends;
        if closes.is_some_and(|closes| closes.as_millisecond() > ends) {
            let end = self.zoned(ends);
            let eve = end.checked_sub(30.hours()).unwrap_or(end);
            let message = format!(
                "expected an instant before the last day has ended, such as \"{}\"",
                eve.strftime("%Y-%m-%dT%H:%M:%S%:z")
            );
            self.complain(&["registration", "closes"], &message);
        }
        let last = self.zoned(ends);
        let earliest = last.checked_sub(2.years()).unwrap_or(last.clone());
        if closes.is_some_and(|closes| closes < earliest.timestamp()) {
            let eve = last.checked_sub(54.hours()).unwrap_or(last);
            let message = format!(
                "expected an instant in the two years before the event, such as \"{}\"",
                eve.strftime("%Y-%m-%dT%H:%M:%S%:z")
            );
            self.complain(&["registration", "closes"], &message);
        }
    }

    /// What may tell of someone's health goes first.
    fn retention(&mut self) {
        let end = self.zoned(self.event.schedule().ends);
        let kept = &self.event.retention;
        for form in self.event.forms() {
            if let Some(missing) = kept.missing(form) {
                let message = format!("expected a key `{missing}` in `retention`");
                let error = self.source.error_at(&["retention"], message);
                self.errors.push(error);
            }
        }
        if kept.access_needs.before(&end) < kept.registrations.before(&end) {
            self.complain(
                &["retention", "access_needs"],
                "expected a period no longer than that of registrations, which they stand in",
            );
        }
    }

    fn zoned(&self, milliseconds: i64) -> ZonedDateTime {
        let instant = Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX);
        self.event.zoned_at(instant)
    }
}
