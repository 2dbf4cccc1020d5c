//! What counts as an e-mail address.

/// The longest address that mail servers pass on (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const MAX_LENGTH: usize = 254;
/// The longest part before the "@" (RFC 5321, 4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// Whether `text` can be an address that mail is delivered to over the Internet.
///
/// Wider than the HTML `email` type in the local part (accents are accepted, RFC 6531), narrower in
/// the domain: it needs a dot, since an address without one is a slip of the finger. It does not
/// accept quoted local parts or addresses by number, which no person types in a form.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    text.len() <= MAX_LENGTH && is_local(local) && is_domain(domain)
}

/// The address that `text` is likely meant to be, where programs that put typographic signs in place of typed ones have
/// made it none: "camille’s…" on a phone, or an address that was copied out of quotation marks.
#[must_use]
pub fn suggestion(text: &str) -> Option<String> {
    let mut likely = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2015}' => likely.push('-'),
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => likely.push('\''),
            '\u{2024}'..='\u{2026}' => likely.push('.'),
            c if is_typographic(c) => {}
            c => likely.push(c),
        }
    }
    let is_typographic = likely != text;
    // What stood around it, or after it.
    let is_around = |b: &u8| matches!(b, b'.' | b'\'');
    while likely.as_bytes().last().is_some_and(is_around) {
        likely.pop();
    }
    let before = likely.bytes().take_while(is_around).count();
    let likely = &likely[before..];
    (is_typographic && is_email(likely)).then(|| likely.to_owned())
}

/// Dashes, quotation marks, dots and primes of typography: no address has any, and each is easily taken for another sign.
const fn is_typographic(c: char) -> bool {
    matches!(c, '\u{ab}' | '\u{bb}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}')
}

fn is_local(local: &str) -> bool {
    let allowed = |c: char| {
        c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c) || is_letter_of_others(c)
    };
    !local.is_empty()
        && local.len() <= MAX_LOCAL
        && local.chars().all(allowed)
        && local.split('.').all(|part| !part.is_empty())
}

/// What addresses in other alphabets are made of.
fn is_letter_of_others(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !is_typographic(c)
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || is_letter_of_others(c))
    };
    let top = domain.rsplit('.').next().unwrap_or("");
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && !top.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Addresses that people have are accepted.
    #[test]
    fn accepts_real_addresses() {
        for text in [
            "camille@exemple.fr",
            "camille.durand+nec@sous.domaine.exemple.org",
            "o'neill@example.ie",
            "élodie@exemple.fr",
            "contact@économie-sociale.fr",
            "a@b.co",
        ] {
            assert!(is_email(text), "{text}");
        }
    }

    /// Slips of the finger are refused.
    #[test]
    fn refuses_slips() {
        for text in [
            "",
            "camille",
            "@exemple.fr",
            "camille@",
            "camille@exemple",
            "camille@@exemple.fr",
            "camille@exemple..fr",
            "camille @exemple.fr",
            "camille@exemple.fr.",
            ".camille@exemple.fr",
            "camille.@exemple.fr",
            "camille@-exemple.fr",
            "camille@exemple.1",
            "camille,@exemple.fr",
            "camille@exemple.f",
            "cam ille@exemple.fr",
            "a@b.co,c@d.fr",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    /// What typography has made of an address is refused, and the likely one is known.
    #[test]
    fn suggests_what_was_meant() {
        for (text, meant) in [
            ("o’neill@example.ie", "o'neill@example.ie"),
            ("‘camille@exemple.fr’", "camille@exemple.fr"),
            ("“camille@exemple.fr”", "camille@exemple.fr"),
            ("«camille@exemple.fr»", "camille@exemple.fr"),
            ("camille…durand@exemple.fr", "camille.durand@exemple.fr"),
            ("camille@exemple.fr…", "camille@exemple.fr"),
            ("camille@mon–asso.fr", "camille@mon-asso.fr"),
            ("jean‑luc@exemple.fr", "jean-luc@exemple.fr"),
        ] {
            assert!(!is_email(text), "{text}");
            assert_eq!(suggestion(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "camille@exemple",
            "camille’exemple.fr",
            "“”",
            "camille@@exemple.fr…",
            "camille@exemple.fr.",
        ] {
            assert!(!is_email(text), "{text}");
            assert_eq!(suggestion(text), None, "{text}");
        }
    }

    proptest! {
        /// Any text gives an answer, and an accepted one has one "@" with something on both sides.
        #[test]
        fn never_panics(text in "\\PC{0,300}") {
            if is_email(&text) {
                prop_assert!(text.len() <= MAX_LENGTH);
                prop_assert!(!text.contains(char::is_whitespace));
                prop_assert_eq!(text.matches('@').count(), 1);
            }
        }
    }
}
