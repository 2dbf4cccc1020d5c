//! The FAQ's filter: shows the questions that hold every word typed, accents and case aside.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::dom;

/// A question with the words that the filter looks in.
struct Entry {
    element: HtmlElement,
    text: String,
}

/// Gives the page's filter, if there is one, its behaviour.
pub(crate) fn attach() {
    let Some(filter) = dom::find_in_page("[data-faq-filter]") else {
        return;
    };
    let Some(input) =
        dom::find(&filter, "input").and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    let entries: Vec<Entry> = dom::find_all_in_page("main details")
        .into_iter()
        .map(|element| Entry {
            text: fold(&element.text_content().unwrap_or_default()),
            element,
        })
        .collect();
    // What was typed while the app was on its way.
    if !input.value().is_empty() {
        apply(&filter, &entries, &input.value());
    }
    let target = input.clone();
    dom::on(&target, "input", move |_| {
        apply(&filter, &entries, &input.value())
    });
}

fn apply(filter: &HtmlElement, entries: &[Entry], typed: &str) {
    let wanted = fold(typed);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut found = 0;
    for entry in entries {
        let matches = words.iter().all(|word| entry.text.contains(word));
        found += usize::from(matches);
        entry.element.set_hidden(!matches);
    }
    for group in dom::find_all_in_page("main .faq-group") {
        let is_empty = dom::find(&group, "details:not([hidden])").is_none();
        group.set_hidden(is_empty);
    }
    let message = match (words.is_empty(), found) {
        (true, _) => String::new(),
        (false, 0) => dom::data(filter, "none"),
        (false, found) => dom::data(filter, "found").replace("{}", &found.to_string()),
    };
    if let Some(status) = dom::find(filter, "[role=status]") {
        status.set_text_content(Some(&message));
    }
}

/// Lower case without accents, by the browser's own tables, which cost no wasm.
fn fold(text: &str) -> String {
    let text = js_sys::JsString::from(text)
        .to_lower_case()
        .normalize("NFD");
    String::from(text)
        .chars()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}
