//! Where the keys of a TOML text stand. The parser tells, so that a mention of a key in a comment or
//! in another key's text is never taken for it; what it can make of a broken text is enough.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The offset of the key at `place`, or of the last step of `place` that exists.
pub(super) fn offset(toml: &str, place: &[&str]) -> Option<usize> {
    let mut value = &document(toml);
    let mut found = None;
    for step in place {
        let Some((span, next)) = child(value, step) else {
            break;
        };
        (found, value) = (Some(span.start), next);
    }
    found
}

/// The text of the top-level `key`.
pub(super) fn text(toml: &str, key: &str) -> Option<String> {
    child(&document(toml), key).and_then(|(_, value)| value.as_str().map(str::to_owned))
}

fn document(toml: &str) -> DeValue<'_> {
    DeValue::Table(DeTable::parse_recoverable(toml).0.into_inner())
}

fn child<'a, 'i>(value: &'a DeValue<'i>, step: &str) -> Option<(Range<usize>, &'a DeValue<'i>)> {
    match value {
        DeValue::Table(table) => table
            .iter()
            .find(|(key, _)| key.get_ref() == step)
            .map(|(key, value)| (key.span(), value.get_ref())),
        DeValue::Array(list) => list
            .get(step.parse::<usize>().ok()?)
            .map(|value| (value.span(), value.get_ref())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::line_at;

    const TOML: &str = "# menu, b
title = \"menu\"
menu = [
  \"a\",
  \"b\",
]
[check.reasons]
abroad = \"near\"
[[figures]]
percent = 1
[[figures]]
text = \"percent\"
percent = 2
inline = { a = \"x\", near = \"y\" }
";

    fn line(place: &[&str]) -> Option<usize> {
        offset(TOML, place).map(|offset| line_at(TOML, offset))
    }

    /// A key is found where it stands, not where it is mentioned.
    #[test]
    fn own_lines() {
        for (place, expected) in [
            (&["menu"][..], 3),
            (&["menu", "1"], 5),
            (&["check", "reasons"], 7),
            (&["check", "reasons", "abroad"], 8),
            (&["figures"], 9),
            (&["figures", "0", "percent"], 10),
            (&["figures", "1", "percent"], 13),
            (&["figures", "1", "inline", "near"], 14),
        ] {
            assert_eq!(line(place), Some(expected), "{place:?}");
        }
    }

    /// A key that is missing is placed in its table.
    #[test]
    fn missing_keys() {
        assert_eq!(line(&["check", "reasons", "straddles"]), Some(7));
        assert_eq!(line(&["near"]), None);
    }

    /// What comes before and after a slip can still be told.
    #[test]
    fn broken_text() {
        let toml = "id = \"extra\"\ntitle = \"Sans fin\nnav = 3\n";
        assert_eq!(text(toml, "id").as_deref(), Some("extra"));
        assert_eq!(text(toml, "nav"), None);
        assert_eq!(
            text("id = \"extra\"\n++\n\nTexte, oui.\n", "id").as_deref(),
            Some("extra")
        );
    }
}
