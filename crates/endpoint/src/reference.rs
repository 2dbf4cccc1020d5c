//! References that people read out, and hashes of answers.

use nec_ess_domain::Answers;
use sha2::{Digest, Sha256};

/// Crockford's base 32: no I, L, O, U, so that nothing is misread over the phone.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many random characters a reference has: 40 bits.
pub(crate) const CODE: usize = 8;

/// A new reference that begins with `prefix`: "ABC-7K3M-9QXF".
pub(crate) fn reference(prefix: &str) -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; CODE];
    getrandom::fill(&mut bytes)?;
    Ok(of_code(prefix, &characters(&bytes)))
}

/// The reference that a person means who types or reads out `text`: in capitals, with what is easily misread put right.
/// Without its beginning it is one that begins with `prefix`. What cannot be one stays as it is.
#[must_use]
pub fn meant(text: &str, prefix: &str) -> String {
    let typed = text.trim().to_uppercase();
    let letters: String = typed.chars().filter(|c| c.is_alphanumeric()).collect();
    let Some(start) = letters
        .len()
        .checked_sub(CODE)
        .filter(|_| letters.is_ascii())
    else {
        return typed;
    };
    let (own_prefix, code) = letters.split_at(start);
    let code: String = code
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    if !code.bytes().all(|byte| ALPHABET.contains(&byte)) {
        return typed;
    }
    let prefix = if own_prefix.is_empty() {
        prefix
    } else {
        own_prefix
    };
    of_code(prefix, &code)
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
        let of_ours = |text: &str| meant(text, "NEC");
        assert_eq!(of_ours("nec-l0i1-0000"), "NEC-1011-0000");
        assert_eq!(of_ours("'; drop"), "'; DROP");
        assert_eq!(of_ours("éééé"), "ÉÉÉÉ");
        assert_eq!(of_ours(" "), "");
    }

    /// One that begins as those of an earlier event did stays what it was.
    #[test]
    fn of_an_earlier_event() {
        assert_eq!(meant("nec 7k3m 9q0f", "ABC"), "NEC-7K3M-9Q0F");
        assert_eq!(meant("ABC-7K3M-9Q0F", "ABC"), "ABC-7K3M-9Q0F");
        assert_eq!(meant("7k3m9q0f", "ABC"), "ABC-7K3M-9Q0F");
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
