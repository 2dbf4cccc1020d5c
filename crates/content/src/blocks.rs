//! Cuts a page's body at its `{{block}}` lines.

use nec_ess_domain::Named;

use crate::stage::Stage;
use crate::variables::Variables;

/// A stretch of a body.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Markdown, and how many lines of the body stand before it.
    Markdown { text: &'a str, lines_before: usize },
    /// A line `{{name arguments}}`, and its line in the body from 1.
    Marker {
        name: &'a str,
        arguments: Vec<&'a str>,
        line: usize,
    },
}

/// Cuts `body` into Markdown and markers. A line that holds only `{{…}}` is a marker when its first
/// word is not that of a fact.
pub(crate) fn cut(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut start_line, mut offset) = (0, 0, 0);
    for (index, line) in body.split_inclusive('\n').enumerate() {
        let next = offset + line.len();
        let inner = line
            .trim()
            .strip_prefix("{{")
            .and_then(|l| l.strip_suffix("}}"));
        let mut words = inner.unwrap_or("").split_whitespace();
        if let Some(name) = words
            .next()
            .filter(|name| !Variables::has(name) && !name.contains("}}"))
        {
            push_markdown(&mut pieces, &body[start..offset], start_line);
            pieces.push(Piece::Marker {
                name,
                arguments: words.collect(),
                line: index + 1,
            });
            (start, start_line) = (next, index + 1);
        }
        offset = next;
    }
    push_markdown(&mut pieces, &body[start..], start_line);
    pieces
}

/// Whether the block `name` is among `pieces`.
pub(crate) fn shows(pieces: &[Piece<'_>], name: &str) -> bool {
    let mut pieces = pieces.iter();
    pieces.any(|piece| matches!(piece, Piece::Marker { name: other, .. } if *other == name))
}

/// Lines with a block of `once` that stands before in the same body, each with its line in the body and what was expected.
pub(crate) fn again(pieces: &[Piece<'_>], once: &[&str]) -> Vec<(usize, String)> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for piece in pieces {
        let Piece::Marker { name, line, .. } = piece else {
            continue;
        };
        if seen.contains(name) {
            let message = format!("`{{{{{name}}}}}` stands on this page before: expected it once");
            found.push((*line, message));
        } else if once.contains(name) {
            seen.push(*name);
        }
    }
    found
}

/// The times that `pieces` are cut into, in order, without those at which everything is shown.
pub(crate) fn stages(pieces: &[Piece<'_>]) -> Vec<Stage> {
    let stages = pieces.iter().filter_map(Piece::stage);
    stages.filter(|stage| *stage != Stage::Always).collect()
}

/// Lines about times that say nothing, each with its line in the body and what was expected.
pub(crate) fn idle_stages(pieces: &[Piece<'_>]) -> Vec<(usize, String)> {
    let mut current = Stage::Always;
    let mut found = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let (Some(stage), Piece::Marker { name, line, .. }) = (piece.stage(), piece) else {
            continue;
        };
        let next = pieces.get(index + 1);
        let is_empty = next.is_none_or(|next| next.stage().is_some());
        if stage == current {
            found.push((
                *line,
                match stage {
                    Stage::Always => format!(
                        "`{{{{{name}}}}}` ends nothing: expected one of {} before it",
                        Stage::list()
                    ),
                    _ => format!("`{{{{{name}}}}}` is so already, expected it once"),
                },
            ));
        } else if is_empty && stage != Stage::Always {
            found.push((
                *line,
                format!("nothing follows `{{{{{name}}}}}`: expected text or blocks for that time"),
            ));
        }
        current = stage;
    }
    found
}

impl Piece<'_> {
    /// The time that begins here, if this is a line that says so.
    pub(crate) fn stage(&self) -> Option<Stage> {
        match self {
            Self::Marker {
                name, arguments, ..
            } if arguments.is_empty() => Stage::from_name(name),
            _ => None,
        }
    }
}

fn push_markdown<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, lines_before: usize) {
    if !text.trim().is_empty() {
        pieces.push(Piece::Markdown { text, lines_before });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line about a time that changes nothing, or that nothing follows, is found with its line.
    #[test]
    fn idle_stages_are_found() {
        let lines = |body: &str| -> Vec<usize> {
            let found = idle_stages(&cut(body));
            found.into_iter().map(|(line, _)| line).collect()
        };
        for (body, expected) in [
            ("a\n{{while-open}}\nb\n{{always}}\nc\n", &[] as &[usize]),
            ("{{until-over}}\na\n{{once-over}}\nb\n", &[]),
            ("a\n{{while-open}}\nb\n{{always}}\n", &[]),
            ("a\n{{always}}\nb\n", &[2]),
            ("{{once-over}}\na\n{{once-over}}\nb\n", &[3]),
            ("a\n{{once-over}}\n", &[2]),
            ("{{while-open}}\n{{once-closed}}\na\n", &[1]),
        ] {
            assert_eq!(lines(body), expected, "{body:?}");
        }
    }

    /// Markers cut the body, facts in the text do not, and lines are counted.
    #[test]
    fn cuts_at_markers() {
        let body = "Un\n{{amount}}\n\n{{actions a b}}\nDeux\n{{faq}}\n";
        let pieces = cut(body);
        assert_eq!(
            pieces,
            [
                Piece::Markdown {
                    text: "Un\n{{amount}}\n\n",
                    lines_before: 0
                },
                Piece::Marker {
                    name: "actions",
                    arguments: vec!["a", "b"],
                    line: 4
                },
                Piece::Markdown {
                    text: "Deux\n",
                    lines_before: 4
                },
                Piece::Marker {
                    name: "faq",
                    arguments: vec![],
                    line: 6
                },
            ]
        );
    }
}
