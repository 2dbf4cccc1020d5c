//! `content/event.toml`: the facts of the event, each in one place.

use jiff::civil::{Date, DateTime, date};
use jiff::{Timestamp, ZonedDateTime};
use nec_ess_domain::schema::Appears;
use nec_ess_domain::{Answers, Choices, Field, Form, Kind, Lang, forms};
use serde::{Deserialize, Serialize};

use crate::dates;
use crate::retention::{Kept, Retention};
use crate::slug::slug;
use crate::text::Text;
use crate::typography;
use crate::written;

/// The day that revisions are counted from: before that of any event.
pub(crate) const FIRST: Date = date(2000, 1, 1);

/// How many characters a reference may begin with.
pub(crate) const PREFIX_MAX: usize = 8;

/// The keys of `content/event.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Full title.
    pub title: Text,
    /// The name that stands in the header and in mails.
    pub short_title: String,
    /// What references begin with; without it, the first word of the short title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference_prefix: Option<String>,
    /// The theme line.
    pub theme: Text,
    /// When a date, a time, a place or a name of the event was last changed: calendars that have it already take the newer
    /// file.
    #[serde(default = "never_revised", deserialize_with = "written::one")]
    pub revised: Date,
    /// What calendar files said then, as [`Site::calendars`](crate::Site::calendars) has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendars: Option<String>,
    /// IANA name of the zone that every time on the site is in.
    pub time_zone: String,
    /// Where the event takes place, and where distances are measured from.
    pub venue: Venue,
    /// The days, in order.
    pub days: Vec<Day>,
    /// The side workshop, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workshop: Option<Workshop>,
    /// The lump sum for travel, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reimbursement: Option<Reimbursement>,
    /// When registration closes.
    pub registration: Registration,
    /// What comes after it, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// Who pays and who helps.
    pub partners: Partners,
    /// How long what people send is kept.
    pub retention: Retention,
}

const fn never_revised() -> Date {
    FIRST
}

/// `[venue]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Venue {
    /// Name of the building.
    pub name: String,
    /// Number and street.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// WGS84, degrees north.
    pub latitude: f64,
    /// WGS84, degrees east.
    pub longitude: f64,
}

/// One `[[days]]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// The day; also its identifier in forms.
    #[serde(deserialize_with = "written::one")]
    pub date: Date,
    /// Town.
    pub city: Text,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// What the day is.
    pub label: Text,
    /// Whether it takes place at the venue.
    pub at_venue: bool,
    /// How many people there is room for; those who come later wait. Without it there is room for all.
    #[serde(default, deserialize_with = "written::optional_count")]
    pub capacity: Option<u32>,
}

/// `[workshop]`; its times are in the event's zone.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Workshop {
    /// Title.
    pub title: Text,
    /// Start.
    #[serde(deserialize_with = "written::one")]
    pub start: DateTime,
    /// End.
    #[serde(deserialize_with = "written::one")]
    pub end: DateTime,
    /// The project that it is part of.
    pub project: String,
}

/// `[reimbursement]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reimbursement {
    /// Lump sum per organisation, whole euros.
    #[serde(deserialize_with = "written::count")]
    pub amount_eur: u32,
    /// The seat must be farther than this from the venue, kilometres in a straight line.
    #[serde(deserialize_with = "written::count")]
    pub radius_km: u32,
}

/// `[registration]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// The instant at which page, form and endpoint close; without it, the end of the last day.
    #[serde(default, deserialize_with = "written::optional")]
    pub closes: Option<Timestamp>,
}

/// `[next]`: where people are led once the event is over.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// What the button says.
    pub label: Text,
    /// The address that it leads to.
    pub url: String,
}

/// `[partners]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Partners {
    /// Financial supporters, in order.
    pub funders: Vec<String>,
    /// Co-organisers, in order.
    pub co_organisers: Vec<String>,
}

impl Event {
    /// The forms that it has, in their order: those of the workshop and of the reimbursement go with their tables.
    pub fn forms(&self) -> impl Iterator<Item = &'static Form> {
        forms::ALL.into_iter().filter(|form| self.has(form))
    }

    /// Whether it has what `form` is for.
    #[must_use]
    pub fn has(&self, form: &Form) -> bool {
        if form == &forms::WORKSHOP {
            self.workshop.is_some()
        } else if form == &forms::REIMBURSEMENT {
            self.reimbursement.is_some()
        } else {
            true
        }
    }

    /// What is kept of what people send, in the order in which they read it.
    pub fn kept(&self) -> impl Iterator<Item = Kept> {
        let is_idle = |kept: &Kept| {
            let mut forms = forms::ALL.into_iter().filter(|form| !self.has(form));
            forms.any(|form| Kept::of_form(form.id) == Some(*kept))
        };
        Kept::ALL.into_iter().filter(move |kept| !is_idle(kept))
    }

    /// Whether `field` can be answered: what asks for the workshop goes with it.
    #[must_use]
    pub fn asks(&self, field: &Field) -> bool {
        match field.appears {
            Appears::Always => true,
            Appears::OnWorkshopDay => self.workshop.is_some(),
        }
    }

    /// `answers` to `form`, without those that nobody was asked for.
    #[must_use]
    pub fn asked(&self, form: &Form, answers: Answers) -> Answers {
        let is_asked = |name: &str| form.field(name).is_none_or(|field| self.asks(field));
        if form.fields.iter().all(|field| self.asks(field)) {
            return answers;
        }
        answers.iter().filter(|(name, _)| is_asked(name)).collect()
    }

    /// `answers` to `form` that are to replace those that are `stored`. What nobody is asked any more stays as it was: who
    /// corrects a name has not taken it back. That holds for days that the event no longer has, too.
    #[must_use]
    pub fn corrected(&self, form: &Form, answers: Answers, stored: &Answers) -> Answers {
        let mut corrected = self.asked(form, answers);
        for field in form.fields.iter().filter(|field| !self.asks(field)) {
            for value in stored.all(field.name) {
                corrected.push(field.name, value);
            }
        }
        let days = self.day_ids();
        let is_of_days = |field: &&Field| field.kind == Kind::Many(Choices::Days);
        for field in form.fields.iter().filter(is_of_days) {
            let gone = stored
                .all(field.name)
                .filter(|day| !days.iter().any(|one| one == day));
            for day in gone {
                if !corrected.has(field.name, day) {
                    corrected.push(field.name, day);
                }
            }
        }
        corrected
    }

    /// The identifiers of the days, as forms send them.
    #[must_use]
    pub fn day_ids(&self) -> Vec<String> {
        self.days.iter().map(|day| day.date.to_string()).collect()
    }

    /// First to last day in words: "25–27 novembre 2031".
    ///
    /// # Panics
    /// Never for an event that [`crate::load`] accepted: it has at least one day.
    #[must_use]
    pub fn dates(&self, lang: Lang) -> String {
        let first = self.days.first().expect("an event has a day").date;
        let last = self.days.last().expect("an event has a day").date;
        dates::range(first, last, lang)
    }

    /// The same within a sentence: "du 25 au 27 novembre 2031".
    ///
    /// # Panics
    /// Never for an event that [`crate::load`] accepted: it has at least one day.
    #[must_use]
    pub fn span(&self, lang: Lang) -> String {
        let first = self.days.first().expect("an event has a day").date;
        let last = self.days.last().expect("an event has a day").date;
        dates::span(first, last, lang)
    }

    /// The short title as pages show it, on one line.
    #[must_use]
    pub fn name(&self) -> String {
        typography::name(&self.short_title)
    }

    /// The full title, in which the short one stays on one line.
    pub(crate) fn full_title(&self, lang: Lang) -> String {
        self.title
            .get(lang)
            .replace(&self.short_title, &self.name())
    }

    /// The short title as names of files have it: "nec-ess-2031".
    #[must_use]
    pub fn slug(&self) -> String {
        slug(&self.short_title)
    }

    /// What references begin with: "NEC".
    #[must_use]
    pub fn reference_prefix(&self) -> String {
        if let Some(prefix) = &self.reference_prefix {
            return prefix.clone();
        }
        let slug = self.slug();
        let word = slug.split('-').next().unwrap_or(&slug);
        word.chars()
            .take(PREFIX_MAX)
            .collect::<String>()
            .to_uppercase()
    }

    /// Itself, without the periods of what it does not have.
    pub(crate) fn without_idle_periods(mut self) -> Self {
        if self.workshop.is_none() {
            self.retention.workshop_registrations = None;
        }
        if self.reimbursement.is_none() {
            self.retention.reimbursement_requests = None;
        }
        self
    }

    /// The year that it takes place in, or begins in.
    ///
    /// # Panics
    /// Never for an event that [`crate::load`] accepted: it has at least one day.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.days.first().expect("an event has a day").date.year()
    }

    /// The town of the venue, in the language's own word for it where a day takes place there.
    #[must_use]
    pub fn city(&self, lang: Lang) -> &str {
        let day = self.days.iter().find(|day| day.at_venue);
        day.map_or(self.venue.city.as_str(), |day| day.city.get(lang))
    }

    /// The towns in the order of the days, each once.
    #[must_use]
    pub fn towns(&self, lang: Lang) -> Vec<&str> {
        let mut towns = Vec::new();
        for day in &self.days {
            let town = day.city.get(lang);
            if !towns.contains(&town) {
                towns.push(town);
            }
        }
        towns
    }

    /// The same on one line: "Bruxelles, Lyon".
    #[must_use]
    pub fn cities(&self, lang: Lang) -> String {
        self.towns(lang).join(", ")
    }

    /// `time` as an instant with its offset.
    ///
    /// # Errors
    /// When the event's time zone is not one of the IANA names.
    pub fn zoned(&self, time: DateTime) -> Result<ZonedDateTime, jiff::Error> {
        time.in_tz(&self.time_zone)
    }

    /// The venue's street and town on one line.
    #[must_use]
    pub fn venue_address(&self) -> String {
        let Venue {
            street,
            postal_code,
            city,
            ..
        } = &self.venue;
        format!("{street}, {postal_code} {city}")
    }
}
