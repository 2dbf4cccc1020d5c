//! Single texts: facts filled in, Markdown rendered, what is wrong with them noted.

use std::path::Path;

use nec_ess_domain::Named;

use crate::anchors::Anchors;
use crate::draft::Draft;
use crate::error::ContentError;
use crate::links::Links;
use crate::markdown::{Pictures, Rendered, Renderer};
use crate::page::Known;
use crate::parse::Source;
use crate::report::Report;
use crate::typography;
use crate::variables::{Filled, Variables};

/// Renders the texts of one language.
pub(crate) struct Writer<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) links: &'a Links<'a>,
    pub(crate) sessions: &'a [String],
    pub(crate) variables: Variables<'a>,
    pub(crate) anchors: &'a mut Anchors,
    /// Where the pictures of texts stand.
    pub(crate) public: &'a Path,
    pub(crate) report: &'a mut Report,
}

impl Writer<'_> {
    /// A text of one line whose key stands at `place`: facts filled in, no-break spaces set.
    pub(super) fn line(&mut self, source: &Source, place: &[&str], text: &str) -> Filled {
        let filled = self.fill(source, text, |offset| source.line_in(place, text, offset));
        Filled {
            text: typography::spaces(&filled.text, self.draft.lang),
            ..filled
        }
    }

    /// `text` with its facts; `line` gives the line of an offset in it.
    pub(super) fn fill(
        &mut self,
        source: &Source,
        text: &str,
        line: impl Fn(usize) -> usize,
    ) -> Filled {
        let filled = self.variables.fill(text);
        self.report.filled(source, &filled, line);
        filled
    }

    /// Complains of something.
    pub(super) fn complain(&mut self, error: ContentError) {
        self.report.errors.push(error);
    }

    /// Runs a renderer for a text of the page `url`; gives the HTML and remembers the links in it.
    pub(super) fn render(
        &mut self,
        source: &Source,
        url: &str,
        pictures: Pictures<'_>,
        run: impl FnOnce(&mut Renderer<'_>) -> Rendered,
    ) -> String {
        let mut renderer = Renderer {
            source,
            lang: self.draft.lang,
            links: self.links,
            url,
            pictures,
            errors: Vec::new(),
        };
        let rendered = run(&mut renderer);
        self.report.errors.append(&mut renderer.errors);
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
