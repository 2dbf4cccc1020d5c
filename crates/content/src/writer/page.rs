//! Pages.

use super::texts::Writer;
use crate::draft::Unread;
use crate::markdown::Pictures;
use crate::page::{Figure, Later, Page, PageKeys};
use crate::parse::Source;
use crate::slug::{is_slug, slug};

impl Writer<'_> {
    /// The page `url`.
    pub(crate) fn page(&mut self, url: &str, page: &Unread<PageKeys>) -> Page {
        let keys = &page.keys;
        let source = &page.source;
        if keys.faq_title.is_none()
            && self.draft.has_questions(&keys.id)
            && !self.draft.has_twice(&keys.id)
        {
            self.complain(source.error_at(
                &["faq_title"],
                "the page has questions in faq/: expected a key `faq_title` below this line, their heading on the FAQ page, such as faq_title = \"…\"",
            ));
        }
        if !is_slug(&keys.id) {
            let message = format!(
                "id: expected lower-case letters, digits and single hyphens, such as `{}`, found {:?}",
                slug(&keys.id),
                keys.id
            );
            self.complain(source.error_at(&["id"], message));
        }
        let title = self.line(source, &["title"], &keys.title).text;
        let nav = keys.nav.as_ref();
        Page {
            id: keys.id.clone(),
            url: url.to_owned(),
            nav: nav.map_or_else(
                || title.clone(),
                |nav| self.line(source, &["nav"], nav).text,
            ),
            title,
            description: self.description(source, &["description"], &keys.description),
            lead: keys
                .lead
                .as_ref()
                .map(|lead| self.lead(source, url, &["lead"], lead)),
            once_closed: self.later(source, url, keys, "once_closed", keys.once_closed.as_ref()),
            once_over: self.later(source, url, keys, "once_over", keys.once_over.as_ref()),
            faq_title: keys
                .faq_title
                .as_ref()
                .map(|title| self.line(source, &["faq_title"], title).text),
            figures: keys
                .figures
                .iter()
                .enumerate()
                .map(|(index, figure)| self.figure(source, index, figure))
                .collect(),
            blocks: self.blocks(url, page),
        }
    }

    /// The description, which search engines show whole: so it is measured as they show it.
    fn description(&mut self, source: &Source, place: &[&str], typed: &str) -> String {
        let description = self.line(source, place, typed);
        let length = description.text.chars().count();
        if description.is_whole && !(50..=160).contains(&length) {
            self.complain(source.error_at(
                place,
                format!("the description has {length} characters, expected 50 to 160"),
            ));
        }
        description.text
    }

    fn lead(&mut self, source: &Source, url: &str, place: &[&str], lead: &str) -> String {
        let line = |offset| source.line_in(place, lead, offset);
        let filled = self.fill(source, lead, line).text;
        let pictures = Pictures::None("a lead is one sentence or two");
        self.render(source, url, pictures, |renderer| {
            renderer.render_line(&filled, line(0))
        })
    }

    /// What takes the place of keys that the page has, as `table` says.
    fn later(
        &mut self,
        source: &Source,
        url: &str,
        keys: &PageKeys,
        table: &str,
        texts: Option<&Later>,
    ) -> Option<Later> {
        let texts = texts?;
        if texts.lead.is_some() && keys.lead.is_none() {
            let message = format!(
                "{table}.lead takes the place of nothing: expected a key `lead` above, or none here"
            );
            self.complain(source.error_at(&[table, "lead"], message));
        }
        let description = texts.description.as_ref();
        let lead = texts.lead.as_ref();
        Some(Later {
            description: description
                .map(|typed| self.description(source, &[table, "description"], typed)),
            lead: lead.map(|lead| self.lead(source, url, &[table, "lead"], lead)),
        })
    }

    fn figure(&mut self, source: &Source, index: usize, figure: &Figure) -> Figure {
        let index = index.to_string();
        if !figure.is_part() {
            self.complain(source.error_at(
                &["figures", &index, "percent"],
                format!("percent = {}, expected 0 to 100", figure.percent),
            ));
        }
        let text = self.line(source, &["figures", &index, "text"], &figure.text);
        Figure {
            text: text.text,
            ..figure.clone()
        }
    }
}
