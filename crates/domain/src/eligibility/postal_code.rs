//! French postal codes as people type them.

use super::Department;

/// A French postal code: five digits, of which the first two (three overseas) tell the département.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalCode([u8; 5]);

/// "FR-", five digits, "CEDEX", two digits, and some characters more to be sure.
const TYPED_MAX: usize = 16;

impl PostalCode {
    /// Reads "75007", "78 000", "F-78000", "FR-78000", "91191 Cedex", "75340 CEDEX 07".
    ///
    /// A Corsican code that starts with the département, "2A000", is taken for "20000". `None` for anything else, and
    /// for numbers that no code starts with (00, 96, 99, and 970 but for the CEDEX codes of two islands).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut typed = [0; TYPED_MAX];
        let mut length = 0;
        for c in text.chars().filter(|c| !is_separator(*c)) {
            *typed.get_mut(length)? = u8::try_from(c).ok()?.to_ascii_uppercase();
            length += 1;
        }
        let typed = &typed[..length];
        let country = [b"FR".as_slice(), b"F"];
        let typed = country
            .into_iter()
            .find_map(|country| typed.strip_prefix(country))
            .unwrap_or(typed);
        let (code, end) = typed.split_first_chunk::<5>()?;
        let mut code = *code;
        if matches!(code, [b'2', b'A' | b'B', ..]) {
            code[1] = b'0';
        }
        let cedex = end.strip_prefix(b"CEDEX").unwrap_or(end);
        let number = if cedex.len() == end.len() { 0 } else { 2 };
        let is_code = code.iter().all(u8::is_ascii_digit)
            && cedex.len() <= number
            && cedex.iter().all(u8::is_ascii_digit);
        let code = Self(code);
        (is_code && Department::parse(code.prefix()).is_some()).then_some(code)
    }

    /// The code that `text` is, or begins with where the town follows it: "78000 Versailles".
    #[must_use]
    pub fn leading(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut before_spaces = text.rmatch_indices(' ').map(|(at, _)| &text[..at]);
        Self::parse(text).or_else(|| before_spaces.find_map(Self::parse))
    }

    /// Its five digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("")
    }

    /// Its département; "20" for Corsica, whose codes do not tell 2A from 2B.
    ///
    /// A few communes have a code of the département next to theirs.
    ///
    /// # Panics
    /// Never: a code of no département is not a postal code.
    #[must_use]
    pub fn department(&self) -> Department {
        Department::parse(self.prefix()).expect("checked when the code was made")
    }

    fn prefix(&self) -> &str {
        // The codes of two islands begin as those of Guadeloupe, which they once belonged to, and Clipperton's as those of
        // French Polynesia. Their CEDEX codes begin with 970, which is no département. That the last ten are of
        // Saint-Barthélemy and the others of Saint-Martin is what addresses show; no verdict depends on it, since both are
        // overseas.
        match &self.0 {
            b"97133" | [b'9', b'7', b'0', b'9', _] => return "977",
            b"97150" | [b'9', b'7', b'0', b'5'..=b'8', _] => return "978",
            b"98799" => return "989",
            _ => {}
        }
        let overseas = matches!(self.0, [b'9', b'7' | b'8', ..]);
        &self.as_str()[..if overseas { 3 } else { 2 }]
    }
}

/// White space (no-break spaces too), hyphens and full stops: what people put between the parts of a code.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '-' | '.' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2010}'
            ..='\u{2013}'
    )
}

impl std::fmt::Debug for PostalCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What people type for a code, and the département that it tells.
    #[test]
    fn reads_what_people_type() {
        for (text, code, department) in [
            ("75007", "75007", "75"),
            (" 75007 ", "75007", "75"),
            ("78 000", "78000", "78"),
            ("78\u{a0}000", "78000", "78"),
            ("F-78000", "78000", "78"),
            ("f 78000", "78000", "78"),
            ("FR-78000", "78000", "78"),
            ("fr78000", "78000", "78"),
            ("F–78000", "78000", "78"),
            ("91191 CEDEX", "91191", "91"),
            ("75340 Cedex 07", "75340", "75"),
            ("01000", "01000", "01"),
            ("20090", "20090", "20"),
            ("2A000", "20000", "20"),
            ("2b200", "20200", "20"),
            ("97110", "97110", "971"),
            ("98800", "98800", "988"),
            ("98000", "98000", "980"),
            ("97133", "97133", "977"),
            ("97150", "97150", "978"),
            ("97151", "97151", "971"),
            ("98714", "98714", "987"),
            ("98799", "98799", "989"),
            ("97098", "97098", "977"),
            ("97054 CEDEX", "97054", "978"),
            ("97051 Cedex", "97051", "978"),
            ("97065", "97065", "978"),
            ("97080 CEDEX", "97080", "978"),
            ("97095 Cedex", "97095", "977"),
            ("97099", "97099", "977"),
        ] {
            let parsed = PostalCode::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(parsed.as_str(), code, "{text}");
            assert_eq!(parsed.department().as_str(), department, "{text}");
        }
    }

    /// What is no French postal code.
    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "F-",
            "7500",
            "750070",
            "75007 Paris",
            "B-1000",
            "1000",
            "SW1A 1AA",
            "00100",
            "96000",
            "97000",
            "99100",
            "2C000",
            "A2000",
            "7A007",
            "７５００７",
            "75007 12",
            "75340 CEDEX 123",
            "75340 CED",
            "é75007",
            "D-10115",
            "FF75007",
            "R75007",
        ] {
            assert_eq!(PostalCode::parse(text), None, "{text}");
        }
    }

    /// A town after the code does not matter; a code that does not come first is none.
    #[test]
    fn reads_a_code_before_a_town() {
        for (text, code) in [
            ("78000", "78000"),
            ("78000 Versailles", "78000"),
            (" 78 000  Versailles ", "78000"),
            ("75007 Paris 07", "75007"),
            ("91191 CEDEX Gif", "91191"),
        ] {
            let found = PostalCode::leading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.as_str(), code, "{text}");
        }
        for text in [
            "",
            "Versailles 78000",
            "Paris",
            "7800 0Versailles",
            "1000 Bruxelles",
        ] {
            assert_eq!(PostalCode::leading(text), None, "{text}");
        }
    }

    proptest! {
        /// Any text gives an answer, and reading a code again changes nothing.
        #[test]
        fn any_text(text in "\\PC{0,24}") {
            if let Some(code) = PostalCode::parse(&text) {
                prop_assert_eq!(PostalCode::parse(code.as_str()), Some(code));
            }
        }

        /// Anything that looks like a code gives an answer too.
        #[test]
        fn postal_like_text(text in "[fFrR]{0,2}[ -]?[0-9AB]{3,6}[ .]?(CEDEX|cedex)?[ 0-9]{0,4}") {
            if let Some(code) = PostalCode::parse(&text) {
                prop_assert!(Department::parse(code.department().as_str()).is_some());
            }
        }
    }
}
