//! Days, times and numbers as editors write them. Each is read strictly, and says what is expected, with an example.

use std::fmt;
use std::marker::PhantomData;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// More than any number of editors is, places, euros or kilometres.
const MOST: u32 = 1_000_000;

/// What stands in a text and has one way, or a few, to be written.
pub(crate) trait Spelled: Sized {
    /// What it is, with an example.
    const EXPECTED: &'static str;

    /// What `text` says; nothing where that is written otherwise.
    fn parse(text: &str) -> Option<Self>;
}

impl Spelled for Date {
    const EXPECTED: &'static str = "a day such as \"2031-11-26\"";

    fn parse(text: &str) -> Option<Self> {
        let day: Self = text.parse().ok()?;
        (day.to_string() == text).then_some(day)
    }
}

impl Spelled for DateTime {
    const EXPECTED: &'static str = "a day and a time such as \"2031-11-26T13:00\"";

    fn parse(text: &str) -> Option<Self> {
        let time: Self = text.parse().ok()?;
        let is_one = |way| time.strftime(way).to_string() == text;
        ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
            .into_iter()
            .any(is_one)
            .then_some(time)
    }
}

impl Spelled for Time {
    const EXPECTED: &'static str = "a time of day such as \"09:30\"";

    fn parse(text: &str) -> Option<Self> {
        let time: Self = text.parse().ok()?;
        let is_one = |way| time.strftime(way).to_string() == text;
        ["%H:%M", "%H:%M:%S"]
            .into_iter()
            .any(is_one)
            .then_some(time)
    }
}

impl Spelled for Timestamp {
    const EXPECTED: &'static str =
        "an instant with its distance from UTC, such as \"2031-11-24T18:00:00+01:00\"";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

/// Reads one of these.
pub(crate) fn one<'de, D: Deserializer<'de>, T: Spelled>(from: D) -> Result<T, D::Error> {
    Written::deserialize(from).map(|written| written.0)
}

/// The same of a key that may be missing.
pub(crate) fn optional<'de, D: Deserializer<'de>, T: Spelled>(
    from: D,
) -> Result<Option<T>, D::Error> {
    let written = Option::<Written<T>>::deserialize(from)?;
    Ok(written.map(|written| written.0))
}

/// Reads a number of things of which there is one at least.
pub(crate) fn count<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    Count::deserialize(from).map(|count| count.0)
}

/// The same of a key that may be missing.
pub(crate) fn optional_count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    let count = Option::<Count>::deserialize(from)?;
    Ok(count.map(|count| count.0))
}

struct Written<T>(T);

impl<'de, T: Spelled> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Reader(PhantomData)).map(Self)
    }
}

struct Reader<T>(PhantomData<T>);

impl<T: Spelled> Visitor<'_> for Reader<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

struct Count(u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_u32(Counter).map(Self)
    }
}

struct Counter;

impl Visitor<'_> for Counter {
    type Value = u32;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a whole number from 1 to {MOST}, such as 20")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u32, E> {
        let count = u32::try_from(number).ok();
        let count = count.filter(|count| (1..=MOST).contains(count));
        count.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    /// As the file for the endpoint has it.
    fn visit_u64<E: Error>(self, number: u64) -> Result<u32, E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is nearly right is not taken for something else.
    #[test]
    fn strict() {
        assert!(Date::parse("2025-11-26").is_some());
        assert!(Time::parse("09:30").is_some() && Time::parse("09:30:00").is_some());
        assert!(DateTime::parse("2025-11-26T13:00").is_some());
        assert!(Timestamp::parse("2025-11-24T18:00:00+01:00").is_some());
        for text in ["20251126", "2025-11-26T13:00", "2025-11-6", ""] {
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
        for text in [
            "2025-11-26",
            "2025-11-26 13:00",
            "2025-11-26T13:00+01:00",
            "2025-11-26T13",
        ] {
            assert_eq!(DateTime::parse(text), None, "{text:?}");
        }
        for text in ["9:30", "09", "24:00", "09:30Z"] {
            assert_eq!(Time::parse(text), None, "{text:?}");
        }
        for text in ["2025-11-24T18:00:00", "2025-11-24"] {
            assert_eq!(Timestamp::parse(text), None, "{text:?}");
        }
    }
}
