//! The filter of questions and that of sessions: shows those that hold every word typed, accents and case aside, and are
//! what the lists say. Browser only: without script all are shown, and no filter.

use std::any::Any;
use std::rc::Rc;

use leptos::prelude::*;
use nec_ess_domain::text::FilterText;
use web_sys::HtmlElement;

use crate::dom::{self, Listener, Text};

/// What a filter shows and hides, and what it stands in.
const ITEMS: &str = "main .question,main .session";
const GROUPS: &str = "main .faq-group,main .day";

/// A question or a session with the words that the filter looks in.
struct Item {
    element: HtmlElement,
    text: String,
}

/// What lives as long as the filter is part of the page, in the order in which it ends.
struct Parts {
    _listeners: [Listener; 2],
    _shown: Option<Box<dyn Any>>,
    _effects: Owner,
}

/// Gives the page's filter its component.
pub(crate) fn attach() {
    let Some(filter) = dom::find(&dom::site::page(), "[data-filter]") else {
        return;
    };
    if let Some(text) = dom::words(&filter) {
        let parts = Filter {
            filter: filter.clone(),
        }
        .show(text);
        dom::keep(filter.into(), parts);
    }
}

/// The filter. Its fields and what it filters are the page's.
#[derive(Clone)]
struct Filter {
    filter: HtmlElement,
}

impl Filter {
    fn show(self, text: FilterText) -> Parts {
        let effects = Owner::new();
        effects.with(|| {
            // What was typed while the app was on its way.
            let asked = RwSignal::new(self.asked());
            let items = Rc::new(items());
            let texts: Vec<String> = items.iter().map(|item| item.text.clone()).collect();
            let found = Memo::new(move |_| asked.with(|asked| matching(asked, &texts)));
            let shown_items = Rc::clone(&items);
            Effect::new(move |first: Option<()>| {
                found.with(|found| {
                    if first.is_none() && found.is_none() {
                        return;
                    }
                    show_only(&shown_items, found.as_deref());
                });
            });
            let said = Signal::derive(move || {
                found.with(|found| {
                    let shown = found.as_deref();
                    let count = |shown: &[bool]| shown.iter().filter(|shown| **shown).count();
                    shown.map_or_else(String::new, |shown| text.say(count(shown)))
                })
            });
            let place = dom::find(&self.filter, "[role=status]");
            let shown = place.map(|place| {
                let status = dom::put(&place, move || view! { <Text text=said /> });
                Box::new(status) as Box<dyn Any>
            });
            let filter = self.clone();
            let on_input = dom::on(&self.filter, "input", move |_| asked.set(filter.asked()));
            let on_address = dom::on(&dom::window(), "popstate", move |_| {
                let target = dom::site::target();
                let Some(target) = target.filter(dom::site::is_hidden) else {
                    return;
                };
                self.clear();
                asked.set(String::new());
                // Now, and not when the effect runs: the target is to be seen.
                show_only(&items, None);
                dom::site::reveal(&target);
            });
            Parts {
                _listeners: [on_input, on_address],
                _shown: shown,
                _effects: Owner::current().expect("an owner is current here"),
            }
        })
    }

    fn controls(&self) -> Vec<HtmlElement> {
        dom::find_all(&self.filter, "input,select")
    }

    /// What is typed and chosen: words, each of which must be found.
    fn asked(&self) -> String {
        let values: Vec<String> = self.controls().iter().map(dom::value_of).collect();
        values.join(" ")
    }

    fn clear(&self) {
        for control in self.controls() {
            dom::set_value_of(&control, "");
        }
    }
}

/// Which of `texts` hold every word of `asked`; `None` when nothing is asked.
fn matching(asked: &str, texts: &[String]) -> Option<Vec<bool>> {
    let words: Vec<String> = asked.split_whitespace().map(dom::fold).collect();
    let is_match = |text: &String| words.iter().all(|word| text.contains(word.as_str()));
    (!words.is_empty()).then(|| texts.iter().map(is_match).collect())
}

/// All that can be filtered. What the lists offer is compared as words are.
fn items() -> Vec<Item> {
    let items = dom::find_all(&dom::site::page(), ITEMS).into_iter();
    items
        .map(|element| {
            let text = element.text_content().unwrap_or_default();
            let facets = element.get_attribute("data-facets").unwrap_or_default();
            Item {
                text: dom::fold(&(text + " " + &facets)),
                element,
            }
        })
        .collect()
}

/// Shows the items that `shown` says, and the groups that hold any; all of them for `None`.
fn show_only(items: &[Item], shown: Option<&[bool]>) {
    for (index, item) in items.iter().enumerate() {
        let is_shown = shown.is_none_or(|shown| shown[index]);
        item.element.set_hidden(!is_shown);
    }
    for group in dom::find_all(&dom::site::page(), GROUPS) {
        let is_empty =
            dom::find(&group, ".question:not([hidden]),.session:not([hidden])").is_none();
        group.set_hidden(shown.is_some() && is_empty);
    }
}
