//! Cuts a page's body at its `{{block}}` lines.

use crate::page::Block;
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

/// The names of the blocks, for the message that lists them.
pub(crate) const NAMES: &str = "actions, always, articles, check, contact, data-protection, days, embed-builder, faq, faq-all, figures, form, legal, partners, programme, retention, while-open, workshop";

/// The block called `name`, if it is one that takes no arguments.
pub(crate) fn plain(name: &str) -> Option<Block> {
    Some(match name {
        "always" => Block::Always,
        "articles" => Block::Articles,
        "check" => Block::Check,
        "contact" => Block::Contact,
        "data-protection" => Block::DataProtection,
        "days" => Block::Days,
        "embed-builder" => Block::EmbedBuilder,
        "faq" => Block::Faq,
        "faq-all" => Block::FaqAll,
        "figures" => Block::Figures,
        "form" => Block::Form,
        "legal" => Block::Legal,
        "partners" => Block::Partners,
        "retention" => Block::Retention,
        "programme" => Block::Programme,
        "while-open" => Block::WhileOpen,
        "workshop" => Block::Workshop,
        _ => return None,
    })
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

fn push_markdown<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, lines_before: usize) {
    if !text.trim().is_empty() {
        pieces.push(Piece::Markdown { text, lines_before });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
