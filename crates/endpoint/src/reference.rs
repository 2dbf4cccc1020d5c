//! References that people read out, and hashes of answers.

use nec_ess_domain::Answers;
use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O, U, so that nothing is misread over the phone.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many random characters a reference has: 40 bits.
pub(crate) const CODE: usize = 8;

/// A new reference: "NEC-7K3M-9QXF".
pub(crate) fn reference() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; CODE];
    getrandom::fill(&mut bytes)?;
    Ok(of_code(&characters(&bytes)))
}

/// The reference that a person means who types or reads out `text`: in capitals, with what is easily misread put right,
/// with or without what is the same in all of them. What cannot be one stays as it is.
#[must_use]
pub fn meant(text: &str) -> String {
    read(text).unwrap_or_else(|| text.trim().to_uppercase())
}

/// The same for organisers.
///
/// # Errors
/// What `text` lacks where it cannot be one, with an example.
pub fn known(text: &str) -> Result<String, String> {
    read(text).ok_or_else(|| lacks(text))
}

fn read(text: &str) -> Option<String> {
    let letters = letters(text);
    let own = match letters.len() {
        11 => letters.strip_prefix("NEC").unwrap_or(&letters),
        _ => &letters,
    };
    let own: String = own
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    let is_one = own.len() == CODE && own.bytes().all(|byte| ALPHABET.contains(&byte));
    is_one.then(|| of_code(&own))
}

fn letters(text: &str) -> String {
    let typed = text.to_uppercase();
    typed.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What is said of `text`, which cannot be a reference.
fn lacks(text: &str) -> String {
    const EXAMPLE: &str = "such as NEC-7K3M-9QXF";
    let (text, letters) = (text.trim(), letters(text));
    let own = letters.strip_prefix("NEC").unwrap_or(&letters);
    let is_like_one = text
        .chars()
        .all(|c| c.is_alphanumeric() || " -".contains(c))
        && (own.len() < letters.len() || own.contains(|c: char| c.is_ascii_digit()));
    match own.chars().count() {
        _ if text.is_empty() => format!("expected a reference {EXAMPLE}"),
        CODE if is_like_one => {
            format!("{text}: expected digits and letters from A to Z without U, {EXAMPLE}")
        }
        count if is_like_one => {
            format!(
                "{text}: it has {count} letters and digits besides NEC, expected {CODE}, {EXAMPLE}"
            )
        }
        _ => format!("{text}: expected a reference {EXAMPLE}"),
    }
}

/// The reference with the random characters `code`.
pub(crate) fn of_code(code: &str) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    format!("NEC-{first}-{last}")
}

/// The random characters of `reference`.
pub(crate) fn code(reference: &str) -> String {
    let code = reference.strip_prefix("NEC-").unwrap_or(reference);
    code.replace('-', "")
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
            .map(|_| reference().expect("randomness"))
            .collect();
        assert_eq!(made.len(), 1000);
        for text in made {
            assert_eq!(text.len(), 13);
            assert_eq!(of_code(&code(&text)), text);
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
            assert_eq!(meant(text), "NEC-7K3M-9Q0F", "{text}");
        }
        assert_eq!(meant("nec-l0i1-0000"), "NEC-1011-0000");
        assert_eq!(meant("'; drop"), "'; DROP");
        assert_eq!(meant("éééé"), "ÉÉÉÉ");
        assert_eq!(meant(" "), "");
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
