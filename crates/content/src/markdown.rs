//! Markdown to HTML: checked links and pictures, headings with anchors, no-break spaces, no foreign HTML.

mod pictures;
mod table;

use nec_ess_domain::Lang;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use crate::anchors::AnchorUse;
use crate::error::{ContentError, line_at};
use crate::headings::Headings;
use crate::inline_html;
use crate::links::{Links, Target};
use crate::parse::Source;
use crate::typography;

pub(crate) use pictures::Pictures;

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
    pub(crate) pictures: Pictures<'a>,
    pub(crate) errors: Vec<ContentError>,
}

/// What is open at a place of a text: where it began among the events, and on which line.
#[derive(Default)]
struct Open<'e> {
    heading: Option<usize>,
    table: Option<(usize, usize)>,
    picture: Option<(usize, Picture<'e>)>,
    is_code: bool,
}

/// A picture as it is written.
struct Picture<'e> {
    line: usize,
    address: CowStr<'e>,
    title: CowStr<'e>,
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
        let mut open = Open::default();
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = lines_before + line_at(text, range.start);
            match event {
                Event::Start(tag) => {
                    let event = self.start(tag, line, &events, &mut open, headings, &mut out);
                    events.extend(event);
                }
                Event::End(end) => self.end(end, &mut events, &mut open, headings),
                // Code is copied: an invisible space would come with it.
                Event::Text(words) if !open.is_code => {
                    events.push(Event::Text(typography::spaces(&words, self.lang).into()));
                }
                Event::Html(tag) | Event::InlineHtml(tag) => events.push(Event::InlineHtml(tag)),
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

    /// What the beginning of an element becomes, after `events`.
    fn start<'e>(
        &mut self,
        tag: Tag<'e>,
        line: usize,
        events: &[Event<'e>],
        open: &mut Open<'e>,
        headings: &mut Headings,
        out: &mut Rendered,
    ) -> Vec<Event<'e>> {
        let tag = match tag {
            // Escaped text stands in for a block of HTML, so it needs a paragraph of its own.
            Tag::HtmlBlock => Tag::Paragraph,
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Link {
                link_type,
                dest_url: self.link(&dest_url, line, out),
                title,
                id,
            },
            Tag::Image {
                dest_url, title, ..
            } => {
                let picture = Picture {
                    line,
                    address: dest_url,
                    title,
                };
                open.picture = Some((events.len(), picture));
                return Vec::new();
            }
            tag => tag,
        };
        match &tag {
            Tag::CodeBlock(_) => open.is_code = true,
            Tag::Heading { level, .. } => {
                if let Err(message) = headings.count(*level as u8) {
                    self.error(line, &message);
                }
                open.heading = Some(events.len());
            }
            Tag::Table(_) => {
                open.table = Some((events.len(), line));
                // Its box, once its head is read.
                return vec![Event::Html(CowStr::Borrowed("")), Event::Start(tag)];
            }
            _ => {}
        }
        vec![Event::Start(tag)]
    }

    /// Puts the end of an element after `events`.
    fn end<'e>(
        &mut self,
        end: TagEnd,
        events: &mut Vec<Event<'e>>,
        open: &mut Open<'e>,
        headings: &mut Headings,
    ) {
        match end {
            TagEnd::HtmlBlock => events.push(Event::End(TagEnd::Paragraph)),
            TagEnd::CodeBlock => {
                open.is_code = false;
                events.push(Event::End(end));
            }
            TagEnd::Heading(_) => {
                if let Some(start) = open.heading.take() {
                    let id = headings.id(&plain(&events[start..]));
                    if let Event::Start(Tag::Heading { id: slot, .. }) = &mut events[start] {
                        *slot = Some(CowStr::from(id));
                    }
                }
                events.push(Event::End(end));
            }
            TagEnd::TableHead => {
                if let Some((start, line)) = open.table.take() {
                    match table::opened(&events[start..]) {
                        Some(opened) => events[start] = Event::Html(opened.into()),
                        None => self.error(
                            line,
                            "a table without words above its columns: expected some in its first line, such as | Où | Quand |",
                        ),
                    }
                }
                events.push(Event::End(end));
            }
            TagEnd::Table => {
                events.push(Event::End(end));
                events.push(Event::Html(CowStr::Borrowed(table::CLOSED)));
            }
            TagEnd::Image => {
                if let Some((start, picture)) = open.picture.take() {
                    let alt = plain(&events[start..]);
                    events.truncate(start);
                    let (address, title) = (&picture.address, &picture.title);
                    match self.pictures.element(address, &alt, title) {
                        Ok(element) => events.push(Event::Html(element.into())),
                        Err(message) => self.error(picture.line, &message),
                    }
                }
            }
            end => events.push(Event::End(end)),
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
