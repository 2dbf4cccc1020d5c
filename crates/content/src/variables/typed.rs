//! Facts of the event that a text says itself. It would go on saying them when they have changed.

use nec_ess_domain::Lang;

use crate::dates;
use crate::event::Event;
use crate::numbers::grouped;

/// How a fact may be typed.
#[derive(Debug)]
pub(super) struct Typable {
    text: String,
    /// The name to be written instead.
    name: String,
    /// Whether it begins with a number, which is another one after more digits.
    is_number: bool,
    /// Whether it is what references begin with: the rest of one follows.
    is_prefix: bool,
}

/// How long what follows the prefix of a reference is.
const CODE: usize = "7K3M-9QXF".len();

/// A fact that is typed in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// Where, in bytes.
    pub(crate) at: usize,
    /// As it is typed.
    pub(crate) text: String,
    /// The name to be written instead.
    pub(crate) name: String,
}

/// The name for what references look like.
const REFERENCE: &str = "reference_example";

/// The facts of `event` in `lang`, those first that have others in them.
pub(super) fn typable(event: &Event, lang: Lang) -> Vec<Typable> {
    let mut all: Vec<Typable> = Vec::new();
    let mut add = |text: String, name: &str, is_number: bool| {
        if all.iter().all(|known| known.text != text) {
            all.push(Typable {
                text,
                name: name.to_owned(),
                is_number,
                is_prefix: name == REFERENCE,
            });
        }
    };
    add(format!("{}-", event.reference_prefix()), REFERENCE, false);
    add(event.short_title.clone(), "short_title", false);
    add(event.venue.name.clone(), "venue", false);
    for (day, number) in event.days.iter().zip(1..) {
        let name = format!("day:{number}");
        add(dates::without_year(&[day.date], lang), &name, true);
    }
    let marks = [
        None,
        Some(' '),
        Some('\u{a0}'),
        Some('\u{202f}'),
        Some(','),
        Some('.'),
    ];
    let reimbursement = event.reimbursement.iter();
    for (facts, mark) in reimbursement.flat_map(|facts| marks.map(|mark| (facts, mark))) {
        let euros = grouped(facts.amount_eur, mark);
        let km = grouped(facts.radius_km, mark);
        add(format!("€{euros}"), "amount", false);
        for space in ["", " ", "\u{a0}", "\u{202f}"] {
            for unit in ["€", "euros", "EUR"] {
                add(format!("{euros}{space}{unit}"), "amount", true);
            }
            add(format!("{km}{space}km"), "radius", true);
        }
    }
    add(event.year().to_string(), "year", true);
    let city = event.city(lang);
    add(city.to_owned(), "city", false);
    for (day, number) in event.days.iter().zip(1..) {
        let name = format!("day_city:{number}");
        add(day.city.get(lang).to_owned(), &name, false);
    }
    all
}

/// What of `typable` is typed in `text`, in the order of the text.
pub(super) fn find(typable: &[Typable], text: &str) -> Vec<Typed> {
    let mut open = without_addresses(text);
    let mut found = Vec::new();
    for fact in typable {
        let mut from = 0;
        while let Some(next) = open[from..].find(&fact.text) {
            let at = from + next;
            let mut end = at + fact.text.len();
            from = end;
            if fact.is_prefix {
                match code(&open[end..]) {
                    Some(code) => end += code.len(),
                    None => continue,
                }
            }
            if stands_alone(&open, at, end, fact.is_number) {
                let text = open[at..end].to_owned();
                open.replace_range(at..end, &" ".repeat(text.len()));
                found.push(Typed {
                    at,
                    text,
                    name: fact.name.clone(),
                });
            }
        }
    }
    found.sort_by_key(|typed| typed.at);
    found
}

/// What follows the prefix of a reference at the beginning of `text`.
fn code(text: &str) -> Option<&str> {
    let code = text.get(..CODE)?;
    let parts: Vec<&str> = code.split('-').collect();
    let is_part = |part: &&str| {
        let is_sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        part.len() == 4 && part.bytes().all(is_sign)
    };
    (parts.len() == 2 && parts.iter().all(is_part)).then_some(code)
}

/// Whether what stands from `at` to `end` is no part of a longer word or number.
fn stands_alone(text: &str, at: usize, end: usize, is_number: bool) -> bool {
    let mut before = text[..at].chars().rev();
    let (last, one_more) = (before.next(), before.next());
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_in_number = is_number
        && is_digit(one_more)
        && last.is_some_and(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | ',' | '.'));
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !is_letter(last) && !is_in_number && !is_letter(text[end..].chars().next())
}

/// `text` with spaces for names of facts and for addresses, which are not read.
fn without_addresses(text: &str) -> String {
    let mut open = text.to_owned();
    for (start, end) in [("{{", "}}"), ("](", ")")] {
        let mut from = 0;
        while let Some(at) = open[from..].find(start).map(|at| from + at) {
            let Some(length) = open[at..].find(end) else {
                break;
            };
            from = at + length;
            open.replace_range(at..from, &" ".repeat(length));
        }
    }
    while let Some(at) = open.find("://") {
        let start = open[..at].rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let length = open[at..].find(char::is_whitespace);
        let end = length.map_or(open.len(), |length| at + length);
        open.replace_range(start..end, &" ".repeat(end - start));
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let event: Event = toml::from_str(include_str!("../../tests/fixtures/minimal/event.toml"))
            .expect("the fixture is an event");
        let typable = typable(&event, Lang::Fr);
        let found = find(&typable, text).into_iter();
        found
            .map(|typed| format!("{} {} {}", typed.at, typed.text, typed.name))
            .collect()
    }

    /// What a text says itself is found once, as the longest fact that it is.
    #[test]
    fn typed_facts() {
        for (text, expected) in [
            ("NEC ESS 2025 : oui", vec!["0 NEC ESS 2025 short_title"]),
            ("En 2025, à Paris.", vec!["3 2025 year", "12 Paris city"]),
            ("Bruxelles", vec!["0 Bruxelles day_city:1"]),
            (
                "le 26 novembre 2025",
                vec!["3 26 novembre day:2", "15 2025 year"],
            ),
            (
                "948 €, 948 euros, €948",
                vec!["0 948 € amount", "9 948 euros amount", "20 €948 amount"],
            ),
            ("à 20 km", vec!["3 20 km radius"]),
            (
                "« NEC-7K3M-9QXF »",
                vec!["3 NEC-7K3M-9QXF reference_example"],
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    /// Other words, other numbers, names of facts and addresses are none.
    #[test]
    fn nothing_typed() {
        for text in [
            "{{year}} {{city}}",
            "Parisien",
            "NEC-ESS, NEC-7K3M, XNEC-7K3M-9QXF",
            "12025, 20251, 1 948 €, 120 km, 126 novembre",
            "[a](https://example.org/2025/Paris)",
            "https://example.org/2025/Paris",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
