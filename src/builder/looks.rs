//! What the builder takes as corners and as a typeface. The plugin for WordPress takes the same, and so do frames.

/// `typed` as a list of typefaces, whose names need no quotation marks; nothing where it is none.
#[cfg(any(feature = "builder", test))]
pub(super) fn font(typed: &str) -> Option<String> {
    let font: String = typed.chars().filter(|c| !matches!(c, '"' | '\'')).collect();
    let font = font.trim();
    let is_taken = |byte: u8| byte.is_ascii_alphanumeric() || b" ,-".contains(&byte);
    let is_one = (1..=100).contains(&font.len()) && font.bytes().all(is_taken);
    is_one.then(|| font.to_owned())
}

/// `typed` as a radius in pixels, with the unit or without; nothing where it is none.
#[cfg(any(feature = "builder", test))]
pub(super) fn radius(typed: &str) -> Option<String> {
    let number = typed.strip_suffix("px").unwrap_or(typed).trim_end();
    let is_one =
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is no length of corners is not taken.
    #[test]
    fn radii() {
        for (typed, read) in [
            ("0", Some("0")),
            ("12", Some("12")),
            ("12px", Some("12")),
            ("12 px", Some("12")),
            ("", None),
            ("px", None),
            ("120", None),
            ("1e", None),
            ("-1", None),
            ("1.5", None),
            ("2em", None),
        ] {
            assert_eq!(radius(typed).as_deref(), read, "{typed}");
        }
    }

    /// Names are taken with quotation marks or without; nothing is taken out of them in silence.
    #[test]
    fn fonts() {
        for (typed, read) in [
            ("\"Open Sans\", serif", Some("Open Sans, serif")),
            ("Source Sans 3", Some("Source Sans 3")),
            ("", None),
            ("''", None),
            ("Héritage", None),
            ("serif;}", None),
            ("a(b)", None),
        ] {
            assert_eq!(font(typed).as_deref(), read, "{typed}");
        }
        assert_eq!(font(&"a".repeat(101)), None);
    }
}
