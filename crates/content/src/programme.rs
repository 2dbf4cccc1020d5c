//! The programme: what stands in `content/programme.toml`, and in `content/programme/`, one session in each file.

mod check;
mod keys;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use nec_ess_domain::Lang;
use serde::{Deserialize, Serialize};

use crate::text::Text;

pub(crate) use read::read;

/// The programme of the event.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Programme {
    /// The kinds of session, by id.
    pub kinds: BTreeMap<String, Text>,
    /// The rooms, by id.
    pub rooms: BTreeMap<String, Text>,
    /// Every session: day by day, those without a time after the others.
    pub sessions: Vec<Session>,
}

/// A session that was read and checked.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Session {
    /// The name of its file: for ever the same, whatever else changes.
    pub id: String,
    /// One of the event's days.
    pub day: Date,
    /// When; `None` while that is not settled.
    pub time: Option<Slot>,
    /// Whether it is the workshop of `event.toml`, with a registration of its own.
    pub is_workshop: bool,
    /// The id of one of the programme's kinds.
    pub kind: String,
    /// Title, plain text.
    pub title: Text,
    /// What it is about, plain text.
    pub description: Option<Text>,
    /// Who speaks or leads, in order.
    pub people: Vec<Person>,
    /// The id of one of the programme's rooms.
    pub room: Option<String>,
    /// The languages that it is held in.
    pub languages: BTreeSet<Lang>,
}

/// From when to when, in the event's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Slot {
    /// Start.
    pub start: DateTime,
    /// End.
    pub end: DateTime,
}

/// One `[[people]]` of a session.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Name.
    pub name: String,
    /// What the person does, in both languages.
    #[serde(default)]
    pub role: Option<Text>,
    /// For whom.
    #[serde(default)]
    pub organisation: Option<String>,
}

impl Programme {
    /// The sessions of a day, in order.
    pub fn of_day(&self, day: Date) -> impl Iterator<Item = &Session> {
        self.sessions
            .iter()
            .filter(move |session| session.day == day)
    }

    /// What kind of session it is, in words.
    #[must_use]
    pub fn kind(&self, session: &Session, lang: Lang) -> &str {
        self.kinds
            .get(&session.kind)
            .map_or("", |kind| kind.get(lang))
    }

    /// The name of its room.
    #[must_use]
    pub fn room(&self, session: &Session, lang: Lang) -> Option<&str> {
        Some(self.rooms.get(session.room.as_ref()?)?.get(lang))
    }
}

impl Session {
    /// Its place on the page of the programme.
    #[must_use]
    pub fn anchor(&self) -> String {
        anchor(&self.id)
    }
}

/// The place of the session `id` on the page of the programme.
pub(crate) fn anchor(id: &str) -> String {
    format!("session-{id}")
}
