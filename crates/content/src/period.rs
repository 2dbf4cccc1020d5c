//! A length of time as editors write it: "30 days", "12 months", "1 year".

use std::fmt;

use jiff::{Span, Timestamp, ZonedDateTime};
use nec_ess_domain::Lang;
use serde::{Deserialize, Serialize};

/// More than anyone keeps anything, in any unit.
const MOST: u16 = 1000;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    pub(crate) number: u16,
    pub(crate) unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Days,
    Months,
    Years,
}

impl Period {
    /// The instant that is so long before `now`, by the calendar.
    #[must_use]
    pub fn before(self, now: &ZonedDateTime) -> Option<Timestamp> {
        let span = match self.unit {
            Unit::Days => Span::new().days(self.number),
            Unit::Months => Span::new().months(self.number),
            Unit::Years => Span::new().years(self.number),
        };
        now.checked_sub(span).ok().map(|before| before.timestamp())
    }

    /// In words: "30 jours", "12 months".
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let is_one = self.number == 1;
        let unit = match (lang, self.unit) {
            (Lang::Fr, Unit::Days) if is_one => "jour",
            (Lang::Fr, Unit::Days) => "jours",
            (Lang::Fr, Unit::Months) => "mois",
            (Lang::Fr, Unit::Years) if is_one => "an",
            (Lang::Fr, Unit::Years) => "ans",
            (Lang::En, unit) => unit.name(is_one),
        };
        format!("{}\u{a0}{unit}", self.number)
    }
}

impl Unit {
    fn name(self, is_one: bool) -> &'static str {
        match self {
            Self::Days if is_one => "day",
            Self::Days => "days",
            Self::Months if is_one => "month",
            Self::Months => "months",
            Self::Years if is_one => "year",
            Self::Years => "years",
        }
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let read = || {
            let (number, unit) = text.split_once(' ')?;
            let number = number.parse().ok().filter(|n| (1..=MOST).contains(n))?;
            let mut units = [Unit::Days, Unit::Months, Unit::Years].into_iter();
            // One of them or several: nobody should be stopped by an s.
            let unit = units.find(|known| known.name(true) == unit || known.name(false) == unit)?;
            Some(Self { number, unit })
        };
        read().ok_or_else(|| {
            format!(
                "expected a period such as \"30 days\", \"12 months\" or \"1 year\", found {text:?}"
            )
        })
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.name(self.number == 1);
        write!(out, "{} {unit}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Result<Period, String> {
        Period::try_from(text.to_owned())
    }

    /// What is written is read again, and said in both languages.
    #[test]
    fn words() {
        for (text, fr, en) in [
            ("1 day", "1 jour", "1 day"),
            ("30 days", "30 jours", "30 days"),
            ("12 months", "12 mois", "12 months"),
            ("1 year", "1 an", "1 year"),
            ("2 years", "2 ans", "2 years"),
        ] {
            let period = period(text).expect(text);
            assert_eq!(String::from(period), text);
            assert_eq!(period.words(Lang::Fr).replace('\u{a0}', " "), fr);
            assert_eq!(period.words(Lang::En).replace('\u{a0}', " "), en);
        }
    }

    /// Nothing is kept for no time, for less, or for a length that nobody can tell.
    #[test]
    fn no_period() {
        for text in [
            "",
            "30",
            "days",
            "0 days",
            "-1 days",
            "1.5 years",
            "30 jours",
            "5000 years",
        ] {
            assert!(period(text).is_err(), "{text:?}");
        }
    }
}
