//! The submission key: made once per opened form, so that a resend is stored once.

/// The form field and the JSON member that carry the key.
pub const FIELD: &str = "submission_key";
/// The request header that may carry it instead.
pub const HEADER: &str = "idempotency-key";

/// Whether `text` can serve as a submission key: 16 to 64 letters, digits, "-" or "_".
#[must_use]
pub fn is_key(text: &str) -> bool {
    (16..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// UUIDs and random hexadecimal serve; short, long or odd texts do not.
    #[test]
    fn key_shapes() {
        assert!(is_key("0b9f2c1e-6a0d-4b6e-9d0e-2f1f3a4b5c6d"));
        assert!(is_key("0123456789abcdef"));
        assert!(!is_key("0123456789abcde"));
        assert!(!is_key(&"a".repeat(65)));
        assert!(!is_key("0123456789abcde/"));
    }
}
