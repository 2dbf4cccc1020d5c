//! Where the keys of a TOML text stand. The parser tells, so that a mention of a key in a comment or
//! in another key's text is never taken for it; what it can make of a broken text is enough.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::line_at;

/// The offset of the key at `place`, or of the last step of `place` that exists.
pub(super) fn offset(toml: &str, place: &[&str]) -> Option<usize> {
    let mut value = &document(toml);
    let mut found = None;
    for step in place {
        let Some((start, next)) = child(value, step) else {
            break;
        };
        (found, value) = (Some(start), next.get_ref());
    }
    found
}

/// Where the last key ends that stands above every table: another one belongs below it.
pub(super) fn last_key(toml: &str) -> Option<usize> {
    let document = DeTable::parse_recoverable(toml).0;
    let is_key = |start: usize| !toml[..start].trim_end_matches(' ').ends_with('[');
    let keys = document.get_ref().iter();
    let keys = keys.filter(|(key, _)| is_key(key.span().start));
    keys.map(|(key, value)| key.span().end.max(value.span().end))
        .max()
}

/// The offset of the value at `place`, if it is there.
pub(super) fn value_start(toml: &str, place: &[&str]) -> Option<usize> {
    let mut value = &document(toml);
    let mut found = None;
    for step in place {
        let (_, next) = child(value, step)?;
        (found, value) = (Some(next.span().start), next.get_ref());
    }
    found
}

/// The line (from 1) of the byte `offset` of `text`, whose value begins at `start` of `toml`. Only between three
/// quotation marks has a text lines of its own, and there the first may begin below them.
pub(super) fn line_in(toml: &str, start: usize, text: &str, offset: usize) -> usize {
    let written = toml.get(start..).unwrap_or_default();
    let long = ["\"\"\"", "'''"]
        .iter()
        .find_map(|marks| written.strip_prefix(marks));
    let below = long.map_or(0, |written| {
        usize::from(written.starts_with('\n')) + line_at(text, offset) - 1
    });
    line_at(toml, start) + below
}

/// The text of the top-level `key`.
pub(super) fn text(toml: &str, key: &str) -> Option<String> {
    let document = document(toml);
    let (_, value) = child(&document, key)?;
    value.get_ref().as_str().map(str::to_owned)
}

fn document(toml: &str) -> DeValue<'_> {
    DeValue::Table(DeTable::parse_recoverable(toml).0.into_inner())
}

/// Where the member `step` is named, and its value.
fn child<'a, 'i>(value: &'a DeValue<'i>, step: &str) -> Option<(usize, &'a Spanned<DeValue<'i>>)> {
    match value {
        DeValue::Table(table) => table
            .iter()
            .find(|(key, _)| key.get_ref() == step)
            .map(|(key, value)| (key.span().start, value)),
        DeValue::Array(list) => list
            .get(step.parse::<usize>().ok()?)
            .map(|value| (value.span().start, value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// A line of a text is that of the file: below its key between three quotation marks, on it between one.
    #[test]
    fn lines_of_texts() {
        for (toml, offset, expected) in [
            ("a = 1\nb = \"x\\ny\"\n", 2, 2),
            ("b = \"\"\"\nx\ny\"\"\"\n", 2, 3),
            ("b = '''x\ny'''\n", 2, 2),
        ] {
            let start = value_start(toml, &["b"]).expect("it is there");
            assert_eq!(line_in(toml, start, "x\ny", offset), expected, "{toml}");
        }
        assert_eq!(value_start("b = 1", &["a"]), None);
    }
}
