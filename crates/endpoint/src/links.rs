//! Private links: whoever has the one of a submission may read, correct, cancel and erase it.
//!
//! The token of a link is the reference's random characters and a signature of the reference. The database does not hold
//! it: a copy of the database opens nobody's page without the secret.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::reference::{self, ALPHABET, CODE};

/// Characters of a signature: 90 bits, and whoever guesses has to ask us each time.
const SIGNATURE: usize = 18;

/// Signs links, and knows its own.
#[derive(Clone)]
pub struct Links {
    signer: Hmac<Sha256>,
}

impl Links {
    /// Links that are signed with `secret`.
    #[must_use]
    pub fn new(secret: &str) -> Self {
        let signer = Hmac::new_from_slice(secret.as_bytes());
        Self {
            signer: signer.expect("a key may be of any length"),
        }
    }

    /// Links that nobody is given: for work that has no need of the secret.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn of_nobody() -> Result<Self, String> {
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).map_err(|error| error.to_string())?;
        Ok(Self::new(&reference::characters(&secret)))
    }

    /// The path of the private page of `reference`.
    #[must_use]
    pub fn path(&self, reference: &str) -> String {
        format!("/api/manage/{}", self.token(reference))
    }

    /// The token that opens `reference`: 26 characters.
    #[must_use]
    pub fn token(&self, reference: &str) -> String {
        let signature = self.sign("private link", reference);
        let signature = reference::characters(&signature[..SIGNATURE]);
        format!("{}{signature}", reference::code(reference))
    }

    /// The reference that `token` opens, if we have signed it for one that begins with `prefix`.
    pub(crate) fn reference(&self, token: &str, prefix: &str) -> Option<String> {
        if !may_be_token(token) {
            return None;
        }
        let reference = reference::of_code(prefix, &token[..CODE]);
        let ours = self.token(&reference);
        // How much of a guess was right is not to be told by the time that it takes.
        let is_ours = ours.as_bytes().ct_eq(token.as_bytes());
        bool::from(is_ours).then_some(reference)
    }

    /// Tells this secret from others, and tells nothing of it. Hexadecimal.
    pub(crate) fn print(&self) -> String {
        let print = self.sign("print", "");
        print.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A signature that says one thing about one other.
    fn sign(&self, what: &str, whose: &str) -> [u8; 32] {
        let mut signer = self.signer.clone();
        for part in [what, "\0", whose] {
            signer.update(part.as_bytes());
        }
        signer.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for Links {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Links")
    }
}

/// The token that a person means who types or copies `text`: in capitals, with what is easily misread put right, and without
/// what mail programs and sentences put around an address.
pub(crate) fn meant(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    text.to_ascii_uppercase()
        .chars()
        .map(reference::put_right)
        .collect()
}

/// Whether `text` looks like a token; the storage need not be asked for any other.
pub(crate) fn may_be_token(text: &str) -> bool {
    text.len() == CODE + SIGNATURE && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = "NEC-7K3M-9QXF";

    /// A token opens its own reference, and none with another secret.
    #[test]
    fn a_token_opens_one_reference() {
        let links = Links::new("one");
        let token = links.token(REFERENCE);
        assert!(may_be_token(&token) && token.starts_with("7K3M9QXF"));
        assert_eq!(links.reference(&token, "NEC").as_deref(), Some(REFERENCE));
        assert_eq!(Links::new("two").reference(&token, "NEC"), None);
        let other = format!("7K3M9QXG{}", &token[8..]);
        assert_eq!(links.reference(&other, "NEC"), None);
    }

    /// Each character of the signature counts.
    #[test]
    fn a_changed_token_opens_nothing() {
        let links = Links::new("one");
        let token = links.token(REFERENCE);
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(changed).expect("it is ASCII");
            assert_eq!(links.reference(&changed, "NEC"), None, "{changed}");
        }
        for text in ["", "7K3M9QXF", "é", &token[1..], &token.to_lowercase()] {
            assert_eq!(links.reference(text, "NEC"), None, "{text}");
        }
    }

    /// However a token is copied, it is the same; what is none stays none.
    #[test]
    fn tokens_are_read_as_people_copy_them() {
        let token = Links::new("one").token(REFERENCE);
        let lower = token.to_lowercase();
        let misread = token.replace('0', "O").replace('1', "l");
        for text in [
            &lower,
            &misread,
            &format!("{token}."),
            &format!(" <{token}>,"),
        ] {
            assert_eq!(meant(text), token, "{text}");
        }
        for text in ["", "…", "7K3M-9QXF", &token[1..]] {
            assert!(!may_be_token(&meant(text)), "{text}");
        }
    }

    /// Signatures of today open tomorrow: links are in mails that were sent.
    #[test]
    fn tokens_stay_the_same() {
        let token = Links::new("0123456789abcdef").token(REFERENCE);
        assert_eq!(token, "7K3M9QXFKSX37B4DGY66ZBZWAM");
    }
}
