//! Lines that are no TOML, told in words for editors instead of those of the parser. Each is blanked, so that the lines after
//! it are read too.

mod open;
mod value;

use std::ops::Range;

use toml::de::DeTable;

use open::Open;

/// A text of TOML as far as it can be read.
pub(super) struct Mended {
    /// The text, with spaces in the place of lines that are no TOML.
    pub(super) text: String,
    /// What is wrong with those: where, and the message.
    pub(super) slips: Vec<(usize, String)>,
    /// The keys of those lines.
    pub(super) keys: Vec<String>,
    /// Whether the rest can be read.
    pub(super) is_whole: bool,
}

/// Reads `toml` line by line until the parser takes it.
pub(super) fn mend(toml: &str) -> Mended {
    let mut mended = Mended {
        text: toml.to_owned(),
        slips: Vec::new(),
        keys: Vec::new(),
        is_whole: true,
    };
    while let Err(error) = DeTable::parse(&mended.text) {
        let at = error.span().map_or(toml.len(), |span| span.start);
        let slip = Slip::of(&mended.text, at, error.message());
        mended.slips.push((slip.at, slip.message));
        mended.keys.extend(slip.key);
        let Some(line) = slip.line else {
            mended.is_whole = false;
            break;
        };
        let blank = " ".repeat(line.len());
        mended.text.replace_range(line, &blank);
    }
    mended
}

/// What is wrong with a line.
struct Slip {
    at: usize,
    message: String,
    /// The key that stands on the line.
    key: Option<String>,
    /// The line, where the others are right without it.
    line: Option<Range<usize>>,
}

impl Slip {
    fn of(toml: &str, at: usize, said: &str) -> Self {
        let at = at.min(toml.len());
        let line = line_around(toml, at);
        let written = toml[line.clone()].trim();
        if let Some(slip) = Self::without_end(toml, at, written) {
            return slip;
        }
        let start = line.start;
        let alone = |message: String| Self {
            at: start,
            message,
            key: None,
            line: None,
        };
        if written.starts_with('[') {
            return alone(if said == "duplicate key" {
                format!("{written} stands above already: expected each table once")
            } else {
                let bracket = if written.starts_with("[[") { "[[" } else { "[" };
                let name = name(written.trim_start_matches('['));
                let end = bracket.replace('[', "]");
                format!(
                    "expected the name of a table between brackets, such as {bracket}{name}{end}, found {written}"
                )
            });
        }
        let Some((key, value)) = written.split_once('=') else {
            let message = match written.split_once(':') {
                Some((key, _)) if !key.contains(' ') => format!(
                    "expected an equals sign after the key, such as {} = \"…\"",
                    name(key)
                ),
                _ => format!(
                    "expected a key and its value, such as title = \"…\", or a comment after #, found {written}"
                ),
            };
            let key = written.split_once(':').map(|(key, _)| name(key));
            let has_line = !written.is_empty();
            return Self {
                key,
                line: has_line.then_some(line),
                ..alone(message)
            };
        };
        let (key, value) = (key.trim(), value.trim());
        let message = if said == "duplicate key" {
            format!("{key} stands above already: expected each key once")
        } else if key.is_empty() {
            "expected a key before the equals sign, such as title = \"…\"".to_owned()
        } else if key.chars().all(is_of_key) {
            format!("{key}: {}", value::message(key, value))
        } else {
            format!(
                "a key has small letters without accents, digits and _ alone: expected such as {} = …, found {key}",
                name(key)
            )
        };
        Self {
            key: Some(key.to_owned()),
            line: Open::is_closed(value).then_some(line),
            ..alone(message)
        }
    }

    /// What begins on an earlier line and has no end, or not the one that it needs.
    fn without_end(toml: &str, at: usize, written: &str) -> Option<Self> {
        let open = Open::at(toml, at)?;
        let start = open.start();
        let line = line_around(toml, start);
        let of_opening = |message: String| {
            let key = toml[line.clone()].split_once('=');
            let key = key.map_or(String::new(), |(key, _)| format!("{}: ", key.trim()));
            Some(Self {
                at: start,
                message: format!("{key}{message}"),
                key: None,
                line: None,
            })
        };
        let (what, end) = match open {
            Open::Text(_, marks) => {
                return of_opening(format!(
                    "the text that begins here has no end: expected {marks} after its last line"
                ));
            }
            _ if line.contains(&at) || at == line.end => return None,
            Open::List(_) => ("list", ']'),
            Open::Table(_) => ("table", '}'),
        };
        if written.starts_with(['"', '\'', '{', '[', ']', '}']) {
            return Some(Self {
                at,
                message: format!(
                    "the {what} that begins on an earlier line goes wrong here: expected a comma between two values, and {end} after the last"
                ),
                key: None,
                line: None,
            });
        }
        of_opening(format!(
            "the {what} that begins here has no end: expected {end} after its last value"
        ))
    }
}

/// The line that the byte `at` of `toml` stands on, or the last one that says something before it.
fn line_around(toml: &str, at: usize) -> Range<usize> {
    let start = toml[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = toml[at..].find('\n').map_or(toml.len(), |end| at + end);
    if toml[start..end].trim().is_empty() && !toml[..start].trim().is_empty() {
        return line_around(toml, toml[..start].trim_end().len());
    }
    start..end
}

fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// `typed` as a key may be written.
fn name(typed: &str) -> String {
    let typed = typed.trim().trim_end_matches(']').trim();
    let plain = typed.chars().map(|c| match c {
        ' ' => '_',
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ù' | 'û' => 'u',
        'ç' => 'c',
        c => c,
    });
    let plain: String = plain.filter(|c| is_of_key(*c)).collect();
    if plain.is_empty() {
        "title".to_owned()
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(toml: &str) -> Vec<(usize, String)> {
        let mended = mend(toml);
        assert_eq!(mended.text.len(), toml.len());
        let slips = mended.slips.into_iter();
        slips
            .map(|(at, message)| (crate::error::line_at(toml, at), message))
            .collect()
    }

    /// Each slip is told once, on its line, in words that help.
    #[test]
    fn each_on_its_line() {
        let toml = "a = no\nb = 948 €\nc = \"ok\"\nd = 25/11/2031\ne = 10h00\nf = travel\n";
        let expected = [
            (
                1,
                "a: expected true or false, in small letters without quotation marks, found no",
            ),
            (
                2,
                "b: expected a number and nothing after it, such as b = 948, or a text between quotation marks, found 948 €",
            ),
            (
                4,
                "d: expected a day such as \"2031-11-26\", found 25/11/2031",
            ),
            (
                5,
                "e: expected a time of day such as \"09:30\", found 10h00",
            ),
            (
                6,
                "f: expected a text between quotation marks, such as f = \"travel\", found travel",
            ),
        ];
        assert_eq!(
            slips(toml),
            expected.map(|(line, message)| (line, message.to_owned()))
        );
        let mended = mend(toml);
        assert!(mended.is_whole);
        assert_eq!(mended.keys, ["a", "b", "d", "e", "f"]);
    }

    /// What keeps the rest from being read is told alone, where it begins.
    #[test]
    fn without_end() {
        for (toml, line, message) in [
            (
                "a = [\"b\"\nc = 1\n",
                1,
                "a: the list that begins here has no end: expected ] after its last value",
            ),
            (
                "a = [\n\"b\"\n\"c\",\n]\n",
                3,
                "the list that begins on an earlier line goes wrong here: expected a comma between two values, and ] after the last",
            ),
            (
                "x = 1\na = \"\"\"\nb\n",
                2,
                "a: the text that begins here has no end: expected \"\"\" after its last line",
            ),
            (
                "[venue\nname = \"a\"\n",
                1,
                "expected the name of a table between brackets, such as [venue], found [venue",
            ),
            (
                "[[days]\ndate = \"a\"\n",
                1,
                "expected the name of a table between brackets, such as [[days]], found [[days]",
            ),
            (
                "[a]\n[a]\n",
                2,
                "[a] stands above already: expected each table once",
            ),
        ] {
            assert_eq!(slips(toml), [(line, message.to_owned())], "{toml}");
            assert!(!mend(toml).is_whole);
        }
    }

    /// A line with something else than a key and a value.
    #[test]
    fn other_lines() {
        for (toml, message) in [
            (
                "title: \"a\"\n",
                "expected an equals sign after the key, such as title = \"…\"",
            ),
            (
                "Hello there\n",
                "expected a key and its value, such as title = \"…\", or a comment after #, found Hello there",
            ),
            (
                "= 3\n",
                "expected a key before the equals sign, such as title = \"…\"",
            ),
            (
                "short title = \"a\"\n",
                "a key has small letters without accents, digits and _ alone: expected such as short_title = …, found short title",
            ),
            (
                "thème = \"a\"\n",
                "a key has small letters without accents, digits and _ alone: expected such as theme = …, found thème",
            ),
            (
                "a = 1\na = 2\n",
                "a stands above already: expected each key once",
            ),
        ] {
            let [(_, said)] = slips(toml).try_into().expect("one slip");
            assert_eq!(said, message, "{toml}");
        }
    }
}
