//! What counts as the address of a site, and of a page on one.

use std::net::Ipv6Addr;

use crate::email::is_email;

/// The longest name of a host (RFC 1035, 2.3.4), and of one of its parts.
const MAX_HOST: usize = 253;
const MAX_LABEL: usize = 63;

/// Scheme and host of a site, and its port where it has one of its own, as browsers name it: `https://example.org`. Capitals
/// and one slash at the end mean nothing; a path, a query or anything else is not taken.
#[must_use]
pub fn origin(text: &str) -> Option<String> {
    let origin = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
    let (scheme, authority) = origin.split_once("://")?;
    let usual = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    if !authority.is_ascii() || !is_authority(authority) {
        return None;
    }
    Some(origin.strip_suffix(usual).unwrap_or(&origin).to_owned())
}

/// Whether `text` is the whole address of a page: `https://`, a host, and what follows it.
#[must_use]
pub fn is_page(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let cannot_be = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    is_authority(authority) && !path.contains(cannot_be)
}

/// Whether `text` is the address of a mailbox, as links have it: `mailto:name@example.org`, with a subject or without.
#[must_use]
pub fn is_mailbox(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("mailto:") else {
        return false;
    };
    let (address, fields) = rest.split_once('?').unwrap_or((rest, ""));
    is_email(address) && !fields.contains(char::is_whitespace)
}

/// A host, and a port where it has one.
fn is_authority(text: &str) -> bool {
    let (is_host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, port) = rest.split_once(']').unwrap_or((rest, ":"));
        (host.parse::<Ipv6Addr>().is_ok(), port)
    } else {
        let (host, port) = text.split_at(text.find(':').unwrap_or(text.len()));
        (is_name(host), port)
    };
    is_host && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

fn is_name(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    host.len() <= MAX_HOST && host.split('.').all(is_label)
}

fn is_port(port: &str) -> bool {
    let is_number = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
    is_number && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scheme and host, and no more than a slash after them.
    #[test]
    fn origins() {
        for text in [
            "https://example.org",
            "http://localhost:8080",
            "https://[::1]:8080",
            "https://127.0.0.1",
            "https://a-b.example",
        ] {
            assert_eq!(origin(text).as_deref(), Some(text));
            assert_eq!(origin(&format!("{text}/")).as_deref(), Some(text));
        }
        for text in ["HTTPS://Example.org", "https://example.org:443/"] {
            assert_eq!(origin(text).as_deref(), Some("https://example.org"));
        }
        for text in [
            "",
            "example.org",
            "//example.org",
            "https:/example.org",
            "https://",
            "https:///",
            "ftp://example.org",
            "https://example.org//",
            "https://example.org/a",
            "https://example.org/?a",
            "https://example.org?a",
            "https://example.org#a",
            "https://a@example.org",
            "https://a b.example",
            "https://example.org:",
            "https://example.org:0",
            "https://example.org:99999",
            "https://société.example",
            "https://-a.example",
            "https://a..example",
            "https://[::g]",
            "https://[::1",
            " https://example.org",
        ] {
            assert_eq!(origin(text), None, "{text:?}");
        }
    }

    /// A page is a host and anything that an address may hold after it.
    #[test]
    fn pages() {
        for text in [
            "https://example.org",
            "https://example.org/",
            "https://Example.org:8443/a/é?b=c#d",
            "https://example.org?a",
            "https://société.example/",
        ] {
            assert!(is_page(text), "{text}");
        }
        for text in [
            "http://example.org/",
            "https://",
            "https:///a",
            "https://a b.example/",
            "https://example.org/a b",
            "https://https://example.org/",
            "https://example.org/\"onclick",
            "javascript:alert(1)",
        ] {
            assert!(!is_page(text), "{text}");
        }
    }

    /// A mailbox has an address.
    #[test]
    fn mailboxes() {
        assert!(is_mailbox("mailto:a@example.org"));
        assert!(is_mailbox("mailto:a@example.org?subject=Bonjour"));
        for text in [
            "mailto:",
            "mailto:a",
            "a@example.org",
            "mailto:a@example.org?subject=a b",
        ] {
            assert!(!is_mailbox(text), "{text}");
        }
    }
}
