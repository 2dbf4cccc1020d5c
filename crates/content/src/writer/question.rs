//! Questions and answers.

use super::texts::Writer;
use crate::draft::Unread;
use crate::error::{ContentError, line_at};
use crate::faq::{FaqEntry, FaqKeys};
use crate::headings::Headings;
use crate::markdown::Pictures;
use crate::slug::is_slug;

impl Writer<'_> {
    /// The question `name` of the page with the id `page`.
    pub(crate) fn question(
        &mut self,
        page: &str,
        name: &str,
        entry: &Unread<FaqKeys>,
    ) -> Option<FaqEntry> {
        let source = &entry.source;
        let anchor = &entry.keys.anchor;
        if !self.links.has_page(page) {
            self.complain(ContentError::of_file(
                &source.file,
                format!(
                    "the folder faq/{page}/ belongs to no page: expected a page id as its name"
                ),
            ));
        }
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
            self.complain(source.error_at(
                &["anchor"],
                format!("the anchor `{anchor}` is taken by another question"),
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
        let body = &entry.body.text;
        let line = |offset| entry.body.lines_before + line_at(body, offset);
        let filled = self.fill(source, body, line);
        let pictures = Pictures::None("other sites show the questions too, and have no such file");
        let answer = self.render(source, &faq_url, pictures, |renderer| {
            let headings = &mut Headings::new(Vec::new());
            renderer.render(&filled.text, entry.body.lines_before, headings)
        });
        Some(FaqEntry {
            name: name.to_owned(),
            question,
            anchor: anchor.clone(),
            answer,
            also: entry.keys.also.clone(),
        })
    }
}
