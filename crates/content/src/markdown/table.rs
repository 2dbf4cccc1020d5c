//! Tables that scroll in themselves where they are wider than the page.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::plain;
use nec_ess_domain::html::escape;

/// The end of the box.
pub(super) const CLOSED: &str = "</div>\n";

/// The box around a table, which `head` begins. Whoever has no mouse moves it by the arrow keys, so it takes the focus, and
/// has a name: the words above its columns. Nothing for a table without any.
pub(super) fn opened(head: &[Event<'_>]) -> Option<String> {
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, event) in head.iter().enumerate() {
        match event {
            Event::Start(Tag::TableCell) => start = at,
            Event::End(TagEnd::TableCell) => cells.push(plain(&head[start..at])),
            _ => {}
        }
    }
    cells.retain(|cell| !cell.trim().is_empty());
    (!cells.is_empty()).then(|| {
        format!(
            "<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">",
            escape(&cells.join(", "))
        )
    })
}
