//! What each name stands for.

use std::ops::RangeInclusive;

use nec_ess_domain::{Lang, forms};

use crate::dates;
use crate::event::{Event, Workshop};
use crate::numbers::{in_digits, in_words};
use crate::page::Block;
use crate::retention::draft_period;
use crate::settings::Organiser;
use crate::without::without;

/// A name that texts may use, and how its value is made; none where it tells of what the event does not have.
type Fact = (&'static str, fn(&Event, Lang) -> Option<String>);

const FACTS: [Fact; 22] = [
    ("title", |event, lang| Some(event.full_title(lang))),
    ("short_title", |event, _| Some(event.name())),
    ("theme", |event, lang| {
        Some(event.theme.get(lang).to_owned())
    }),
    ("year", |event, _| Some(event.year().to_string())),
    ("event_dates", |event, lang| Some(event.dates(lang))),
    ("event_span", |event, lang| Some(event.span(lang))),
    ("day_count", |event, lang| {
        Some(in_words(event.days.len(), lang))
    }),
    ("city", |event, lang| Some(event.city(lang).to_owned())),
    ("cities", |event, lang| {
        Some(joined(&event.towns(lang), lang))
    }),
    ("city_count", |event, lang| {
        Some(in_words(event.towns(lang).len(), lang))
    }),
    ("venue", |event, _| Some(event.venue.name.clone())),
    ("venue_address", |event, _| Some(event.venue_address())),
    ("venue_postal_code", |event, _| {
        Some(event.venue.postal_code.clone())
    }),
    ("venue_day_count", |event, lang| {
        let days = event.days.iter().filter(|day| day.at_venue);
        Some(in_words(days.count(), lang))
    }),
    ("workshop_title", |event, lang| {
        Some(event.workshop.as_ref()?.title.get(lang).to_owned())
    }),
    ("workshop_date", |event, lang| {
        let workshop = event.workshop.as_ref()?;
        Some(dates::long(workshop.start.date(), lang))
    }),
    ("workshop_time", |event, lang| {
        let Workshop { start, end, .. } = event.workshop.as_ref()?;
        Some(dates::times(*start, *end, &event.time_zone, lang))
    }),
    ("workshop_project", |event, _| {
        Some(event.workshop.as_ref()?.project.clone())
    }),
    ("amount", |event, lang| {
        Some(amount(event.reimbursement.as_ref()?.amount_eur, lang))
    }),
    ("radius", |event, lang| {
        let radius = event.reimbursement.as_ref()?.radius_km;
        Some(format!("{}\u{a0}km", in_digits(radius, lang)))
    }),
    ("draft_period", |_, lang| Some(draft_period().words(lang))),
    ("reference_example", |event, _| {
        Some(format!("{}-{CODE}", event.reference_prefix()))
    }),
];
/// What follows the prefix in a reference that nobody has.
const CODE: &str = "7K3M-9QXF";
/// The names that tell of who runs the event.
const OF_THE_ORGANISER: [OfTheOrganiser; 2] = [
    ("organiser", |organiser| &organiser.short_name),
    ("organiser_name", |organiser| &organiser.name),
];
/// Such a name, and its value.
type OfTheOrganiser = (&'static str, fn(&Organiser) -> &str);
/// The names that tell of a day, `{{day_city:1}}`; the first also of several, `{{day:2-3}}`.
const OF_A_DAY: [&str; 3] = ["day", "day_city", "day_label"];

/// Whether there is such a name, whatever day it asks for.
pub(super) fn is_name(name: &str) -> bool {
    let of_a_day = name.split_once(':');
    of_a_day.is_some_and(|(base, _)| OF_A_DAY.contains(&base))
        || FACTS.iter().any(|(known, _)| *known == name)
        || OF_THE_ORGANISER.iter().any(|(known, _)| *known == name)
}

/// What `name` stands for in `lang`; nothing without `event`, or without `organiser` where it is theirs. The message is for what stands between the braces.
pub(super) fn value(
    name: &str,
    event: Option<&Event>,
    organiser: Option<&Organiser>,
    lang: Lang,
) -> Result<Option<String>, String> {
    if let Some((_, value)) = OF_THE_ORGANISER.iter().find(|(known, _)| *known == name) {
        return Ok(organiser.map(|organiser| value(organiser).to_owned()));
    }
    if let Some((_, value)) = FACTS.iter().find(|(known, _)| *known == name) {
        let Some(event) = event else {
            return Ok(None);
        };
        let table = if name.starts_with("workshop") {
            &forms::WORKSHOP
        } else {
            &forms::REIMBURSEMENT
        };
        let value = value(event, lang).map(Some);
        return value.ok_or_else(|| without(&format!("{{{{{name}}}}}"), table));
    }
    let (base, asked) = name.split_once(':').unwrap_or((name, ""));
    if Block::is_meant(name) {
        return Err(format!(
            "`{{{{{name}}}}}` is a block, expected it alone on a line of the text"
        ));
    }
    if !OF_A_DAY.contains(&base) {
        let names = FACTS.iter().map(|(known, _)| *known);
        let names = names.chain(OF_THE_ORGANISER.iter().map(|(known, _)| *known));
        let names = names.collect::<Vec<_>>().join(", ");
        let of_a_day = OF_A_DAY.map(|name| format!("{name}:1")).join(", ");
        return Err(format!(
            "unknown name `{{{{{name}}}}}`, expected one of: {names}, {of_a_day}"
        ));
    }
    let days = numbers(asked).filter(|days| base == "day" || days.start() == days.end());
    let days = days.ok_or_else(|| {
        let example = if base == "day" {
            "1}} or {{day:2-3"
        } else {
            "1"
        };
        format!("`{{{{{name}}}}}`: expected the number of a day, such as {{{{{base}:{example}}}}}")
    })?;
    let of_days = |event| of_days(base, days, event, lang);
    event.map(of_days).transpose().map_err(|count| {
        format!("`{{{{{name}}}}}`: the event has no such day, expected a number from 1 to {count}")
    })
}

/// "1" or "2-3", counted from 1.
fn numbers(text: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.parse().ok().filter(|number| *number > 0);
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first..=last)
}

/// What `base` stands for; the error is how many days there are.
fn of_days(
    base: &str,
    days: RangeInclusive<usize>,
    event: &Event,
    lang: Lang,
) -> Result<String, usize> {
    let asked = event.days.get(days.start() - 1..*days.end());
    let asked = asked.ok_or(event.days.len())?;
    let first = asked.first().ok_or(event.days.len())?;
    Ok(match base {
        "day_city" => first.city.get(lang).to_owned(),
        "day_label" => first.label.get(lang).to_owned(),
        _ => {
            let dates: Vec<_> = asked.iter().map(|day| day.date).collect();
            dates::without_year(&dates, lang)
        }
    })
}

/// "750 €", "€1,750".
fn amount(euros: u32, lang: Lang) -> String {
    let digits = in_digits(euros, lang);
    match lang {
        Lang::Fr => format!("{digits}\u{a0}€"),
        Lang::En => format!("€{digits}"),
    }
}

/// "Bruxelles, Lille et Lyon".
fn joined(names: &[&str], lang: Lang) -> String {
    let (last, others) = match names {
        [] => return String::new(),
        [one] => return (*one).to_owned(),
        [others @ .., last] => (last, others),
    };
    format!("{} {} {last}", others.join(", "), dates::and(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Towns are named as in a sentence.
    #[test]
    fn lists() {
        assert_eq!(joined(&["Paris"], Lang::Fr), "Paris");
        assert_eq!(joined(&["Lille", "Paris"], Lang::Fr), "Lille et Paris");
        assert_eq!(
            joined(&["Lille", "Lyon", "Paris"], Lang::En),
            "Lille, Lyon and Paris"
        );
    }

    /// A day has a number from 1 on, and several are from one to a later one.
    #[test]
    fn numbers_of_days() {
        assert_eq!(numbers("2"), Some(2..=2));
        assert_eq!(numbers("2-3"), Some(2..=3));
        for text in ["", "0", "3-2", "x", "1-", "-1"] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
