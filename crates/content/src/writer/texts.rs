//! Single texts: facts filled in, Markdown rendered, what is wrong with them noted.

use nec_ess_domain::Named;

use crate::anchors::Anchors;
use crate::draft::Draft;
use crate::error::{ContentError, line_at};
use crate::links::Links;
use crate::markdown::{Rendered, Renderer};
use crate::page::Known;
use crate::parse::Source;
use crate::typography;
use crate::variables::{Filled, Variables};

/// Renders the texts of one language.
pub(crate) struct Writer<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) links: &'a Links<'a>,
    pub(crate) sessions: &'a [String],
    pub(crate) variables: Variables,
    pub(crate) anchors: &'a mut Anchors,
    pub(crate) errors: &'a mut Vec<ContentError>,
}

impl Writer<'_> {
    /// A text of one line whose key stands at `place`: facts filled in, no-break spaces set.
    pub(super) fn line(&mut self, source: &Source, place: &[&str], text: &str) -> Filled {
        let filled = self.fill(source, text, || source.line_of(place));
        Filled {
            text: typography::spaces(&filled.text, self.draft.lang),
            ..filled
        }
    }

    /// `text` with its facts; `first_line` is that of its beginning.
    pub(super) fn fill(
        &mut self,
        source: &Source,
        text: &str,
        first_line: impl Fn() -> usize,
    ) -> Filled {
        let mut filled = self.variables.fill(text);
        for (offset, message) in filled.mistakes.drain(..) {
            let line = first_line() + line_at(text, offset) - 1;
            self.errors.push(source.error(line, message));
        }
        filled
    }

    /// Runs a renderer for a text of the page `url`; gives the HTML and remembers the links in it.
    pub(super) fn render(
        &mut self,
        source: &Source,
        url: &str,
        run: impl FnOnce(&mut Renderer<'_>) -> Rendered,
    ) -> String {
        let mut renderer = Renderer {
            source,
            lang: self.draft.lang,
            links: self.links,
            url,
            errors: Vec::new(),
        };
        let rendered = run(&mut renderer);
        self.errors.append(&mut renderer.errors);
        self.anchors.used(rendered.uses);
        rendered.html
    }

    /// The address of the FAQ page; "" if there is none, which is complained of elsewhere.
    pub(super) fn faq_url(&self) -> String {
        self.links
            .pages
            .get(Known::Faq.name())
            .cloned()
            .unwrap_or_default()
    }
}
