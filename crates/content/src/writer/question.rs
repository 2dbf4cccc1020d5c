//! Questions and answers.

use nec_ess_domain::Named;

use super::texts::Writer;
use crate::blocks::{self, Piece};
use crate::draft::Unread;
use crate::error::line_at;
use crate::faq::{FaqEntry, FaqKeys, Passage};
use crate::headings::Headings;
use crate::markdown::Pictures;
use crate::slug::is_slug;
use crate::stage::{self, Stage};

impl Writer<'_> {
    /// The question `name`.
    pub(crate) fn question(&mut self, name: &str, entry: &Unread<FaqKeys>) -> Option<FaqEntry> {
        let source = &entry.source;
        let anchor = &entry.keys.anchor;
        if !is_slug(anchor) {
            self.complain(source.error_at(
                &["anchor"],
                format!(
                    "anchor `{anchor}`: expected lower-case letters, digits and single hyphens"
                ),
            ));
        }
        let faq_url = self.faq_url();
        if !self.anchors.offer(&faq_url, anchor) {
            let other = self
                .draft
                .faq
                .values()
                .map(|other| (&other.keys, &other.source.file));
            let other = other
                .filter(|(keys, file)| keys.anchor == *anchor && **file != source.file)
                .map(|(_, file)| format!("content/{}", file.display()))
                .next();
            let other = other.unwrap_or_else(|| "another question".into());
            self.complain(source.error_at(
                &["anchor"],
                format!("the anchor `{anchor}` is that of {other} too: expected another one"),
            ));
        }
        let question = self.line(source, &["question"], &entry.keys.question).text;
        let first_line = entry.body.lines_before + 1;
        if entry.body.text.trim().is_empty() {
            self.complain(source.error(
                first_line,
                "a question without an answer: expected text after the keys",
            ));
            return None;
        }
        let stage = self.stage(entry);
        let answer = self.passages(&faq_url, entry);
        let stages: Vec<Stage> = answer.iter().map(|passage| passage.stage).collect();
        if let Some(time) = stage::gap(stage, &stages) {
            self.complain(source.error(
                first_line,
                format!(
                    "the question has no answer {time}: expected a text for that time too, or a key `stage` with the time that it is asked in (one of: {})",
                    Stage::list()
                ),
            ));
        }
        Some(FaqEntry {
            name: name.to_owned(),
            question,
            anchor: anchor.clone(),
            stage,
            answer,
            also: entry.keys.also.clone(),
        })
    }

    /// The time that the question is asked in.
    fn stage(&mut self, entry: &Unread<FaqKeys>) -> Stage {
        let Some(typed) = &entry.keys.stage else {
            return Stage::Always;
        };
        Stage::from_name(typed).unwrap_or_else(|| {
            self.complain(entry.source.error_at(
                &["stage"],
                format!("stage = `{typed}`, expected one of: {}", Stage::list()),
            ));
            Stage::Always
        })
    }

    /// The answer, cut at its lines about times.
    fn passages(&mut self, faq_url: &str, entry: &Unread<FaqKeys>) -> Vec<Passage> {
        let (source, body) = (&entry.source, &entry.body);
        let pieces = blocks::cut(&body.text);
        for (line, message) in blocks::idle_stages(&pieces) {
            let line = body.lines_before + line;
            self.complain(source.error(line, message));
        }
        let mut stage = Stage::Always;
        let mut passages = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Markdown { text, lines_before } => {
                    let lines_before = body.lines_before + lines_before;
                    let filled = self.fill(source, text, |offset| lines_before + line_at(text, offset));
                    let pictures = Pictures::None("other sites show the questions too, and have no such file");
                    let html = self.render(source, faq_url, pictures, |renderer| {
                        let headings = &mut Headings::new(Vec::new());
                        renderer.render(&filled.text, lines_before, headings)
                    });
                    passages.push(Passage { stage, html });
                }
                Piece::Marker { name, line, .. } => match piece.stage() {
                    Some(next) => stage = next,
                    None => self.complain(source.error(
                        body.lines_before + line,
                        format!(
                            "`{{{{{name}}}}}` is no fact and no time: expected a fact of the event, or one of: {}",
                            Stage::list()
                        ),
                    )),
                },
            }
        }
        passages
    }
}
