//! The bodies of pages.

use nec_ess_domain::forms;

use super::texts::Writer;
use crate::blocks::{self, Piece};
use crate::draft::Unread;
use crate::error::line_at;
use crate::headings::Headings;
use crate::links::Target;
use crate::markdown::Pictures;
use crate::page::{Action, Block, PageKeys};
use crate::programme;
use crate::without::{missing, without};

/// What pages are led to for: the page's id, its block, and what that shows.
const NEEDED: [(&str, &str, &str); 5] = [
    ("articles", "articles", "its articles"),
    ("faq", "faq-all", "its questions"),
    ("privacy", "retention", "how long things are kept"),
    ("programme", "programme", "its sessions"),
    ("reimbursement", "check", "its check"),
];

/// The blocks that put ids on their page, which no other element may have.
const ONCE: [&str; 6] = [
    "check",
    "embed-builder",
    "faq",
    "faq-all",
    "form",
    "programme",
];

impl Writer<'_> {
    pub(super) fn blocks(&mut self, url: &str, page: &Unread<PageKeys>) -> Vec<Block> {
        let source = &page.source;
        let pieces = blocks::cut(&page.body.text);
        for (line, message) in blocks::idle_stages(&pieces) {
            let line = page.body.lines_before + line;
            self.complain(source.error(line, message));
        }
        for (line, message) in blocks::again(&pieces, &ONCE) {
            let line = page.body.lines_before + line;
            self.complain(source.error(line, message));
        }
        self.unshown(page, &pieces);
        let mut headings = Headings::new(self.taken(&page.keys.id, &pieces));
        let mut blocks = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Markdown { text, lines_before } => {
                    let lines_before = page.body.lines_before + lines_before;
                    let filled =
                        self.fill(source, text, |offset| lines_before + line_at(text, offset));
                    if !filled.is_whole {
                        // A heading may name the fact that is not known.
                        self.anchors.open(url);
                    }
                    let pictures = Pictures::In(self.public);
                    let html = self.render(source, url, pictures, |renderer| {
                        renderer.render(&filled.text, lines_before, &mut headings)
                    });
                    blocks.push(Block::Html(html));
                }
                Piece::Marker {
                    name,
                    arguments,
                    line,
                } => match self.block(name, &arguments, url, page, &mut headings) {
                    // Each button of the row led to a page that this event does not have.
                    Ok(Block::Actions(actions)) if actions.is_empty() => {}
                    Ok(block) => blocks.push(block),
                    Err(message) => {
                        let line = page.body.lines_before + line;
                        self.complain(source.error(line, message));
                    }
                },
            }
        }
        for id in headings.into_ids() {
            self.anchors.offer(url, id);
        }
        blocks
    }

    /// The ids that blocks of the page put on it: those of the questions and of the sessions that they show.
    fn taken(&self, id: &str, pieces: &[Piece<'_>]) -> Vec<String> {
        let shows = |block| blocks::shows(pieces, block);
        let mut taken = if shows("faq-all") {
            self.anchors.of(&self.faq_url())
        } else if shows("faq") {
            self.draft.anchors(id)
        } else {
            Vec::new()
        };
        if shows("programme") {
            taken.extend(self.sessions.iter().map(|id| programme::anchor(id)));
        }
        taken
    }

    /// Complains of what stands in the keys for a block that is not there, and of a page without what people are led to
    /// it for.
    fn unshown(&mut self, page: &Unread<PageKeys>, pieces: &[Piece<'_>]) {
        let keys = &page.keys;
        if forms::by_id(&keys.id).is_some() && !blocks::shows(pieces, "form") {
            self.complain(page.source.error_at(
                &["id"],
                format!(
                    "the page `{}` shows its form nowhere: expected a line `{{{{form}}}}` in the text",
                    keys.id
                ),
            ));
        }
        for (id, block, what) in NEEDED {
            if keys.id == id && !blocks::shows(pieces, block) {
                self.complain(page.source.error_at(
                    &["id"],
                    format!(
                        "the page `{id}` shows {what} nowhere: expected a line `{{{{{block}}}}}` in the text"
                    ),
                ));
            }
        }
        for (block, is_empty) in [
            ("figures", keys.figures.is_empty()),
            ("families", keys.families.is_empty()),
        ] {
            if !is_empty && !blocks::shows(pieces, block) {
                self.complain(page.source.error_at(
                    &[block],
                    format!("[[{block}]] is shown nowhere: expected a line `{{{{{block}}}}}` in the text"),
                ));
            }
        }
    }

    fn block(
        &mut self,
        name: &str,
        arguments: &[&str],
        url: &str,
        page: &Unread<PageKeys>,
        headings: &mut Headings,
    ) -> Result<Block, String> {
        if name == "actions" {
            if arguments.is_empty() {
                return Err(
                    "`{{actions}}` leads nowhere, expected page ids or link ids after it".into(),
                );
            }
            let there = arguments.iter();
            return there
                .filter(|id| !self.links.gone.contains_key(**id))
                .map(|id| self.action(id))
                .collect::<Result<_, _>>()
                .map(Block::Actions);
        }
        let Some(block) = Block::plain(name) else {
            return Err(format!(
                "unknown block `{name}`, expected one of: {}",
                Block::NAMES
            ));
        };
        if !arguments.is_empty() {
            return Err(format!("the block `{name}` takes nothing after its name"));
        }
        let id = page.keys.id.as_str();
        let of = match block {
            Block::Workshop => "workshop",
            Block::Check => "reimbursement",
            _ => "",
        };
        if let Some(form) = missing(self.variables.event(), of) {
            return Err(without(&format!("{{{{{name}}}}}"), form));
        }
        match block {
            // They may be those in a folder that has another name than a page, which is complained of.
            Block::Faq
                if !self.draft.unreadable.folder
                    && !self.draft.has_questions(id)
                    && self
                        .draft
                        .faq
                        .keys()
                        .all(|(page, _)| self.draft.has_page(page)) =>
            {
                Err(format!(
                    "no questions stand in faq/{id}/, expected at least one file there"
                ))
            }
            Block::Figures if page.keys.figures.is_empty() => {
                Err("the page has no [[figures]] in its keys".into())
            }
            Block::Families(_) => self.families(url, page, headings),
            Block::Form if forms::by_id(id).is_none() => {
                let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
                Err(format!(
                    "the page `{id}` has no form; pages with one: {}",
                    known.join(", ")
                ))
            }
            block => Ok(block),
        }
    }

    fn action(&self, id: &str) -> Result<Action, String> {
        let (url, outside) = match self.links.action(id)? {
            Target::Inside { url, .. } => (url, false),
            Target::Outside(url) => (url, true),
            Target::Unknown => (String::new(), false),
        };
        Ok(Action {
            url,
            outside,
            label: self.label(id)?,
        })
    }

    fn label(&self, id: &str) -> Result<String, String> {
        let Some((source, words)) = &self.draft.words else {
            return Ok(String::new());
        };
        words.actions.get(id).cloned().ok_or_else(|| {
            format!(
                "the button `{id}` has no label, expected a key `{id}` in [actions] of content/{}",
                source.file.display()
            )
        })
    }
}
