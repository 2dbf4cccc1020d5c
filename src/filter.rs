//! The filter of questions and that of sessions: shows those that hold every word typed, as [`search`] understands
//! them, and are what the lists say. Browser only: without script all are shown, and no filter.

use std::any::Any;

use leptos::prelude::*;
use nec_ess_domain::search;
use nec_ess_domain::text::FilterText;
use web_sys::HtmlElement;

use crate::dom::{self, Listener, Text};

/// What a filter shows and hides, and what it stands in.
const ITEMS: &str = ".question,.session";
const GROUPS: &str = ".faq-group,.day";
const SHOWN: &str = ".question:not([hidden]),.session:not([hidden])";

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
struct Filter {
    filter: HtmlElement,
}

impl Filter {
    fn show(self, text: FilterText) -> Parts {
        let effects = Owner::new();
        effects.with(|| {
            // What was typed while the app was on its way.
            let asked = RwSignal::new(dom::values(&self.filter));
            let items = dom::find_all(&dom::site::page(), ITEMS);
            let texts: Vec<String> = items.iter().map(text_of).collect();
            let found =
                Memo::new(move |_| asked.with(|asked| search::matching(&dom::fold(asked), &texts)));
            Effect::new(move || found.with(|found| show_only(found)));
            let said = Signal::derive(move || {
                if asked.with(|asked| asked.trim().is_empty()) {
                    return String::new();
                }
                text.say(found.with(|found| found.iter().filter(|is_found| **is_found).count()))
            });
            let place = dom::find(&self.filter, "[role=status]");
            let shown = place.map(|place| {
                let status = dom::put(&place, move || view! { <Text text=said /> });
                Box::new(status) as Box<dyn Any>
            });
            let filter = self.filter.clone();
            let on_input = dom::on(&self.filter, "input", move |_| {
                asked.set(dom::values(&filter));
            });
            let on_address = dom::on(&dom::window(), "popstate", move |_| {
                let target = dom::site::target();
                if let Some(target) = target.filter(dom::site::is_hidden) {
                    dom::clear(&self.filter);
                    asked.set(String::new());
                    // Now, and not when the effect runs: the target is to be seen.
                    found.with_untracked(|found| show_only(found));
                    dom::site::reveal(&target);
                }
            });
            Parts {
                _listeners: [on_input, on_address],
                _shown: shown,
                _effects: Owner::current().expect("an owner is current here"),
            }
        })
    }
}

/// What the filter looks in: the words of `item`, and what the lists can find it by.
fn text_of(item: &HtmlElement) -> String {
    let mut text = item.text_content().unwrap_or_default();
    text.push(' ');
    text.push_str(&item.get_attribute("data-facets").unwrap_or_default());
    dom::fold(&text)
}

/// Shows the items that are `found`, in their order, and the groups that hold any. A group that never held one is hidden
/// as soon as anything is.
fn show_only(found: &[bool]) {
    let page = dom::site::page();
    for (item, is_found) in dom::find_all(&page, ITEMS).iter().zip(found) {
        item.set_hidden(!is_found);
    }
    let is_whole = !found.contains(&false);
    if let Some(elsewhere) = dom::find(&page, ".faq-elsewhere") {
        elsewhere.set_hidden(found.contains(&true));
    }
    for group in dom::find_all(&page, GROUPS) {
        group.set_hidden(!is_whole && dom::find(&group, SHOWN).is_none());
    }
}
