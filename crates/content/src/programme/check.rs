//! What the keys of a session alone cannot tell.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::{Date, Time};
use nec_ess_domain::Lang;

use super::keys::{ProgrammeKeys, SessionKeys};
use super::{Person, Session, Slot};
use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;
use crate::report::Report;
use crate::settings::Organiser;
use crate::slug::is_slug;
use crate::text::Text;
use crate::typography;
use crate::variables::{self, Variables};

/// Texts in both languages, by id.
type Texts = BTreeMap<String, Text>;

/// Makes sessions of their keys, and gathers what is wrong with them. What cannot be read is `None`, and nothing is
/// measured by it.
pub(super) struct Checker<'a> {
    common: Option<&'a ProgrammeKeys>,
    event: Option<&'a Event>,
    facts: [Variables<'a>; 2],
    report: &'a mut Report,
    sessions: Vec<(Source, Session)>,
    /// The file of the session that is the workshop.
    workshop: Option<PathBuf>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        common: Option<&'a ProgrammeKeys>,
        event: Option<&'a Event>,
        organiser: Option<&'a Organiser>,
        report: &'a mut Report,
    ) -> Self {
        Self {
            common,
            event,
            facts: Lang::ALL.map(|lang| Variables::new(event, organiser, lang)),
            report,
            sessions: Vec::new(),
            workshop: None,
        }
    }

    pub(super) fn complain(&mut self, error: ContentError) {
        self.report.errors.push(error);
    }

    /// The kinds and the rooms.
    pub(super) fn common(&mut self, source: &Source, keys: &ProgrammeKeys) -> (Texts, Texts) {
        let mut finish = |table: &str, texts: &Texts| {
            let mut finished = Texts::new();
            for (id, text) in texts {
                if !is_slug(id) {
                    self.report.errors.push(source.error_at(
                        &[table, id],
                        format!("`{id}`: expected lower-case letters, digits and single hyphens"),
                    ));
                }
                finished.insert(id.clone(), self.text(source, &[table, id], text));
            }
            finished
        };
        (finish("kinds", &keys.kinds), finish("rooms", &keys.rooms))
    }

    /// One session, from the file `<id>.toml`.
    pub(super) fn session(&mut self, id: &str, source: Source, keys: &SessionKeys) {
        let placed = if keys.workshop {
            self.workshop(&source, keys)
        } else {
            self.placed(&source, keys)
        };
        let common = self.common;
        self.known(&source, "kind", Some(&keys.kind), common.map(|c| &c.kinds));
        self.known(
            &source,
            "room",
            keys.room.as_ref(),
            common.map(|c| &c.rooms),
        );
        for (index, lang) in keys.languages.iter().enumerate() {
            if keys.languages[..index].contains(lang) {
                let message = format!(
                    "languages: \"{}\" is there already: expected each language once",
                    lang.code()
                );
                self.complain(source.error_at(&["languages", &index.to_string()], message));
            }
        }
        let description = keys.description.as_ref();
        let description = description.map(|text| self.text(&source, &["description"], text));
        let people = keys.people.iter().enumerate();
        let people = people
            .map(|(index, person)| self.person(&source, index, person))
            .collect();
        let Some((title, day, time)) = placed else {
            return;
        };
        let session = Session {
            id: id.to_owned(),
            day,
            time,
            is_workshop: keys.workshop,
            kind: keys.kind.clone(),
            title,
            description,
            people,
            room: keys.room.clone(),
            languages: keys.languages.iter().copied().collect(),
        };
        self.sessions.push((source, session));
    }

    /// Title, day and time of a session, from its keys.
    fn placed(
        &mut self,
        source: &Source,
        keys: &SessionKeys,
    ) -> Option<(Text, Date, Option<Slot>)> {
        if keys.title.is_none() {
            self.complain(source.error_at(
                &["title"],
                "expected a key `title` below this line, in both languages, such as title = { fr = \"…\", en = \"…\" }",
            ));
        }
        let title = keys.title.as_ref();
        let title = title.map(|title| self.text(source, &["title"], title));
        let days: Option<Vec<String>> = self.event.map(Event::day_ids);
        match (keys.day, days) {
            (None, days) => {
                let days = days.unwrap_or_default();
                let example = days.first().map_or("2031-11-26", String::as_str);
                let message = format!(
                    "expected a key `day` below this line, one of the days of the event, such as day = \"{example}\""
                );
                self.complain(source.error_at(&["day"], message));
            }
            (Some(day), Some(days)) if !days.contains(&day.to_string()) => {
                self.report.errors.push(source.error_at(
                    &["day"],
                    format!(
                        "`{day}` is no day of the event, expected one of: {}",
                        days.join(", ")
                    ),
                ));
            }
            _ => {}
        }
        let time = self.slot(source, keys);
        Some((title?, keys.day?, time))
    }

    fn slot(&mut self, source: &Source, keys: &SessionKeys) -> Option<Slot> {
        let day = keys.day?;
        let alone = |key: &str, other: &str| {
            format!(
                "`{key}` without `{other}`: expected both, or neither while the time is not settled"
            )
        };
        let (key, message) = match (keys.start, keys.end) {
            (Some(start), Some(end)) if self.is_later(day, start, end) => {
                return Some(Slot {
                    start: day.to_datetime(start),
                    end: day.to_datetime(end),
                });
            }
            (Some(start), Some(_)) => (
                "end",
                format!(
                    "the session ends before it begins: expected a time of the same day, later than {}",
                    clock(start)
                ),
            ),
            (Some(_), None) => ("start", alone("start", "end")),
            (None, Some(_)) => ("end", alone("end", "start")),
            (None, None) => return None,
        };
        self.report.errors.push(source.error_at(&[key], message));
        None
    }

    /// Whether time passes on `day` from `start` to `end`, also where clocks are put forward in between.
    fn is_later(&self, day: Date, start: Time, end: Time) -> bool {
        let instant = |event: &Event, time| event.instant(day.to_datetime(time));
        let event = self.event;
        start < end && event.is_none_or(|event| instant(event, start) < instant(event, end))
    }

    /// The same of the workshop, from the facts of the event.
    fn workshop(
        &mut self,
        source: &Source,
        keys: &SessionKeys,
    ) -> Option<(Text, Date, Option<Slot>)> {
        for (key, is_there) in [
            ("title", keys.title.is_some()),
            ("day", keys.day.is_some()),
            ("start", keys.start.is_some()),
            ("end", keys.end.is_some()),
        ] {
            if is_there {
                self.report.errors.push(source.error_at(
                    &[key],
                    format!("the workshop's `{key}` comes from [workshop] of content/event.toml: expected none here"),
                ));
            }
        }
        if let Some(other) = &self.workshop {
            let message = format!(
                "workshop = true stands in content/{} too: expected it in one file, and a title, a day and times here",
                other.display()
            );
            self.complain(source.error_at(&["workshop"], message));
            return None;
        }
        self.workshop = Some(source.file.clone());
        let event = self.event?;
        let workshop = event.workshop.as_ref()?;
        let day = workshop.start.date();
        let (start, end) = (workshop.start, workshop.end);
        Some((workshop.title.clone(), day, Some(Slot { start, end })))
    }

    /// Complains of an id that is not one of those in `programme.toml`.
    fn known(&mut self, source: &Source, key: &str, id: Option<&String>, texts: Option<&Texts>) {
        let (Some(id), Some(texts)) = (id, texts) else {
            return;
        };
        if !texts.contains_key(id) {
            let all: Vec<&str> = texts.keys().map(String::as_str).collect();
            let message = if all.is_empty() {
                format!(
                    "unknown {key} `{id}`: [{key}s] in content/programme.toml is empty, expected a line there such as {id} = {{ fr = \"…\", en = \"…\" }}"
                )
            } else {
                let all = all.join(", ");
                format!(
                    "unknown {key} `{id}`, expected one of [{key}s] in content/programme.toml: {all}"
                )
            };
            self.report.errors.push(source.error_at(&[key], message));
        }
    }

    fn person(&mut self, source: &Source, index: usize, person: &Person) -> Person {
        let index = index.to_string();
        let organisation = person.organisation.as_deref();
        for (key, text) in [
            ("name", person.name.as_str()),
            ("organisation", organisation.unwrap_or_default()),
        ] {
            let place = ["people", &index, key];
            for (offset, message) in variables::unfilled(text) {
                let line = source.line_in(&place, text, offset);
                self.complain(source.error(line, format!("{key}: {message}")));
            }
        }
        let role = person.role.as_ref();
        Person {
            role: role.map(|role| self.text(source, &["people", &index, "role"], role)),
            ..person.clone()
        }
    }

    /// A text in both languages whose key stands at `place`: facts filled in, no-break spaces set.
    fn text(&mut self, source: &Source, place: &[&str], text: &Text) -> Text {
        let mut finish = |lang: Lang| {
            let typed = text.get(lang);
            let place = [place, &[lang.code()]].concat();
            let [french, english] = &self.facts;
            let filled = match lang {
                Lang::Fr => french,
                Lang::En => english,
            }
            .fill(typed);
            let line = |offset| source.line_in(&place, typed, offset);
            self.report.filled(source, &filled, line);
            typography::spaces(&filled.text, lang)
        };
        Text {
            fr: finish(Lang::Fr),
            en: finish(Lang::En),
        }
    }

    /// Every session in order, once it is certain that no room holds two at a time.
    pub(super) fn finish(mut self) -> Vec<Session> {
        self.sessions.sort_by_cached_key(|(_, session)| {
            let start = session.time.map(|time| time.start);
            (session.day, start.is_none(), start, session.id.clone())
        });
        for (index, (source, session)) in self.sessions.iter().enumerate() {
            let earlier = self.sessions[..index].iter().rev();
            let clash = earlier.into_iter().find_map(|(other, before)| {
                let taken = before.time?;
                let is_same_room = session.room.is_some() && session.room == before.room;
                let is_taken = is_same_room
                    && session.time?.start < taken.end
                    && taken.start < session.time?.end;
                is_taken.then_some((other, taken))
            });
            if let Some((other, taken)) = clash {
                self.report.errors.push(source.error_at(
                    &["room"],
                    format!(
                        "the room `{}` is taken from {} to {} by content/{}: expected one session at a time",
                        session.room.as_deref().unwrap_or_default(),
                        clock(taken.start.time()),
                        clock(taken.end.time()),
                        other.file.display()
                    ),
                ));
            }
        }
        self.sessions
            .into_iter()
            .map(|(_, session)| session)
            .collect()
    }
}

/// A time of day as editors write it.
fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}
