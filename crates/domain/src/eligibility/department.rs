//! French départements, and which of them can hold a seat within the radius.

/// The code of a French département or overseas territory: "78", "2A", "971"; "20" for Corsica as postal codes have it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Department([u8; 3]);

impl Department {
    /// The eight with a commune that comes within 20 km of the venue; the next one (60, Oise) begins at 30.2 km.
    /// `nec-ess-content` checks this against the table of communes and the radius whenever the site is built.
    pub const NEAR: [Self; 8] = [
        Self(*b"75\0"),
        Self(*b"77\0"),
        Self(*b"78\0"),
        Self(*b"91\0"),
        Self(*b"92\0"),
        Self(*b"93\0"),
        Self(*b"94\0"),
        Self(*b"95\0"),
    ];

    /// Reads "78", "2A", "2b", "971" or "1"; white space around it means nothing.
    ///
    /// Accepts the numbers in use: 1 to 95, 971 to 978, and of 980 to 989 those that a territory has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match *text.trim().as_bytes() {
            [c @ b'1'..=b'9'] => Some(Self([b'0', c, 0])),
            [b'2', c @ (b'A' | b'B' | b'a' | b'b')] => {
                Some(Self([b'2', c.to_ascii_uppercase(), 0]))
            }
            [b'0', c @ b'1'..=b'9'] => Some(Self([b'0', c, 0])),
            [a @ b'1'..=b'8', b @ b'0'..=b'9'] => Some(Self([a, b, 0])),
            [b'9', b @ b'0'..=b'5'] => Some(Self([b'9', b, 0])),
            [b'9', b'7', c @ b'1'..=b'8'] | [b'9', b'8', c @ (b'0' | b'4' | b'6'..=b'9')] => {
                Some(Self([b'9', text.trim().as_bytes()[1], c]))
            }
            _ => None,
        }
    }

    /// Its code: two characters, or three overseas.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let length = if self.0[2] == 0 { 2 } else { 3 };
        str::from_utf8(&self.0[..length]).unwrap_or("")
    }

    /// Every one that [`Self::parse`] accepts, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        let numbers = (1..=95).chain(971..=989).map(|number| number.to_string());
        let mut all: Vec<Self> = numbers
            .chain(["2A".into(), "2B".into()])
            .filter_map(|code| Self::parse(&code))
            .collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// Whether it is one of [`Self::NEAR`]: any other is wholly beyond the radius.
    #[must_use]
    pub fn is_near(self) -> bool {
        Self::NEAR.contains(&self)
    }
}

impl std::fmt::Debug for Department {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The codes that people write, and what they mean.
    #[test]
    fn reads_codes() {
        for (text, code) in [
            ("78", "78"),
            (" 01 ", "01"),
            ("1", "01"),
            ("2a", "2A"),
            ("2B", "2B"),
            ("20", "20"),
            ("95", "95"),
            ("971", "971"),
            ("980", "980"),
            ("988", "988"),
        ] {
            assert_eq!(Department::parse(text).unwrap().as_str(), code, "{text}");
        }
        for text in [
            "", "0", "00", "96", "97", "99", "2C", "970", "979", "981", "985", "990", "123",
            "78 ,", "é",
        ] {
            assert_eq!(Department::parse(text), None, "{text}");
        }
    }

    /// Exactly the eight are near, of all there are.
    #[test]
    fn near_ones() {
        let all: Vec<_> = Department::all().collect();
        assert_eq!(all.len(), 95 + 2 + 8 + 6);
        let near: Vec<_> = all.iter().filter(|one| one.is_near()).collect();
        let codes: Vec<_> = near.iter().map(|one| one.as_str()).collect();
        assert_eq!(codes, ["75", "77", "78", "91", "92", "93", "94", "95"]);
    }
}
