//! French départements.

use serde::{Deserialize, Serialize};

use crate::lines::{Lines, Reader};

/// The code of a French département or overseas territory: "78", "2A", "971"; "20" for Corsica as postal codes have it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Department([u8; 3]);

impl Department {
    /// That of Monaco, which has French postal codes, and is another country.
    pub const MONACO: Self = Self(*b"980");

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
}

impl TryFrom<String> for Department {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::parse(&code).ok_or(code)
    }
}

impl From<Department> for String {
    fn from(department: Department) -> Self {
        department.as_str().to_owned()
    }
}

impl Lines for Department {
    fn write(&self, out: &mut String) {
        out.push_str(self.as_str());
        out.push('\n');
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        Self::parse(lines.next()?)
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

    /// Each that can be read is listed once.
    #[test]
    fn all_of_them() {
        let all: Vec<_> = Department::all().collect();
        assert_eq!(all.len(), 95 + 2 + 8 + 6);
        assert!(all.is_sorted());
    }
}
