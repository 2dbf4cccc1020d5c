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

fn is_local(local: &str) -> bool {
    let allowed = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+/=?^_`{|}~-.".contains(c)
            || (!c.is_ascii() && !c.is_whitespace())
    };
    !local.is_empty()
        && local.len() <= MAX_LOCAL
        && local.chars().all(allowed)
        && local.split('.').all(|part| !part.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| {
                c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && !c.is_whitespace())
            })
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
