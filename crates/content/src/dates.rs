//! Days and times in words, in both languages.

use jiff::civil::{Date, DateTime, Weekday};
use nec_ess_domain::Lang;

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(date: Date, lang: Lang) -> &'static str {
    let index = usize::try_from(date.month() - 1).expect("a month is 1 to 12");
    match lang {
        Lang::Fr => MONTHS_FR[index],
        Lang::En => MONTHS_EN[index],
    }
}

fn weekday(date: Date, lang: Lang) -> &'static str {
    match (date.weekday(), lang) {
        (Weekday::Monday, Lang::Fr) => "lundi",
        (Weekday::Tuesday, Lang::Fr) => "mardi",
        (Weekday::Wednesday, Lang::Fr) => "mercredi",
        (Weekday::Thursday, Lang::Fr) => "jeudi",
        (Weekday::Friday, Lang::Fr) => "vendredi",
        (Weekday::Saturday, Lang::Fr) => "samedi",
        (Weekday::Sunday, Lang::Fr) => "dimanche",
        (Weekday::Monday, Lang::En) => "Monday",
        (Weekday::Tuesday, Lang::En) => "Tuesday",
        (Weekday::Wednesday, Lang::En) => "Wednesday",
        (Weekday::Thursday, Lang::En) => "Thursday",
        (Weekday::Friday, Lang::En) => "Friday",
        (Weekday::Saturday, Lang::En) => "Saturday",
        (Weekday::Sunday, Lang::En) => "Sunday",
    }
}

/// The day of the month: French writes "1er" for the first.
fn day(date: Date, lang: Lang) -> String {
    match (date.day(), lang) {
        (1, Lang::Fr) => "1er".into(),
        (day, _) => day.to_string(),
    }
}

/// A day in full: "mercredi 26 novembre 2031", "Wednesday 26 November 2031".
#[must_use]
pub fn long(date: Date, lang: Lang) -> String {
    format!("{} {}", weekday(date, lang), without_weekday(date, lang))
}

/// A day without its weekday: "26 novembre 2031".
#[must_use]
pub fn without_weekday(date: Date, lang: Lang) -> String {
    format!("{} {} {}", day(date, lang), month(date, lang), date.year())
}

/// Two days and those between: "25–27 novembre 2031".
#[must_use]
pub fn range(first: Date, last: Date, lang: Lang) -> String {
    if first == last {
        return without_weekday(first, lang);
    }
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return format!("{}–{}", day(first, lang), without_weekday(last, lang));
    }
    format!(
        "{} {} {}",
        without_weekday(first, lang),
        to(lang),
        without_weekday(last, lang)
    )
}

/// The same within a sentence: "du 25 au 27 novembre 2031", "from 25 to 27 November 2031", "le 25 novembre 2031".
#[must_use]
pub fn span(first: Date, last: Date, lang: Lang) -> String {
    let (on, from, to) = match lang {
        Lang::Fr => ("le", "du", "au"),
        Lang::En => ("on", "from", "to"),
    };
    let last_day = without_weekday(last, lang);
    if first == last {
        return format!("{on} {last_day}");
    }
    let mut first_day = day(first, lang);
    if first.year() != last.year() {
        first_day = without_weekday(first, lang);
    } else if first.month() != last.month() {
        first_day = format!("{first_day} {}", month(first, lang));
    }
    format!("{from} {first_day} {to} {last_day}")
}

/// Days in a row without their year: "25 novembre", "26 et 27 novembre", "25–27 novembre"; nothing of none.
#[must_use]
pub fn without_year(days: &[Date], lang: Lang) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return String::new();
    };
    let whole = |date: Date| format!("{} {}", day(date, lang), month(date, lang));
    let is_same_month = (first.year(), first.month()) == (last.year(), last.month());
    match (days.len(), is_same_month) {
        (1, _) => whole(*first),
        (2, true) => format!("{} {} {}", day(*first, lang), and(lang), whole(*last)),
        (2, false) => format!("{} {} {}", whole(*first), and(lang), whole(*last)),
        (_, true) => format!("{}–{}", day(*first, lang), whole(*last)),
        (_, false) => format!("{} {} {}", whole(*first), to(lang), whole(*last)),
    }
}

/// Between the last two of several.
pub(crate) fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "et",
        Lang::En => "and",
    }
}

/// Between the first and the last of several.
fn to(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "au",
        Lang::En => "to",
    }
}

/// A time of day: "13 h", "13 h 30"; "13:00".
#[must_use]
pub fn time(at: DateTime, lang: Lang) -> String {
    match (lang, at.minute()) {
        (Lang::Fr, 0) => format!("{} h", at.hour()),
        (Lang::Fr, minute) => format!("{} h {minute:02}", at.hour()),
        (Lang::En, minute) => format!("{}:{minute:02}", at.hour()),
    }
}

/// From one time to another, with the zone's name for people: "13 h – 17 h (heure de Lyon)".
#[must_use]
pub fn times(start: DateTime, end: DateTime, time_zone: &str, lang: Lang) -> String {
    let city = time_zone
        .rsplit('/')
        .next()
        .unwrap_or(time_zone)
        .replace('_', " ");
    let (start, end) = (time(start, lang), time(end, lang));
    match lang {
        Lang::Fr => format!("{start} – {end} (heure de {city})"),
        Lang::En => format!("{start} – {end} ({city} time)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Ranges name the month and the year once where they are the same.
    #[test]
    fn ranges() {
        let (a, b) = (date(2025, 11, 25), date(2025, 11, 27));
        assert_eq!(range(a, b, Lang::Fr), "25–27 novembre 2025");
        assert_eq!(range(a, b, Lang::En), "25–27 November 2025");
        assert_eq!(range(a, a, Lang::En), "25 November 2025");
        assert_eq!(
            range(date(2025, 11, 30), date(2025, 12, 1), Lang::Fr),
            "30 novembre 2025 au 1er décembre 2025"
        );
    }

    /// The same as a sentence has them.
    #[test]
    fn spans() {
        let (a, b) = (date(2025, 11, 25), date(2025, 11, 27));
        assert_eq!(span(a, b, Lang::Fr), "du 25 au 27 novembre 2025");
        assert_eq!(span(a, b, Lang::En), "from 25 to 27 November 2025");
        assert_eq!(span(a, a, Lang::Fr), "le 25 novembre 2025");
        assert_eq!(span(a, a, Lang::En), "on 25 November 2025");
        let (month, year) = (date(2025, 12, 1), date(2026, 1, 1));
        assert_eq!(
            span(a, month, Lang::Fr),
            "du 25 novembre au 1er décembre 2025"
        );
        assert_eq!(
            span(month, year, Lang::Fr),
            "du 1er décembre 2025 au 1er janvier 2026"
        );
    }

    /// Some days of the event are named as in a sentence.
    #[test]
    fn days_without_their_year() {
        let days: Vec<Date> = (25..=27).map(|day| date(2025, 11, day)).collect();
        assert_eq!(without_year(&days[..1], Lang::Fr), "25 novembre");
        assert_eq!(without_year(&days[1..], Lang::Fr), "26 et 27 novembre");
        assert_eq!(without_year(&days, Lang::En), "25–27 November");
        let days = [date(2025, 11, 30), date(2025, 12, 1)];
        assert_eq!(without_year(&days, Lang::Fr), "30 novembre et 1er décembre");
        let days = [date(2025, 11, 29), date(2025, 11, 30), date(2025, 12, 1)];
        assert_eq!(without_year(&days, Lang::En), "29 November to 1 December");
    }

    /// Weekdays and times are those of the calendar.
    #[test]
    fn days_and_times() {
        let start = date(2025, 11, 26).at(13, 0, 0, 0);
        let end = date(2025, 11, 26).at(17, 30, 0, 0);
        assert_eq!(long(start.date(), Lang::Fr), "mercredi 26 novembre 2025");
        assert_eq!(long(start.date(), Lang::En), "Wednesday 26 November 2025");
        assert_eq!(
            times(start, end, "Europe/Paris", Lang::Fr),
            "13 h – 17 h 30 (heure de Paris)"
        );
        assert_eq!(
            times(start, end, "Europe/Paris", Lang::En),
            "13:00 – 17:30 (Paris time)"
        );
    }
}
