//! Markdown to HTML: checked links, headings with anchors, no-break spaces, no foreign HTML.

use nec_ess_domain::Lang;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use crate::anchors::AnchorUse;
use crate::error::{ContentError, line_at};
use crate::headings::Headings;
use crate::inline_html;
use crate::links::{Links, Target};
use crate::parse::Source;
use crate::typography;

/// What Markdown becomes.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub(crate) html: String,
    /// Links into pages, to be checked later.
    pub(crate) uses: Vec<AnchorUse>,
}

/// Turns Markdown of one file into HTML, gathering mistakes.
pub(crate) struct Renderer<'a> {
    pub(crate) source: &'a Source,
    pub(crate) lang: Lang,
    pub(crate) links: &'a Links<'a>,
    /// The page that the text stands on.
    pub(crate) url: &'a str,
    pub(crate) errors: Vec<ContentError>,
}

impl Renderer<'_> {
    /// HTML of `text`, whose first line is line `lines_before + 1` of the file and which goes on
    /// after `headings`.
    pub(crate) fn render(
        &mut self,
        text: &str,
        lines_before: usize,
        headings: &mut Headings,
    ) -> Rendered {
        let mut out = Rendered::default();
        let mut events = Vec::new();
        let mut heading: Option<usize> = None;
        let mut is_code = false;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = lines_before + line_at(text, range.start);
            match event {
                // Code is copied: an invisible space would come with it.
                Event::Text(words) if !is_code => {
                    events.push(Event::Text(typography::spaces(&words, self.lang).into()));
                }
                Event::Html(tag) | Event::InlineHtml(tag) => events.push(Event::InlineHtml(tag)),
                // Escaped text stands in for a block of HTML, so it needs a paragraph of its own.
                Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
                Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                    is_code = matches!(event, Event::Start(_));
                    events.push(event);
                }
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    let dest_url = self.link(&dest_url, line, &mut out);
                    events.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }));
                }
                Event::Start(Tag::Image { .. }) => {
                    self.error(line, "images are not supported in Markdown: expected text");
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    if let Err(message) = headings.count(level as u8) {
                        self.error(line, &message);
                    }
                    heading = Some(events.len());
                    events.push(event);
                }
                Event::End(TagEnd::Heading(_)) => {
                    if let Some(start) = heading.take() {
                        let id = headings.id(&plain(&events[start..]));
                        if let Event::Start(Tag::Heading { id: slot, .. }) = &mut events[start] {
                            *slot = Some(CowStr::from(id));
                        }
                    }
                    events.push(event);
                }
                event => events.push(event),
            }
        }
        inline_html::settle(&mut events);
        html::push_html(&mut out.html, events.into_iter());
        out
    }

    /// HTML of one line of text, without the paragraph around it.
    pub(crate) fn render_line(&mut self, text: &str, line: usize) -> Rendered {
        let rendered = self.render(text, line - 1, &mut Headings::new(Vec::new()));
        let html = rendered.html.trim();
        let inner = html
            .strip_prefix("<p>")
            .and_then(|html| html.strip_suffix("</p>"));
        Rendered {
            html: inner.unwrap_or(html).to_owned(),
            ..rendered
        }
    }

    fn link<'e>(&mut self, written: &str, line: usize, out: &mut Rendered) -> CowStr<'e> {
        match self.links.resolve(written, self.url) {
            Ok(Target::Inside { url, anchor }) if anchor.is_empty() => url.into(),
            Ok(Target::Inside { url, anchor }) => {
                // A place on the same page needs no address: the browser stays where it is.
                let path = if written.starts_with('#') { "" } else { &url };
                let href = format!("{path}#{anchor}");
                out.uses.push(AnchorUse {
                    error: self
                        .source
                        .error(line, format!("the page `{url}` has no place `#{anchor}`")),
                    url,
                    anchor,
                });
                href.into()
            }
            Ok(Target::Outside(url)) => url.into(),
            Ok(Target::Unknown) => CowStr::Borrowed(""),
            Err(message) => {
                self.error(line, &message);
                CowStr::Borrowed("")
            }
        }
    }

    fn error(&mut self, line: usize, message: &str) {
        self.errors.push(self.source.error(line, message));
    }
}

fn plain(events: &[Event<'_>]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}
