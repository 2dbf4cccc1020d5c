//! References that people read out, and hashes of answers.

use nec_ess_domain::Answers;
use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O, U, so that nothing is misread over the phone.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many random characters a reference has: 40 bits.
pub(crate) const CODE: usize = 8;

/// The longest that a reference may begin with.
const PREFIX_MAX: usize = 8;

/// A new reference that begins with `prefix`: "ABC-7K3M-9QXF".
pub(crate) fn reference(prefix: &str) -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; CODE];
    getrandom::fill(&mut bytes)?;
    Ok(of_code(prefix, &characters(&bytes)))
}

/// The reference that a person means who types or reads out `text`: in capitals, with what is easily misread put right.
/// Without its beginning it is one that begins with `prefix`, as those of the site do. What cannot be one stays as it is.
#[must_use]
pub fn meant(text: &str, prefix: &str) -> String {
    read(text, prefix).unwrap_or_else(|| text.trim().to_uppercase())
}

/// The same for organisers.
///
/// # Errors
/// What `text` lacks where it cannot be one, with an example.
pub fn known(text: &str, prefix: &str) -> Result<String, String> {
    read(text, prefix).ok_or_else(|| lacks(text, prefix))
}

fn read(text: &str, prefix: &str) -> Option<String> {
    let (own, code) = parted(text, prefix);
    let code: String = code.chars().map(put_right).collect();
    let is_one = code.len() == CODE && code.bytes().all(|byte| ALPHABET.contains(&byte));
    let prefix = own.as_deref().unwrap_or(prefix);
    is_one.then(|| of_code(prefix, &code))
}

/// A letter that is easily misread, as the digit that it looks like.
pub(crate) const fn put_right(c: char) -> char {
    match c {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    }
}

/// What `text` begins with, and the letters and digits after it. That is `prefix`, or what stands apart before two more
/// parts: the beginning of an earlier event's references.
fn parted(text: &str, prefix: &str) -> (Option<String>, String) {
    let letters = letters(text);
    let typed = text.to_uppercase();
    let parts: Vec<&str> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let begins = |own: &str| parts.first() == Some(&own) || letters.len() == own.len() + CODE;
    if let Some(code) = letters.strip_prefix(prefix)
        && !prefix.is_empty()
        && begins(prefix)
    {
        return (Some(prefix.to_owned()), code.to_owned());
    }
    match &parts[..] {
        [own, first, last] if own.len() <= PREFIX_MAX && own.is_ascii() => {
            (Some((*own).to_owned()), format!("{first}{last}"))
        }
        _ => (None, letters),
    }
}

fn letters(text: &str) -> String {
    let typed = text.to_uppercase();
    typed.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is said of `text`, which cannot be a reference.
fn lacks(text: &str, prefix: &str) -> String {
    let (own, code) = parted(text, prefix);
    let text = text.trim();
    let site = if prefix.is_empty() { "ABC" } else { prefix };
    let example = format!("such as {}-7K3M-9QXF", own.as_deref().unwrap_or(site));
    let is_like_one = text
        .chars()
        .all(|c| c.is_alphanumeric() || " -".contains(c))
        && (own.is_some() || code.contains(|c: char| c.is_ascii_digit()));
    match code.chars().count() {
        _ if text.is_empty() => format!("expected a reference {example}"),
        CODE if is_like_one => {
            format!("{text}: expected digits and letters from A to Z without U, {example}")
        }
        count if is_like_one => {
            let besides = own.map(|own| format!(" besides {own}"));
            let besides = besides.unwrap_or_default();
            format!(
                "{text}: it has {count} letters and digits{besides}, expected {CODE}, {example}"
            )
        }
        _ => format!("{text}: expected a reference {example}"),
    }
}

/// The reference that begins with `prefix`, with the random characters `code`.
pub(crate) fn of_code(prefix: &str, code: &str) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    format!("{prefix}-{first}-{last}")
}

/// The random characters of `reference`: the last ones, whatever it begins with.
pub(crate) fn code(reference: &str) -> String {
    let letters: Vec<char> = reference.chars().filter(|c| *c != '-').collect();
    letters[letters.len().saturating_sub(CODE)..]
        .iter()
        .collect()
}

/// A character for each of `bytes`. 256 is a multiple of 32, so of random ones each is equally likely.
pub(crate) fn characters(bytes: &[u8]) -> String {
    let character = |byte: &u8| char::from(ALPHABET[usize::from(byte % 32)]);
    bytes.iter().map(character).collect()
}

/// A fingerprint of answers, the same for the same answers in the same order. Hexadecimal.
pub(crate) fn content_hash(form: &str, answers: &Answers) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    };
    part(form);
    for (name, value) in answers.iter() {
        part(name);
        part(value);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// References have their shape, are those of their random characters, and do not repeat.
    #[test]
    fn references() {
        let made: std::collections::BTreeSet<String> = (0..1000)
            .map(|_| reference("NEC").expect("randomness"))
            .collect();
        assert_eq!(made.len(), 1000);
        for text in made {
            assert_eq!(text.len(), 13);
            assert_eq!(of_code("NEC", &code(&text)), text);
            assert!(
                text.starts_with("NEC-") && text.as_bytes()[8] == b'-',
                "{text}"
            );
        }
    }

    /// However it is read out, it is the same reference; what is none stays.
    #[test]
    fn as_people_say_it() {
        for text in [
            "NEC-7K3M-9Q0F",
            " nec-7k3m-9q0f ",
            "7k3m9q0f",
            "NEC 7K3M 9QOF",
            "nec7k3m9qof",
        ] {
            assert_eq!(meant(text, "NEC"), "NEC-7K3M-9Q0F", "{text}");
        }
        assert_eq!(meant("nec-l0i1-0000", "NEC"), "NEC-1011-0000");
        assert_eq!(meant("'; drop", "NEC"), "'; DROP");
        assert_eq!(meant("éééé", "NEC"), "ÉÉÉÉ");
        assert_eq!(meant(" ", "NEC"), "");
    }

    /// One that begins as those of an earlier event did stays what it was.
    #[test]
    fn of_an_earlier_event() {
        for (text, expected) in [
            ("nec 7k3m 9q0f", "NEC-7K3M-9Q0F"),
            ("NEC-7K3M-9QOF", "NEC-7K3M-9Q0F"),
            ("abcd-7K3M-9Q0F", "ABCD-7K3M-9Q0F"),
            ("abcd7k3m9q0f", "ABCD-7K3M-9Q0F"),
            ("7k3m 9q0f", "ABCD-7K3M-9Q0F"),
        ] {
            assert_eq!(meant(text, "ABCD"), expected, "{text}");
        }
        // It goes on: the words of a reference may come one by one.
        assert!(known("abcd 7k3m", "ABCD").is_err());
        assert!(known("nec 7k3m", "ABCD").is_err());
        assert_eq!(code("NEC-7K3M-9Q0F"), code("ABC2031-7K3M-9Q0F"));
    }

    /// Answers that differ anywhere, or belong to another form, have another fingerprint.
    #[test]
    fn hashes() {
        let answers = |pairs: &[(&str, &str)]| pairs.iter().copied().collect::<Answers>();
        let one = content_hash("a", &answers(&[("x", "1"), ("y", "2")]));
        assert_eq!(one, content_hash("a", &answers(&[("x", "1"), ("y", "2")])));
        for other in [
            content_hash("b", &answers(&[("x", "1"), ("y", "2")])),
            content_hash("a", &answers(&[("x", "1y"), ("", "2")])),
            content_hash("a", &answers(&[("x", "1")])),
        ] {
            assert_ne!(one, other);
        }
    }
}
