//! Calendar files (RFC 5545) for the days and the workshop.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use nec_ess_domain::Lang;

use crate::event::{Day, Event};

/// The path of a day's calendar file.
#[must_use]
pub fn day_path(day: &Day, lang: Lang) -> String {
    format!("/{}/{}.ics", lang.code(), day.date)
}

/// The path of the workshop's calendar file.
#[must_use]
pub fn workshop_path(lang: Lang) -> String {
    format!("/{}/workshop.ics", lang.code())
}

/// `time` of the event's zone with its offset, for `<time datetime>`: "2025-11-26T13:00:00+01:00".
///
/// # Panics
/// Never for an event that [`crate::load`] accepted: its zone is known.
#[must_use]
pub fn instant(event: &Event, time: DateTime) -> String {
    let zoned = event.zoned(time).expect("load() checked the zone");
    let text = zoned.to_string();
    text.split('[').next().unwrap_or(&text).to_owned()
}

/// A calendar of whole days. The programme's hours are sent to those registered, so none are made up.
#[must_use]
pub fn days<'a>(event: &Event, days: impl IntoIterator<Item = &'a Day>, lang: Lang) -> String {
    let mut out = Calendar::new();
    for day in days {
        let next = day.date.tomorrow().unwrap_or(day.date);
        let place = if day.at_venue {
            format!("{}, {}", event.venue.name, event.venue_address())
        } else {
            day.city.get(lang).to_owned()
        };
        out.open(&format!("{}-{}", day.date, lang.code()));
        out.line(
            "DTSTART;VALUE=DATE",
            &day.date.strftime("%Y%m%d").to_string(),
        );
        out.line("DTEND;VALUE=DATE", &next.strftime("%Y%m%d").to_string());
        out.line(
            "SUMMARY",
            &escape(&format!("{} – {}", event.short_title, day.label.get(lang))),
        );
        out.line("LOCATION", &escape(&place));
        out.line("DESCRIPTION", &escape(event.title.get(lang)));
        out.close();
    }
    out.finish()
}

/// The workshop, from its start to its end.
#[must_use]
pub fn workshop(event: &Event, lang: Lang) -> String {
    let utc = |time: DateTime| {
        let zoned = event.zoned(time).expect("load() checked the zone");
        zoned
            .with_time_zone(TimeZone::UTC)
            .strftime("%Y%m%dT%H%M%SZ")
            .to_string()
    };
    let mut out = Calendar::new();
    out.open(&format!("workshop-{}", lang.code()));
    out.line("DTSTART", &utc(event.workshop.start));
    out.line("DTEND", &utc(event.workshop.end));
    out.line("SUMMARY", &escape(event.workshop.title.get(lang)));
    out.line("DESCRIPTION", &escape(event.short_title.as_str()));
    out.close();
    out.finish()
}

struct Calendar(String);

impl Calendar {
    fn new() -> Self {
        let mut out = Self(String::new());
        out.line("BEGIN", "VCALENDAR");
        out.line("VERSION", "2.0");
        out.line("PRODID", "-//SOGA//NEC ESS//FR");
        out
    }

    fn open(&mut self, id: &str) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &format!("{id}@nec-ess"));
        // A fixed stamp: the same content gives the same file, byte for byte.
        self.line("DTSTAMP", "20250101T000000Z");
    }

    fn close(&mut self) {
        self.line("END", "VEVENT");
    }

    fn finish(mut self) -> String {
        self.line("END", "VCALENDAR");
        self.0
    }

    /// A content line, folded at 75 bytes as RFC 5545, 3.1 wants.
    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in format!("{name}:{value}").chars() {
            if width + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}
