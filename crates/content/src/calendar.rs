//! Calendar files (RFC 5545) for the days, the workshop and the sessions of the programme. What a calendar holds already
//! is brought up to date, in whichever language it comes again.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use nec_ess_domain::Lang;

use crate::event::{Day, Event, FIRST};
use crate::page::Known;
use crate::programme::{Session, Slot};
use crate::site::Site;

/// The page of the sessions, by its id.
const PROGRAMME: &str = "programme";

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

/// The path of the calendar file of a session, if it has one: it needs a time.
#[must_use]
pub fn session_path(session: &Session, lang: Lang) -> Option<String> {
    if session.is_workshop {
        return Some(workshop_path(lang));
    }
    session.time?;
    Some(format!("/{}/{}.ics", lang.code(), session.anchor()))
}

/// `time` of the event's zone with its offset, for `<time datetime>`: "2031-11-26T13:00:00+01:00".
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
pub fn days<'a>(site: &Site, days: impl IntoIterator<Item = &'a Day>, lang: Lang) -> String {
    let event = &site.event;
    let mut out = Calendar::new(event);
    for day in days {
        let next = day.date.tomorrow().unwrap_or(day.date);
        out.open(&day.date.to_string());
        out.line(
            "DTSTART;VALUE=DATE",
            &day.date.strftime("%Y%m%d").to_string(),
        );
        out.line("DTEND;VALUE=DATE", &next.strftime("%Y%m%d").to_string());
        out.line(
            "SUMMARY",
            &escape(&format!("{} – {}", event.short_title, day.label.get(lang))),
        );
        out.line("LOCATION", &escape(&place(event, day, lang)));
        out.line("DESCRIPTION", &escape(event.title.get(lang)));
        out.page(site, site.known_url(lang, Known::Event));
        out.close();
    }
    out.finish()
}

/// The workshop, from its start to its end; `None` where there is none.
#[must_use]
pub fn workshop(site: &Site, lang: Lang) -> Option<String> {
    let event = &site.event;
    let workshop = event.workshop.as_ref()?;
    let (start, end) = (workshop.start, workshop.end);
    let mut out = Calendar::new(event);
    out.open("workshop");
    out.slot(event, Slot { start, end });
    out.line("SUMMARY", &escape(workshop.title.get(lang)));
    let place = &site.content(lang).words.blocks.place_later;
    out.line("LOCATION", &escape(place));
    out.line("DESCRIPTION", &escape(event.short_title.as_str()));
    out.page(site, site.known_url(lang, Known::Workshop));
    out.close();
    Some(out.finish())
}

/// A session from its start to its end; `None` where [`session_path`] is, and for the workshop.
#[must_use]
pub fn session(site: &Site, session: &Session, lang: Lang) -> Option<String> {
    let time = session.time.filter(|_| !session.is_workshop)?;
    let event = &site.event;
    let day = event.days.iter().find(|day| day.date == session.day)?;
    let room = site.programme.room(session, lang);
    let place = room
        .map(str::to_owned)
        .into_iter()
        .chain([place(event, day, lang)])
        .collect::<Vec<_>>()
        .join(", ");
    let description = session.description.as_ref();
    let description = description.map_or(event.short_title.as_str(), |text| text.get(lang));
    let mut out = Calendar::new(event);
    out.open(&session.anchor());
    out.slot(event, time);
    out.line("SUMMARY", &escape(session.title.get(lang)));
    out.line("LOCATION", &escape(&place));
    out.line("DESCRIPTION", &escape(description));
    let page = site.url(lang, PROGRAMME);
    out.page(site, &format!("{page}#{}", session.anchor()));
    out.close();
    Some(out.finish())
}

/// Where a day takes place: the venue, or as much as is told.
fn place(event: &Event, day: &Day, lang: Lang) -> String {
    if day.at_venue {
        format!("{}, {}", event.venue.name, event.venue_address())
    } else {
        day.city.get(lang).to_owned()
    }
}

struct Calendar {
    text: String,
    slug: String,
    revised: Date,
}

impl Calendar {
    fn new(event: &Event) -> Self {
        let mut out = Self {
            text: String::new(),
            slug: event.slug(),
            revised: event.revised,
        };
        out.line("BEGIN", "VCALENDAR");
        out.line("VERSION", "2.0");
        let product = format!("-//{}//site//FR", out.slug);
        out.line("PRODID", &product);
        out
    }

    fn open(&mut self, id: &str) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &format!("{id}@{}", self.slug));
        // Not the time of the build: the same content gives the same file, byte for byte.
        let stamp = self.revised.strftime("%Y%m%dT000000Z").to_string();
        self.line("DTSTAMP", &stamp);
        // A number that grows, so that calendars take the newer of two (RFC 5545, 3.8.7.4): days since the first that could be.
        let days = (self.revised - FIRST).get_days();
        self.line("SEQUENCE", &days.max(0).to_string());
    }

    /// From when to when, in UTC, which every calendar knows.
    fn slot(&mut self, event: &Event, slot: Slot) {
        for (name, time) in [("DTSTART", slot.start), ("DTEND", slot.end)] {
            let zoned = event.zoned(time).expect("load() checked the zone");
            let utc = zoned.with_time_zone(TimeZone::UTC);
            self.line(name, &utc.strftime("%Y%m%dT%H%M%SZ").to_string());
        }
    }

    /// The page at `path` of the site.
    fn page(&mut self, site: &Site, path: &str) {
        self.line("URL", &format!("{}{path}", site.settings.origin));
    }

    fn close(&mut self) {
        self.line("END", "VEVENT");
    }

    fn finish(mut self) -> String {
        self.line("END", "VCALENDAR");
        self.text
    }

    /// A content line, folded at 75 bytes as RFC 5545, 3.1 wants.
    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in format!("{name}:{value}").chars() {
            if width + c.len_utf8() > 75 {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(c);
            width += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}
