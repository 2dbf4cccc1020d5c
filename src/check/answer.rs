//! The verdict on the page: the answer, why, what to do now, and where.

use web_sys::HtmlElement;

use crate::dom::{self, document};

/// Shows an answer; `kind` is "yes", "no" or "confirm".
pub(super) fn show(root: &HtmlElement, kind: &str, headline: &str, reason: &str, next: &str) {
    let Some(place) = dom::find(root, ".verdict") else {
        return;
    };
    if dom::stamp(root, "template[data-answer]", &place).is_none() {
        return;
    }
    if let Some(answer) = dom::find(&place, "[data-verdict]") {
        let _ = answer.set_attribute("data-verdict", kind);
    }
    dom::set_text(&place, "[data-headline]", headline);
    dom::set_text(&place, "[data-because]", reason);
    dom::set_text(&place, "[data-next]", next);
    // The check may stand on a page without the form.
    if let Some(line) = dom::find(&place, "[data-request]") {
        let leads = dom::find(&line, "a")
            .and_then(|link| link.get_attribute("href"))
            .and_then(|href| document().query_selector(&href).ok().flatten());
        line.set_hidden(leads.is_none());
    }
}

/// Shows none.
pub(super) fn clear(root: &HtmlElement) {
    if let Some(place) = dom::find(root, ".verdict") {
        dom::empty(&place);
    }
}
