//! Just enough of HTML to count what a page asks of a browser.

/// A start tag.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    /// In lower case.
    pub(crate) name: String,
    attributes: &'a str,
}

/// Elements whose content is text, whatever it looks like, or no part of the document: browsers show and load nothing of it.
const OPAQUE: [&str; 6] = ["script", "style", "textarea", "title", "iframe", "template"];

/// Whether this is a whole document, not a fragment of one.
pub(crate) fn is_document(html: &str) -> bool {
    let start = html.trim_start_matches('\u{feff}').trim_start();
    start
        .get(..14)
        .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"))
}

/// The start tags of a document, in order: as many as it has elements.
pub(crate) fn start_tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = after(&rest[4..], "-->");
        } else if rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let end = tag_end(rest);
            let tag = tag(&rest[1..end]);
            rest = &rest[end..];
            if OPAQUE.contains(&tag.name.as_str()) {
                rest = closing(rest, &tag.name);
            }
            tags.push(tag);
        } else {
            rest = &rest[1..];
        }
    }
    tags
}

impl Tag<'_> {
    /// An attribute's value: "" when it has none, nothing when it is not there.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            let (found, value, tail) = attribute(rest)?;
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = tail;
        }
    }
}

fn tag(inside: &str) -> Tag<'_> {
    let end = inside
        .find(|letter: char| letter.is_whitespace() || letter == '/')
        .unwrap_or(inside.len());
    Tag {
        name: inside[..end].to_ascii_lowercase(),
        attributes: &inside[end..],
    }
}

/// Where the `>` of a tag is: not one inside a quoted value.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Name, value and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let end = text
        .find(|letter: char| letter.is_whitespace() || "=/".contains(letter))
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some((name, "", rest));
    };
    let quoted = value.chars().next().filter(|first| "\"'".contains(*first));
    Some(match quoted {
        Some(quote) => {
            let (value, rest) = value[1..].split_once(quote).unwrap_or((&value[1..], ""));
            (name, value, rest)
        }
        None => {
            let (value, rest) =
                value.split_at(value.find(char::is_whitespace).unwrap_or(value.len()));
            (name, value, rest)
        }
    })
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// From an element's closing tag on.
fn closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let start = from + at;
        let found = text.get(start + 2..start + 2 + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return &text[start..];
        }
        from = start + 2;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> Vec<String> {
        start_tags(html).into_iter().map(|tag| tag.name).collect()
    }

    #[test]
    fn comments_scripts_and_text_are_no_elements() {
        let html = "<!DOCTYPE html><html><!-- <p> --><head><title>a <b> c</title><script>if (a<b) '<i>'</script>\
                    </head><BODY><p title='1 > 0'>2 < 3<br/>é</p></BODY></html>";
        assert_eq!(
            names(html),
            ["html", "head", "title", "script", "body", "p", "br"]
        );
        // What waits in a template is not shown yet.
        assert_eq!(names("<template><p></p></template><b>"), ["template", "b"]);
        assert!(is_document(html));
        assert!(!is_document("<main><p>é</p></main>"));
    }

    #[test]
    fn unfinished_documents_end_somewhere() {
        assert_eq!(names("<p><!-- open"), ["p"]);
        assert_eq!(names("<script>open"), ["script"]);
        assert_eq!(names("<a href=\"open"), ["a"]);
        assert_eq!(names("<"), [""; 0]);
    }

    #[test]
    fn attributes_are_read_in_every_way_of_writing_them() {
        let tags = start_tags("<link rel=stylesheet  HREF='/a b.css' async data-x = \"1\"/>");
        let read = |name| tags[0].attribute(name);
        assert_eq!(read("rel"), Some("stylesheet"));
        assert_eq!(read("href"), Some("/a b.css"));
        assert_eq!(read("async"), Some(""));
        assert_eq!(read("data-x"), Some("1"));
        assert_eq!(read("src"), None);
    }
}
