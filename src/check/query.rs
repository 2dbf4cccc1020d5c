//! What stands in the field for the place.

use nec_ess_domain::eligibility::PostalCode;

/// What was typed, as far as it can be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Query {
    /// A postal code, whatever follows it.
    Code(PostalCode),
    /// The beginning of a name, as it was typed.
    Name(String),
    /// Nothing yet.
    Nothing,
}

impl Query {
    /// Reads `typed`.
    pub(super) fn read(typed: &str) -> Self {
        match PostalCode::leading(typed) {
            Some(code) => Self::Code(code),
            None if is_name(typed) => Self::Name(typed.to_owned()),
            None => Self::Nothing,
        }
    }

    /// Whether it is the beginning of a name.
    pub(super) const fn is_name(&self) -> bool {
        matches!(self, Self::Name(_))
    }

    /// Whether only the file of near places can tell where it is.
    pub(super) fn needs_near(&self) -> bool {
        match self {
            Self::Code(code) => code.department().is_near(),
            Self::Name(_) => true,
            Self::Nothing => false,
        }
    }
}

/// Whether what was typed is the beginning of a name: it has two letters in a row, which "F-78" has not.
fn is_name(typed: &str) -> bool {
    let mut after_letter = false;
    typed.chars().any(|c| {
        let is_letter = c.is_ascii_alphabetic() || !(c.is_ascii() || c.is_whitespace());
        let is_second = is_letter && after_letter;
        after_letter = is_letter;
        is_second
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Postal codes, names, and what is neither yet.
    #[test]
    fn readings() {
        for typed in ["78000", " 78 000 Versailles", "F-78000"] {
            assert!(matches!(Query::read(typed), Query::Code(_)), "{typed}");
        }
        for typed in ["Ver", "L'Haÿ", "Évry", "St", "北京"] {
            assert!(Query::read(typed).is_name(), "{typed}");
        }
        for typed in ["", "7", "F-78", "É", " "] {
            assert_eq!(Query::read(typed), Query::Nothing, "{typed}");
        }
    }

    /// A far postal code needs no file.
    #[test]
    fn needs() {
        assert!(Query::read("78000").needs_near());
        assert!(Query::read("Versailles").needs_near());
        assert!(!Query::read("69001").needs_near());
        assert!(!Query::read("7").needs_near());
    }
}
