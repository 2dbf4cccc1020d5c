//! The number that an organisation is registered under.

use crate::{Code, countries};

/// Characters at the most that a number may have outside France, where it is any text.
pub const MAX: usize = 40;
/// Digits of the number of a French organisation, and of one of its establishments.
const SIREN: usize = 9;
const SIRET: usize = 14;
/// What stands before the SIREN in a VAT number: "FR" and a key.
const VAT_HEAD: usize = 4;
/// La Poste's own number: its establishments are numbered outside the usual check (INSEE).
const LA_POSTE: &[u8] = b"356000000";

/// What is wrong with `text` as a registration number in `country`.
///
/// France: a SIREN (9 digits) or SIRET (14 digits) with its check digit, a VAT number, which holds the SIREN and a key, or an RNA
/// number of an association ("W" and 9 digits). Elsewhere: any text with at least four letters or digits, since each
/// country has its own rules.
#[must_use]
pub fn flaw(text: &str, country: &str) -> Option<Code> {
    let mut bytes = Vec::with_capacity(14);
    for b in text.bytes() {
        match b {
            b'0'..=b'9' | b'A'..=b'Z' => bytes.push(b),
            b'a'..=b'z' => bytes.push(b.to_ascii_uppercase()),
            b' ' | b'.' | b'-' | b'/' => {}
            // Also the no-break spaces that come along when a number is copied.
            _ if country == countries::FRANCE && !b.is_ascii() => {}
            _ if country == countries::FRANCE => return Some(Code::Invalid),
            _ => {}
        }
    }
    if country != countries::FRANCE {
        return (bytes.len() < 4).then_some(Code::Invalid);
    }
    let is_digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let (key, without_vat) = match bytes.as_slice() {
        [b'F', b'R', a, b, siren @ ..] if siren.len() == SIREN => (Some([*a, *b]), siren),
        other => (None, other),
    };
    let is_right = match without_vat {
        // Corsica and overseas have a letter in the département: W2A…, W9R….
        [b'W', a, _, rest @ ..] if a.is_ascii_digit() && rest.len() == 7 && is_digits(rest) => {
            return None;
        }
        siren if siren.len() == SIREN && is_digits(siren) => {
            is_siren(siren) && key.is_none_or(|key| may_be_vat_key(&key, siren))
        }
        siret if siret.len() == SIRET && is_digits(siret) => {
            luhn(siret) && is_siren(&siret[..SIREN])
                || siret.starts_with(LA_POSTE)
                    && siret
                        .iter()
                        .map(|b| u32::from(b - b'0'))
                        .sum::<u32>()
                        .is_multiple_of(5)
        }
        _ => return Some(Code::Invalid),
    };
    (!is_right).then_some(Code::Checksum)
}

/// The form under which two spellings of one number are the same: letters and digits, in capitals;
/// of a SIRET or a French VAT number only the SIREN, which is the organisation's.
#[must_use]
pub fn organisation(text: &str, country: &str) -> String {
    let mut out: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if country == countries::FRANCE {
        if out.len() == SIRET {
            out.truncate(SIREN);
        } else if out.len() == VAT_HEAD + SIREN && out.starts_with("FR") {
            out.drain(..VAT_HEAD);
        }
    }
    out
}

/// Nine zeros pass the check, and are nobody's.
fn is_siren(digits: &[u8]) -> bool {
    luhn(digits) && digits != b"000000000"
}

/// Whether `key` may stand before `siren` in a VAT number: keys with letters follow no rule that is published.
fn may_be_vat_key(key: &[u8], siren: &[u8]) -> bool {
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0, |number, b| number * 10 + u32::from(b - b'0'))
    };
    // The same as 12 and three times the remainder of the SIREN; three times nine digits are within 32 bits.
    !key.iter().all(u8::is_ascii_digit) || number(key) == (12 + 3 * number(siren)) % 97
}

/// The check of ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0');
            match i % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Numbers that INSEE gives out pass, in every spelling that people use.
    #[test]
    fn french_numbers() {
        for text in [
            "732829320",
            "732 829 320",
            "73282932000074",
            "732 829 320 00074",
            "356000000",
            "35600000000048",
            "W751234567",
            "w751234567",
            "FR 44 732 829 320",
            "fr44732829320",
            "FRK7732829320",
        ] {
            assert_eq!(flaw(text, "FR"), None, "{text}");
        }
        for text in [
            "73282932",
            "W75123456",
            "ABC",
            "",
            "732829320!",
            "FR44",
            "DE44732829320",
        ] {
            assert_eq!(flaw(text, "FR"), Some(Code::Invalid), "{text}");
        }
    }

    /// A number of the right length with a wrong digit is told apart from what is no such number at all.
    #[test]
    fn wrong_check_digits() {
        for text in [
            "732829321",
            "732 829 321",
            "73282932000075",
            "123456789",
            "000000000",
            "356000001",
            "35600000049000",
            "FR44732829321",
            // The SIREN is right, the key is not.
            "FR00732829320",
            "FR 43 732 829 320",
            "FR45732829320",
        ] {
            assert_eq!(flaw(text, "FR"), Some(Code::Checksum), "{text}");
        }
    }

    /// Any other country's number is text.
    #[test]
    fn foreign_numbers() {
        for (text, country) in [
            ("0403.019.261", "BE"),
            ("HRB 12345 B", "DE"),
            ("732829321", "PT"),
            ("K-12/34", "other"),
        ] {
            assert_eq!(flaw(text, country), None, "{text}");
        }
        assert_eq!(flaw("n/a", "BE"), Some(Code::Invalid));
    }

    /// Spellings of one organisation are one.
    #[test]
    fn one_organisation() {
        assert_eq!(
            organisation("732 829 320 00074", "FR"),
            organisation("732829320", "FR")
        );
        assert_eq!(organisation("FR 44 732 829 320", "FR"), "732829320");
        assert_eq!(organisation("FR 44 732 829 320", "BE"), "FR44732829320");
        assert_eq!(organisation("0403.019.261", "BE"), "0403019261");
    }

    /// Keys with letters follow no rule that is published.
    #[test]
    fn keys_of_vat_numbers() {
        for text in [
            "FR83404833048",
            "FR40303265045",
            "FRK7732829320",
            "FRA1732829320",
        ] {
            assert_eq!(flaw(text, "FR"), None, "{text}");
        }
        assert_eq!(flaw("FR!1732829320", "FR"), Some(Code::Invalid));
    }

    proptest! {
        /// Changing one digit of a valid SIREN is noticed.
        #[test]
        fn one_wrong_digit(position in 0_usize..9, by in 1_u8..10) {
            let mut digits = *b"732829320";
            digits[position] = b'0' + (digits[position] - b'0' + by) % 10;
            let text = std::str::from_utf8(&digits).expect("digits").to_owned();
            prop_assert_eq!(flaw(&text, "FR"), Some(Code::Checksum));
        }

        /// Any text gives an answer.
        #[test]
        fn never_panics(text in "\\PC{0,60}", country in "[A-Z]{2}") {
            let _ = flaw(&text, &country);
            let _ = flaw(&text, "FR");
            let _ = organisation(&text, "FR");
        }
    }
}
