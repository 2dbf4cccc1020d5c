//! A letter to those who are registered: Markdown with the facts of the event, and what is each person's own.

use nec_ess_domain::Lang;
use pulldown_cmark::{Event as Piece, Parser, Tag, html};
use serde::{Deserialize, Serialize};

use crate::error::line_at;
use crate::event::Event;
use crate::settings::Organiser;
use crate::typography;
use crate::variables::Variables;

/// What each person's own is called in a text.
const PERSONAL: [&str; 3] = ["link", "reference", "days"];
/// What stands in for it while the facts of the event are filled in: no text has these characters.
const MARKS: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];

/// A letter in one language.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// What it is about: the text's title.
    pub subject: String,
    /// Markdown, the facts of the event filled in.
    body: String,
}

/// What is different in the letter of each person.
#[derive(Clone, Copy, Debug)]
pub struct Personal<'a> {
    /// The address of the private page.
    pub link: &'a str,
    /// The reference.
    pub reference: &'a str,
    /// The days, in words.
    pub days: &'a str,
}

impl Letter {
    /// Reads `text`: a first line `# Subject`, then Markdown.
    ///
    /// # Errors
    /// Each mistake, with its line from 1.
    pub fn read(
        text: &str,
        event: &Event,
        organiser: &Organiser,
        lang: Lang,
    ) -> Result<Self, Vec<(usize, String)>> {
        let (first, _) = text.split_once('\n').unwrap_or((text, ""));
        let subject = first.strip_prefix("# ").unwrap_or_default().trim();
        let mut mistakes = Vec::new();
        if subject.is_empty() || subject.contains("{{") {
            mistakes.push((
                1,
                "expected the subject, `# Subject`, in plain words".into(),
            ));
        }
        let mut marked = text.to_owned();
        for (name, mark) in PERSONAL.iter().zip(MARKS) {
            marked = marked.replace(&format!("{{{{{name}}}}}"), &mark.to_string());
        }
        let filled = Variables::new(Some(event), Some(organiser), lang).fill(&marked);
        for (at, message) in filled.mistakes {
            let own = PERSONAL.join(", ");
            let message = format!("{message}, or of each person's own: {own}");
            mistakes.push((line_at(&marked, at), message));
        }
        mistakes.extend(refused(&filled.text));
        if !filled.text.contains(MARKS[0]) {
            let message = "expected `{{link}}`: whoever cannot come changes their answers there";
            mistakes.push((line_at(text, text.len()), message.into()));
        }
        if !mistakes.is_empty() {
            mistakes.sort();
            return Err(mistakes);
        }
        let body = filled.text.split_once('\n').map_or("", |(_, body)| body);
        Ok(Self {
            subject: typography::spaces(subject, lang),
            body: body.trim().to_owned(),
        })
    }

    /// Whether it names each person's days.
    #[must_use]
    pub fn names_days(&self) -> bool {
        self.body.contains(MARKS[2])
    }

    /// As plain text, which Markdown is.
    #[must_use]
    pub fn plain(&self, personal: &Personal<'_>) -> String {
        format!("{}\n", fill(&self.body, personal))
    }

    /// As HTML.
    #[must_use]
    pub fn html(&self, personal: &Personal<'_>, lang: Lang) -> String {
        // Standing alone, an address is a link only between these.
        let alone = self.body.replace(MARKS[0], &format!("<{}>", MARKS[0]));
        let linked = alone.replace(&format!("(<{}>)", MARKS[0]), &format!("({})", MARKS[0]));
        let text = fill(&linked, personal);
        let mut is_code = false;
        let pieces = Parser::new(&text).map(|piece| match piece {
            Piece::Text(words) if !is_code => Piece::Text(typography::spaces(&words, lang).into()),
            Piece::Start(Tag::CodeBlock(_)) => {
                is_code = true;
                piece
            }
            Piece::End(_) => {
                is_code = false;
                piece
            }
            piece => piece,
        });
        let mut out = String::new();
        html::push_html(&mut out, pieces);
        out
    }
}

fn fill(text: &str, personal: &Personal<'_>) -> String {
    let values = [personal.link, personal.reference, personal.days];
    let mut out = text.to_owned();
    for (mark, value) in MARKS.into_iter().zip(values) {
        out = out.replace(mark, value);
    }
    out
}

/// What mails do not show, or not everywhere.
fn refused(text: &str) -> Vec<(usize, String)> {
    let pieces = Parser::new(text).into_offset_iter();
    let mistakes = pieces.filter_map(|(piece, range)| {
        let message = match piece {
            Piece::Html(_) | Piece::InlineHtml(_) => "HTML is not taken: expected Markdown".into(),
            Piece::Start(Tag::Image { .. }) => "images are not taken: expected text".into(),
            Piece::Start(Tag::Link { dest_url, .. })
                if !["https://", "http://", "mailto:"]
                    .iter()
                    .any(|scheme| dest_url.starts_with(scheme))
                    && !dest_url.starts_with(MARKS[0]) =>
            {
                format!("`{dest_url}`: expected a whole address, which begins with https://")
            }
            _ => return None,
        };
        Some((line_at(text, range.start), message))
    });
    mistakes.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::site::Site;

    const PERSONAL: Personal<'static> = Personal {
        link: "https://nec.example/api/manage/X_Y_Z",
        reference: "NEC-1234-5678",
        days: "27 November 2025 – Paris",
    };

    fn site() -> Site {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        crate::load(&root).expect("the content is right")
    }

    fn read(text: &str) -> Result<Letter, Vec<(usize, String)>> {
        let Site {
            event, settings, ..
        } = site();
        Letter::read(text, &event, &settings.organiser, Lang::En)
    }

    /// Facts and what is personal stand in both forms; an address is a link, alone or under words.
    #[test]
    fn both_forms() {
        let text = "# Practical information\n\nAt {{venue}}, {{days}}.\n\n{{link}}\n\n[Change]({{link}}), {{reference}}";
        let event = site().event;
        let letter = read(text).expect("a letter");
        assert_eq!(letter.subject, "Practical information");
        let plain = letter.plain(&PERSONAL);
        assert!(plain.contains(&event.venue.name) && plain.contains(PERSONAL.days));
        let html = letter.html(&PERSONAL, Lang::En);
        let link = PERSONAL.link;
        assert!(
            html.contains(&format!("<a href=\"{link}\">{link}</a>")),
            "{html}"
        );
        assert!(
            html.contains(&format!("<a href=\"{link}\">Change</a>, NEC-1234-5678")),
            "{html}"
        );
        assert!(!html.contains(MARKS) && !plain.contains(MARKS));
    }

    /// Each mistake is told with its line.
    #[test]
    fn mistakes() {
        for (text, line, said) in [
            ("Hello {{link}}", 1, "# Subject"),
            ("# A\n\n{{plce}} {{link}}", 3, "plce"),
            ("# A\n\n<b>x</b> {{link}}", 3, "HTML"),
            ("# A\n\n{{link}}\n\n[x](/fr/)", 5, "https://"),
            ("# A\n\nHello", 3, "{{link}}"),
        ] {
            let mistakes = read(text).expect_err(text);
            let (found, message) = &mistakes[0];
            assert!(*found == line && message.contains(said), "{mistakes:?}");
        }
    }
}
