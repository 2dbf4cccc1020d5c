//! Places to choose from, as radio buttons: they need no script of their own to be used by keyboard
//! and by screen readers.

use web_sys::HtmlElement;

use crate::dom;

/// Shows these choices, each a value with its label, in the place of those before.
pub(super) fn show(root: &HtmlElement, choices: impl Iterator<Item = (String, String)>) {
    let Some(place) = dom::find(root, "[data-places]") else {
        return;
    };
    if dom::stamp(root, "template[data-options]", &place).is_none() {
        return;
    }
    let (Some(list), Some(pattern)) = (dom::find(&place, "fieldset"), dom::find(&place, ".choice"))
    else {
        return;
    };
    // Several checks on one page have fields with ids of their own.
    let field = dom::find(root, "[data-place] input")
        .map(|input| input.id())
        .unwrap_or_default();
    for (value, label) in choices {
        let Ok(choice) = pattern.clone_node_with_deep(true) else {
            continue;
        };
        if list.append_child(&choice).is_err() {
            continue;
        }
        let id = format!("{field}-{value}");
        if let Some(input) = dom::find(&list, ".choice:last-child input") {
            input.set_id(&id);
            let _ = input.set_attribute("value", &value);
        }
        if let Some(text) = dom::find(&list, ".choice:last-child label") {
            let _ = text.set_attribute("for", &id);
            text.set_text_content(Some(&label));
        }
    }
    pattern.remove();
}

/// Shows none.
pub(super) fn clear(root: &HtmlElement) {
    if let Some(place) = dom::find(root, "[data-places]") {
        dom::empty(&place);
    }
}
