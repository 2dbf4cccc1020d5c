//! The filter of questions: shows those that hold every word typed, as [`search`] understands them. Browser only: without
//! script all questions are shown, and no filter.

use std::any::Any;

use leptos::prelude::*;
use nec_ess_domain::search;
use nec_ess_domain::text::FilterText;
use web_sys::HtmlElement;

use crate::dom::{self, Listener, Text};

/// A question with the words that the filter looks in.
struct Question {
    element: HtmlElement,
    text: String,
}

/// What lives as long as the filter is part of the page, in the order in which it ends.
struct Parts {
    _listener: Listener,
    _shown: Option<Box<dyn Any>>,
    _effects: Owner,
}

/// Gives the page's filter its component.
pub(crate) fn attach() {
    let Some(filter) = dom::find(&dom::site::page(), "[data-faq-filter]") else {
        return;
    };
    if let Some(text) = dom::words(&filter) {
        let parts = FaqFilter {
            filter: filter.clone(),
        }
        .show(text);
        dom::keep(filter.into(), parts);
    }
}

/// The filter. Its field and the questions are the page's.
struct FaqFilter {
    filter: HtmlElement,
}

impl FaqFilter {
    fn show(self, text: FilterText) -> Parts {
        let effects = Owner::new();
        effects.with(|| {
            // What was typed while the app was on its way.
            let typed = RwSignal::new(dom::value(&self.filter, "input"));
            let questions = questions(&text);
            let texts: Vec<String> = questions
                .iter()
                .map(|question| question.text.clone())
                .collect();
            let found =
                Memo::new(move |_| typed.with(|typed| search::matching(&dom::fold(typed), &texts)));
            Effect::new(move |first: Option<()>| {
                found.with(|found| {
                    if first.is_none() && found.is_none() {
                        return;
                    }
                    show_only(&questions, found.as_deref());
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
            let filter = self.filter.clone();
            let listener = dom::on(&self.filter, "input", move |_| {
                typed.set(dom::value(&filter, "input"));
            });
            Parts {
                _listener: listener,
                _shown: shown,
                _effects: Owner::current().expect("an owner is current here"),
            }
        })
    }
}

fn questions(text: &FilterText) -> Vec<Question> {
    let questions = dom::find_all(&dom::site::page(), "main details").into_iter();
    let also = text
        .also
        .iter()
        .map(String::as_str)
        .chain(std::iter::repeat(""));
    questions
        .zip(also)
        .map(|(element, also)| Question {
            text: dom::fold(&(element.text_content().unwrap_or_default() + " " + also)),
            element,
        })
        .collect()
}

fn show_only(questions: &[Question], shown: Option<&[bool]>) {
    for (index, question) in questions.iter().enumerate() {
        let is_shown = shown.is_none_or(|shown| shown[index]);
        question.element.set_hidden(!is_shown);
    }
    for group in dom::find_all(&dom::site::page(), "main .faq-group") {
        let is_empty = dom::find(&group, "details:not([hidden])").is_none();
        group.set_hidden(is_empty);
    }
    if let Some(elsewhere) = dom::find(&dom::site::page(), ".faq-elsewhere") {
        elsewhere.set_hidden(shown.is_none_or(|shown| shown.contains(&true)));
    }
}
