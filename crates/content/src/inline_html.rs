//! The few HTML tags that Markdown may contain; every other one is shown as it was typed.

use pulldown_cmark::Event;

/// Tags that carry meaning that Markdown has no sign for, with the attribute that each may have.
const ALLOWED: [(&str, &str); 6] = [
    ("abbr", "title"),
    ("cite", ""),
    ("kbd", ""),
    ("span", "lang"),
    ("sub", ""),
    ("sup", ""),
];

/// What a piece of HTML is, by its looks.
#[derive(Debug, PartialEq, Eq)]
enum Tag<'a> {
    Opening { name: &'a str, passes: bool },
    Closing { name: &'a str },
    LineBreak,
    Other,
}

/// What stands open at a place of the text.
enum Open {
    /// An element that Markdown made: tags open and close within one.
    Markdown,
    /// The tag of the event `at`.
    Tag {
        at: usize,
        name: String,
        passes: bool,
    },
}

/// Lets the listed tags pass, each with its partner, and turns every other piece of HTML into text:
/// a tag whose partner is refused, missing or in another element is shown as it was typed too.
pub(crate) fn settle(events: &mut [Event<'_>]) {
    let mut open: Vec<Open> = Vec::new();
    for at in 0..events.len() {
        match &events[at] {
            Event::Start(_) => open.push(Open::Markdown),
            Event::End(_) => {
                while let Some(Open::Tag { at, .. }) = open.pop() {
                    show(&mut events[at]);
                }
            }
            Event::InlineHtml(html) => match parse(html.trim()) {
                Tag::LineBreak => {}
                Tag::Other => show(&mut events[at]),
                Tag::Opening { name, passes } => {
                    open.push(Open::Tag {
                        at,
                        name: name.to_owned(),
                        passes,
                    });
                    if !passes {
                        show(&mut events[at]);
                    }
                }
                Tag::Closing { name } => {
                    let partner = partner(&open, name);
                    let mut unclosed = partner.map_or(Vec::new(), |index| open.split_off(index));
                    let opened = (!unclosed.is_empty()).then(|| unclosed.remove(0));
                    if !matches!(opened, Some(Open::Tag { passes: true, .. })) {
                        show(&mut events[at]);
                    }
                    show_all(events, &unclosed);
                }
            },
            _ => {}
        }
    }
    show_all(events, &open);
}

/// The last open tag called `name` in the same Markdown element.
fn partner(open: &[Open], name: &str) -> Option<usize> {
    let inside = open
        .iter()
        .rposition(|open| matches!(open, Open::Markdown))
        .map_or(0, |element| element + 1);
    open[inside..]
        .iter()
        .rposition(|open| matches!(open, Open::Tag { name: opened, .. } if opened == name))
        .map(|index| inside + index)
}

fn show_all(events: &mut [Event<'_>], tags: &[Open]) {
    for tag in tags {
        if let Open::Tag { at, .. } = tag {
            show(&mut events[*at]);
        }
    }
}

/// As it was typed: text is escaped on its way into HTML.
fn show(event: &mut Event<'_>) {
    if let Event::InlineHtml(html) = event {
        *event = Event::Text(std::mem::replace(html, "".into()));
    }
}

fn parse(html: &str) -> Tag<'_> {
    let Some(inner) = html.strip_prefix('<').and_then(|t| t.strip_suffix('>')) else {
        return Tag::Other;
    };
    if let Some(name) = inner.strip_prefix('/').map(str::trim_end) {
        return if is_name(name) {
            Tag::Closing { name }
        } else {
            Tag::Other
        };
    }
    if inner.trim_end_matches('/').trim_end() == "br" {
        return Tag::LineBreak;
    }
    let (name, attribute) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    // `<sup/>` is no opening tag to its writer and one to browsers.
    if !is_name(name) || inner.ends_with('/') {
        return Tag::Other;
    }
    let allowed = ALLOWED.iter().find(|(known, _)| *known == name);
    Tag::Opening {
        name,
        passes: allowed.is_some_and(|(_, allowed)| is_allowed(attribute.trim(), allowed)),
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn is_allowed(attribute: &str, allowed: &str) -> bool {
    let value = attribute
        .strip_prefix(allowed)
        .and_then(|rest| rest.strip_prefix("=\""))
        .and_then(|rest| rest.strip_suffix('"'));
    attribute.is_empty()
        || !allowed.is_empty() && value.is_some_and(|value| !value.contains(['"', '<', '>']))
}

#[cfg(test)]
mod tests {
    use super::{Tag, parse};

    /// Exactly the listed tags and attributes pass.
    #[test]
    fn short_list() {
        for tag in [
            "<abbr title=\"Économie sociale\">",
            "<abbr\n  title=\"Économie sociale\">",
            "<span lang=\"en\">",
            "<sup>",
        ] {
            assert!(
                matches!(parse(tag), Tag::Opening { passes: true, .. }),
                "{tag}"
            );
        }
        for tag in ["<br>", "<br/>", "<br />"] {
            assert_eq!(parse(tag), Tag::LineBreak, "{tag}");
        }
        for tag in [
            "<script>",
            "<abbr onclick=\"x\">",
            "<span lang=\"en\" onclick=\"x\">",
            "<img src=x>",
            "<sup class=\"a\">",
            "<a href=\"x\">",
            "<span style=\"x\">",
            "<br class=\"x\">",
        ] {
            assert!(
                matches!(parse(tag), Tag::Opening { passes: false, .. }),
                "{tag}"
            );
        }
        for other in [
            "<!-- x -->",
            "<?x?>",
            "text",
            "<sup/>",
            "</abbr title=\"x\">",
            "<sup> <sup>",
            "</",
        ] {
            assert_eq!(parse(other), Tag::Other, "{other}");
        }
        assert_eq!(parse("</abbr>"), Tag::Closing { name: "abbr" });
    }
}
