//! Facts of the event that texts name as `{{amount}}`, so that each stands in one place.

use nec_ess_domain::Lang;

use crate::dates;
use crate::event::Event;
use crate::retention::draft_period;

/// The names that texts may use.
const NAMES: [&str; 9] = [
    "amount",
    "radius",
    "venue",
    "venue_address",
    "event_dates",
    "workshop_title",
    "workshop_date",
    "workshop_time",
    "draft_period",
];

/// The facts in one language, in the order of their names. Without values while event.toml cannot be
/// read: names are checked all the same.
pub(crate) struct Variables(Option<[String; NAMES.len()]>);

/// A text whose facts are filled in.
pub(crate) struct Filled {
    /// With the facts that are known; what is not known stands as it was typed.
    pub(crate) text: String,
    /// The offset in the text as typed, and the wording, of each mistake.
    pub(crate) mistakes: Vec<(usize, String)>,
    /// Whether this is what visitors would read.
    pub(crate) is_whole: bool,
}

impl Variables {
    /// The facts of `event` in `lang`.
    pub(crate) fn new(event: Option<&Event>, lang: Lang) -> Self {
        Self(event.map(|event| values(event, lang)))
    }

    /// Whether `name` is that of a fact.
    pub(crate) fn has(name: &str) -> bool {
        NAMES.contains(&name)
    }

    /// `text` with each `{{name}}` replaced.
    pub(crate) fn fill(&self, text: &str) -> Filled {
        let mut filled = Filled {
            text: String::with_capacity(text.len()),
            mistakes: Vec::new(),
            is_whole: true,
        };
        let mut rest = text;
        while let Some(start) = rest.find("{{") {
            let at = text.len() - rest.len() + start;
            filled.text.push_str(&rest[..start]);
            rest = &rest[start..];
            let Some(length) = rest.find("}}").map(|end| end + 2) else {
                filled.mistakes.push((at, "`{{` without its `}}`".into()));
                break;
            };
            let (typed, after) = rest.split_at(length);
            match self.value(typed[2..length - 2].trim()) {
                Ok(Some(value)) => filled.text.push_str(value),
                Ok(None) => {
                    filled.is_whole = false;
                    filled.text.push_str(typed);
                }
                Err(message) => {
                    filled.mistakes.push((at, message));
                    filled.text.push_str(typed);
                }
            }
            rest = after;
        }
        filled.text.push_str(rest);
        filled.is_whole &= filled.mistakes.is_empty();
        filled
    }

    fn value(&self, name: &str) -> Result<Option<&str>, String> {
        let position = NAMES.iter().position(|known| *known == name);
        let position = position.ok_or_else(|| {
            let names = NAMES.join(", ");
            format!("unknown name `{{{{{name}}}}}`, expected one of: {names}")
        })?;
        Ok(self.0.as_ref().map(|values| values[position].as_str()))
    }
}

fn values(event: &Event, lang: Lang) -> [String; NAMES.len()] {
    let amount = event.reimbursement.amount_eur;
    let workshop = &event.workshop;
    [
        match lang {
            Lang::Fr => format!("{amount} €"),
            Lang::En => format!("€{amount}"),
        },
        format!("{} km", event.reimbursement.radius_km),
        event.venue.name.clone(),
        event.venue_address(),
        event.dates(lang),
        workshop.title.get(lang).to_owned(),
        dates::long(workshop.start.date(), lang),
        dates::times(workshop.start, workshop.end, &event.time_zone, lang),
        draft_period().words(lang),
    ]
}
