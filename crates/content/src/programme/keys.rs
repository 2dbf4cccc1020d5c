//! What editors write.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use nec_ess_domain::Lang;
use serde::Deserialize;

use super::Person;
use crate::text::Text;
use crate::written;

/// The keys of `content/programme.toml`: what sessions have in common.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgrammeKeys {
    /// The kinds of session: an id, and its words in both languages.
    pub(super) kinds: BTreeMap<String, Text>,
    /// The rooms, in the same way.
    #[serde(default)]
    pub(super) rooms: BTreeMap<String, Text>,
}

/// The keys of `content/programme/<id>.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionKeys {
    /// Whether it is the workshop, whose title, day and times stand in `event.toml`.
    #[serde(default)]
    pub(super) workshop: bool,
    /// A day of the event.
    #[serde(default, deserialize_with = "written::optional")]
    pub(super) day: Option<Date>,
    /// When it begins, in the event's zone; without it the time is to be announced.
    #[serde(default, deserialize_with = "written::optional")]
    pub(super) start: Option<Time>,
    /// When it ends, on the same day.
    #[serde(default, deserialize_with = "written::optional")]
    pub(super) end: Option<Time>,
    /// One of the kinds of `programme.toml`.
    pub(super) kind: String,
    /// The title, in both languages.
    #[serde(default)]
    pub(super) title: Option<Text>,
    /// What it is about, in both languages.
    #[serde(default)]
    pub(super) description: Option<Text>,
    /// Who speaks or leads.
    #[serde(default)]
    pub(super) people: Vec<Person>,
    /// One of the rooms of `programme.toml`.
    #[serde(default)]
    pub(super) room: Option<String>,
    /// The languages that it is held in.
    #[serde(default)]
    pub(super) languages: Vec<Lang>,
}
