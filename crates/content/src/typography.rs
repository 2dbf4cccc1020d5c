//! No-break spaces, so that editors type ordinary ones.

use nec_ess_domain::Lang;

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

/// How many characters stay on one line, even in the largest heading of the narrowest phone.
const NAME_MAX: usize = 12;

/// A name that no line ends in, as long as it is short enough.
#[must_use]
pub(crate) fn name(text: &str) -> String {
    if text.chars().count() > NAME_MAX {
        return text.to_owned();
    }
    text.replace(' ', &WIDE.to_string())
}

/// `text` with no-break spaces where its language's typography wants them.
///
/// French: before `; ! ?` and inside `« »` narrow, before `:` full width (Imprimerie nationale's
/// rules). Both languages: between a figure and the unit after it, and narrow between the groups of
/// three digits of a long one (SI brochure, 5.4.4).
#[must_use]
pub(crate) fn spaces(text: &str, lang: Lang) -> String {
    let chars: Vec<char> = text.chars().collect();
    chars
        .iter()
        .enumerate()
        .map(|(i, &c)| {
            if c != ' ' {
                return c;
            }
            let before = i.checked_sub(1).and_then(|i| chars.get(i)).copied();
            let after = &chars[i + 1..];
            replacement(before, after, lang).unwrap_or(c)
        })
        .collect()
}

fn replacement(before: Option<char>, after: &[char], lang: Lang) -> Option<char> {
    let next = after.first().copied();
    let after_next = after.get(1).copied();
    if lang == Lang::Fr {
        match next {
            Some(';' | '!' | '?' | '»') => return Some(NARROW),
            Some(':') if after_next.is_none_or(|c| !c.is_alphanumeric()) => return Some(WIDE),
            _ => {}
        }
        if before == Some('«') {
            return Some(NARROW);
        }
    }
    let figure = before.is_some_and(|c| c.is_ascii_digit());
    let digits = after.iter().take_while(|c| c.is_ascii_digit()).count();
    if figure && digits == 3 {
        return Some(NARROW);
    }
    let unit = match next {
        Some('%' | '€') => true,
        Some('k') => after_next == Some('m'),
        Some('h') => after_next.is_none_or(|c| !c.is_alphanumeric()),
        _ => false,
    };
    (figure && unit).then_some(WIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// French punctuation never starts a line.
    #[test]
    fn french_punctuation() {
        assert_eq!(
            spaces("Pourquoi ? Parce que : « oui » !", Lang::Fr),
            "Pourquoi\u{202f}? Parce que\u{a0}: «\u{202f}oui\u{202f}»\u{202f}!"
        );
        assert_eq!(
            spaces("Why ? Because : yes", Lang::En),
            "Why ? Because : yes"
        );
    }

    /// A figure stays with its unit.
    #[test]
    fn units() {
        assert_eq!(
            spaces("94 % et 948 € à 20 km, 13 h", Lang::Fr),
            "94\u{a0}% et 948\u{a0}€ à 20\u{a0}km, 13\u{a0}h"
        );
        assert_eq!(spaces("20 kilos, 3 heures", Lang::Fr), "20 kilos, 3 heures");
        assert_eq!(spaces("20 km", Lang::En), "20\u{a0}km");
    }

    /// A name is never parted at the end of a line, unless it would not fit on one.
    #[test]
    fn names() {
        assert_eq!(name("NEC ESS 2025"), "NEC\u{a0}ESS\u{a0}2025");
        let long = "Rencontres du numérique 2031";
        assert_eq!(name(long), long);
    }

    /// A long figure is never parted at the end of a line.
    #[test]
    fn groups_of_digits() {
        assert_eq!(
            spaces("1 000 000 caractères, 732 829 320", Lang::Fr),
            "1\u{202f}000\u{202f}000 caractères, 732\u{202f}829\u{202f}320"
        );
        assert_eq!(
            spaces("26 11 2025, le 3 2000 fois", Lang::Fr),
            "26 11 2025, le 3 2000 fois"
        );
    }
}
