//! What stands in the field for the place.

use crate::eligibility::{Department, PostalCode, Terms};

/// What was typed, as far as it can be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// A postal code, and the words around it.
    Code {
        /// The code.
        code: PostalCode,
        /// The words, which may be the name of the town.
        town: String,
        /// Whether it is of a near département.
        is_near: bool,
    },
    /// The beginning of a name.
    Name {
        /// As it was typed, without "CEDEX".
        name: String,
        /// Whether "CEDEX" stood after it: the addressee may be in a neighbouring commune.
        is_cedex: bool,
    },
    /// Monaco, by its name or one of its postal codes, which are French: another country.
    Abroad,
    /// Five digits that no French postal code begins with.
    NoSuchCode,
    /// A number that has not five digits, which may still become a code.
    WrongLength {
        /// Whether it begins as the codes of a near département do.
        is_near: bool,
    },
    /// Nothing yet.
    Nothing,
}

impl Query {
    /// Reads `typed`, for a check by `terms`. A postal code may stand anywhere in it, in full-width digits too.
    #[must_use]
    pub fn read(typed: &str, terms: &Terms) -> Self {
        let text = plain(typed);
        let mut rest = text.as_str();
        while !rest.is_empty() {
            if let Some(code) = PostalCode::leading(rest) {
                if code.department() == Department::MONACO {
                    return Self::Abroad;
                }
                let mut town = String::new();
                for word in words(&text) {
                    let known = ["F", "FR", "CEDEX"];
                    let is_known = known.iter().any(|one| word.eq_ignore_ascii_case(one));
                    if !is_known && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                        town.push_str(word);
                        town.push(' ');
                    }
                }
                let is_near = terms.is_near(code.department());
                return Self::Code {
                    code,
                    town,
                    is_near,
                };
            }
            rest = rest.split_once(' ').map_or("", |(_, after)| after);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let letters = text
            .chars()
            .filter(|c| !c.is_ascii() || c.is_ascii_alphabetic());
        match (digits.len(), letters.count()) {
            (0, 0) => Self::Nothing,
            (5, ..=2) => Self::NoSuchCode,
            // "F-" and "FR" may stand before a code, and "2A" begins some.
            (1.., ..=2) => {
                let mut near = terms.near.iter();
                let is_near = near.any(|near| digits.starts_with(near.as_str()));
                Self::WrongLength { is_near }
            }
            _ if words(&text).any(is_code_like) => Self::NoSuchCode,
            _ => Self::name(&text),
        }
    }

    fn name(text: &str) -> Self {
        let mut name = String::new();
        let mut all = words(text).take_while(|word| !word.eq_ignore_ascii_case("cedex"));
        if all
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("monaco"))
            && all.next().is_none()
        {
            return Self::Abroad;
        }
        for word in words(text) {
            if word.eq_ignore_ascii_case("cedex") {
                // The number after it is that of the office.
                return Self::Name {
                    name,
                    is_cedex: true,
                };
            }
            name.push_str(word);
            name.push(' ');
        }
        Self::Name {
            name,
            is_cedex: false,
        }
    }

    /// Whether only the file of near places can tell where it is.
    #[must_use]
    pub fn needs_near(&self) -> bool {
        match self {
            Self::Code { is_near, .. } => *is_near,
            Self::Name { .. } => true,
            _ => false,
        }
    }

    /// Whether the file of near places may be needed once this is typed to its end: for any name, and for a postal code
    /// from the two digits on that one of its départements has.
    #[must_use]
    pub fn may_need_near(&self) -> bool {
        matches!(self, Self::WrongLength { is_near: true }) || self.needs_near()
    }
}

/// `typed` with full-width characters as the usual ones, and spaces for punctuation.
fn plain(typed: &str) -> String {
    let mut plain = String::new();
    for c in typed.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            // Spaces, dashes, quotation marks.
            '\u{3000}' | '\u{a0}' | '\u{ab}' | '\u{bb}' | '\u{2000}'..='\u{206f}' => ' ',
            c => c,
        };
        let is_word = c.is_ascii_alphanumeric() || !c.is_ascii();
        plain.push(if is_word { c } else { ' ' });
    }
    plain
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

fn is_code_like(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::Department;
    use proptest::prelude::*;

    fn read(typed: &str) -> Query {
        let terms = Terms {
            radius_km: 20,
            near: ["75", "78", "95"]
                .into_iter()
                .filter_map(Department::parse)
                .collect(),
            near_countries: Vec::new(),
        };
        Query::read(typed, &terms)
    }

    fn code(typed: &str) -> Option<(String, String)> {
        match read(typed) {
            Query::Code { code, town, .. } => {
                Some((code.as_str().to_owned(), town.trim().to_owned()))
            }
            _ => None,
        }
    }

    fn name(typed: &str) -> Option<(String, bool)> {
        match read(typed) {
            Query::Name { name, is_cedex } => Some((name.trim().to_owned(), is_cedex)),
            _ => None,
        }
    }

    /// A code is one wherever it stands, and the words around it are a town's.
    #[test]
    fn codes() {
        for (typed, digits, town) in [
            ("78000", "78000", ""),
            ("78 000 Versailles", "78000", "Versailles"),
            ("Versailles 78000", "78000", "Versailles"),
            ("Versailles (78000)", "78000", "Versailles"),
            ("F-78000", "78000", ""),
            ("f 91400 Saclay", "91400", "Saclay"),
            ("fr78000 Versailles", "78000", "Versailles"),
            ("Paris 75340 CEDEX 07", "75340", "Paris"),
            (
                "5 rue Las Cases, 75007 Paris",
                "75007",
                "rue Las Cases Paris",
            ),
            ("７８０００", "78000", ""),
            ("７８　０００", "78000", ""),
            ("L’Haÿ 94240", "94240", "L Haÿ"),
            ("2A000 Ajaccio", "20000", "Ajaccio"),
        ] {
            let expected = Some((digits.to_owned(), town.to_owned()));
            assert_eq!(code(typed), expected, "{typed}");
        }
    }

    /// A name is what is left of what was typed without "CEDEX".
    #[test]
    fn names() {
        for (typed, expected, is_cedex) in [
            ("Ver", "Ver", false),
            ("Y", "Y", false),
            ("L'Haÿ-les-Roses", "L Haÿ les Roses", false),
            ("SAINT DENIS CEDEX", "SAINT DENIS", true),
            ("Paris Cedex 07", "Paris", true),
            ("Paris 7ème", "Paris 7ème", false),
            ("Neuilly s/ Seine", "Neuilly s Seine", false),
            ("Ｐａｒｉｓ", "Paris", false),
            ("北京", "北京", false),
        ] {
            assert_eq!(
                name(typed),
                Some((expected.to_owned(), is_cedex)),
                "{typed}"
            );
        }
    }

    /// What can be no postal code is told apart from what is none yet.
    #[test]
    fn wrong_codes() {
        for typed in [
            "99999",
            "00000",
            "96000",
            "97900",
            "F-99999",
            "Lyon 99999",
            "９９９９９",
        ] {
            assert_eq!(read(typed), Query::NoSuchCode, "{typed}");
        }
        for typed in [
            "7",
            "7500",
            "F-7500",
            "FR 750",
            "2A00",
            "750070",
            "７５００",
        ] {
            let query = read(typed);
            assert!(matches!(query, Query::WrongLength { .. }), "{typed}");
        }
        for typed in ["", " ", "-", "?!", "«»"] {
            assert_eq!(read(typed), Query::Nothing, "{typed}");
        }
    }

    /// A far postal code needs no file, nor does its beginning.
    #[test]
    fn needs() {
        for typed in [
            "75",
            "78 000",
            "7 8",
            "95",
            "F-78000",
            "F",
            "Lyon",
            "É",
            " Versailles",
            "７８",
            "12 rue X 78000",
        ] {
            assert!(read(typed).may_need_near(), "{typed}");
        }
        for typed in [
            "",
            " ",
            "7",
            "6",
            "69",
            "69001",
            "97400",
            "2A000",
            "76 000",
            "99999",
            "69001 Lyon",
        ] {
            assert!(!read(typed).may_need_near(), "{typed}");
        }
    }

    proptest! {
        /// Whatever is typed is read, and what has a letter or a digit is something.
        #[test]
        fn any_text(typed in "\\PC{0,24}") {
            let query = read(&typed);
            let is_something = typed.bytes().any(|byte| byte.is_ascii_alphanumeric());
            prop_assert!(!is_something || query != Query::Nothing);
        }

        /// A code is understood between any words without digits.
        #[test]
        fn code_between_words(before in "[a-zé' -]{0,9}", after in "[a-zé' -]{0,9}", number in 1000_u32..95_999) {
            let digits = format!("{number:05}");
            let typed = format!("{before} {digits} {after}");
            let found = code(&typed).map(|(code, _)| code);
            prop_assert_eq!(found, Some(digits));
        }
    }
}
