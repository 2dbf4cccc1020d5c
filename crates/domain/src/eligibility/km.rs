//! Distances, in hundredths of a kilometre: whole numbers, so that the wasm carries no floating-point text code.

/// A distance in kilometres, to 0.01 km.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Km(u32);

impl Km {
    /// A whole number of kilometres.
    #[must_use]
    pub const fn from_km(km: u32) -> Self {
        Self(km.saturating_mul(100))
    }

    /// A number of hundredths of a kilometre (steps of 10 m).
    #[must_use]
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// The number of hundredths of a kilometre.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// Reads "12", "12.8" or "12.81".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
            return None;
        }
        let scale = if decimals.len() == 1 { 10 } else { 1 };
        let whole: u32 = whole.parse().ok()?;
        let decimals: u32 = decimals.parse().ok()?;
        whole
            .checked_mul(100)?
            .checked_add(decimals * scale)
            .map(Self)
    }

    /// Rounded away from the place that it is a bound of, down for its least distance and up for its greatest: to 0.1 km,
    /// or not at all where that would be `limit` itself. Every figure that people see is rounded in this way.
    #[must_use]
    pub fn rounded(self, is_up: bool, limit: Self) -> Self {
        let tenths = if is_up {
            self.0.div_ceil(10)
        } else {
            self.0 / 10
        };
        let rounded = Self(tenths * 10);
        if rounded == limit { self } else { rounded }
    }

    /// In digits, with `separator` before the decimals and none at the end that are zero: "12,8".
    #[must_use]
    pub fn text(self, separator: char) -> String {
        let (whole, decimals) = (self.0 / 100, self.0 % 100);
        let mut text = whole.to_string();
        if decimals > 0 {
            text.push(separator);
            text.push(digit(decimals / 10));
            if decimals % 10 > 0 {
                text.push(digit(decimals % 10));
            }
        }
        text
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Text and number lead to each other.
    #[test]
    fn round_trip() {
        for (text, hundredths) in [
            ("0", 0),
            ("12", 1200),
            ("12.8", 1280),
            ("12.81", 1281),
            ("0.05", 5),
        ] {
            let km = Km::parse(text).unwrap();
            assert_eq!(km.hundredths(), hundredths, "{text}");
            assert_eq!(km.text('.'), text);
        }
        assert_eq!(Km::parse("9.80").unwrap().text(','), "9,8");
    }

    /// Least distances go down, greatest go up, and neither comes to lie on the limit.
    #[test]
    fn rounding() {
        let limit = Km::from_km(20);
        for (hundredths, down, up) in [
            (1508, 1500, 1510),
            (1510, 1510, 1510),
            (1992, 1990, 1992),
            (2000, 2000, 2000),
            (2009, 2009, 2010),
            (2025, 2020, 2030),
        ] {
            let km = Km::from_hundredths(hundredths);
            assert_eq!(km.rounded(false, limit).hundredths(), down, "{hundredths}");
            assert_eq!(km.rounded(true, limit).hundredths(), up, "{hundredths}");
        }
    }

    /// What is not a distance is refused, also when it would overflow.
    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            ".",
            "1.",
            ".1",
            "1.234",
            "-1",
            "+1",
            "1,2",
            " 1",
            "99999999999",
            "42949673",
        ] {
            assert_eq!(Km::parse(text), None, "{text}");
        }
    }
}
