//! The builder in the browser: lines, copy and preview follow what is chosen. Browser only.

mod preview;

use std::any::Any;

use leptos::prelude::*;
use nec_ess_domain::Named;
use nec_ess_domain::colour::Colour;
use nec_ess_domain::text::{BuilderText, Offer};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use self::preview::Preview;
use super::ids::{ACCENT, COMPONENT, THEME};
use super::spelling::{Choice, Spelling, Theme};
use crate::dom::{self, Listener, Text};

/// What lives as long as the builder is part of the page, in the order in which it ends.
struct Parts {
    _listeners: [Listener; 2],
    _shown: Vec<Box<dyn Any>>,
    _effects: Owner,
}

/// What was said of the last copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Copied,
    /// The browser refused, but what is selected can be copied by hand.
    Selected,
}

/// Gives the builder in `root` its component, once.
pub(crate) fn attach(root: &Element) {
    if root.has_attribute("data-live") {
        return;
    }
    let Some(text) = dom::words::<BuilderText>(root) else {
        return;
    };
    let effects = Owner::new();
    let parts = effects.clone().with(|| {
        let builder = EmbedBuilder {
            chosen: RwSignal::new(chosen(root, &text.offers)),
            said: RwSignal::new(Said::Nothing),
            text: StoredValue::new(text),
            root: root.clone(),
        };
        Parts {
            _shown: builder.show(),
            _listeners: builder.listen(),
            _effects: effects,
        }
    });
    dom::set_live(root, true);
    dom::keep(root.clone(), parts);
}

/// The builder. Its fields are the page's.
#[derive(Clone)]
struct EmbedBuilder {
    root: Element,
    text: StoredValue<BuilderText>,
    chosen: RwSignal<Choice>,
    said: RwSignal<Said>,
}

impl EmbedBuilder {
    fn show(&self) -> Vec<Box<dyn Any>> {
        let Self {
            root,
            text,
            chosen,
            said,
        } = self;
        let (text, chosen, said) = (*text, *chosen, *said);
        let mut shown: Vec<Box<dyn Any>> = Vec::new();
        for code in dom::find_all(root, "[data-spelling]") {
            let Some(spelling) = spelling_of(&code, "data-spelling") else {
                continue;
            };
            let lines = Signal::derive(move || {
                text.with_value(|text| chosen.with(|chosen| chosen.write(spelling, &text.origin)))
            });
            shown.push(Box::new(dom::put(
                &code,
                move || view! { <Text text=lines /> },
            )));
        }
        if let Some(place) = dom::find(root, "[role=status]") {
            let words = Signal::derive(move || {
                text.with_value(|text| match said.get() {
                    Said::Nothing => String::new(),
                    Said::Copied => text.copied.clone(),
                    Said::Selected => text.selected.clone(),
                })
            });
            shown.push(Box::new(dom::put(
                &place,
                move || view! { <Text text=words /> },
            )));
        }
        if let Some(place) = dom::find(root, "[data-preview]") {
            let address = Signal::derive(move || chosen.with(Choice::address));
            let title = Signal::derive(move || chosen.with(|chosen| chosen.offer.title.clone()));
            shown.push(Box::new(dom::put(
                &place,
                move || view! { <Preview address title /> },
            )));
        }
        shown
    }

    fn listen(&self) -> [Listener; 2] {
        let Self { root, text, .. } = self.clone();
        let (chosen_now, said) = (self.chosen, self.said);
        let on_change = dom::on(&self.root, "change", move |_| {
            chosen_now.set(text.with_value(|text| chosen(&root, &text.offers)));
            said.set(Said::Nothing);
        });
        let root = self.root.clone();
        let on_click = dom::on(&self.root, "click", move |event| {
            let button = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let spelling = button.and_then(|button| spelling_of(&button, "data-copy"));
            let Some(code) = spelling.and_then(|spelling| code(&root, spelling)) else {
                return;
            };
            said.set(Said::Nothing);
            // Where the browser refuses to copy, it can be copied by hand then.
            if let Ok(Some(selection)) = dom::window().get_selection() {
                let _ = selection.select_all_children(&code);
            }
            let text = code.text_content().unwrap_or_default();
            wasm_bindgen_futures::spawn_local(async move {
                let is_copied = dom::copy(&text).await;
                // The page may have been left meanwhile, and the signal with it.
                let _ = said.try_set(if is_copied {
                    Said::Copied
                } else {
                    Said::Selected
                });
            });
        });
        [on_change, on_click]
    }
}

/// The spelling that `attribute` names.
fn spelling_of(element: &Element, attribute: &str) -> Option<Spelling> {
    Spelling::from_name(&element.get_attribute(attribute)?)
}

/// Where the lines of this spelling are.
fn code(root: &Element, spelling: Spelling) -> Option<HtmlElement> {
    dom::find(root, &format!("[data-spelling={}]", spelling.name()))
}

/// What the fields say.
fn chosen(root: &Element, offers: &[Offer]) -> Choice {
    let value = |id: &str| dom::value(root, &format!("#{id}"));
    let path = value(COMPONENT);
    let offer = offers.iter().find(|offer| offer.path == path);
    let accent = Colour::read(&value(ACCENT));
    Choice {
        offer: offer.or(offers.first()).cloned().unwrap_or_default(),
        theme: Theme::from_name(&value(THEME)).unwrap_or_default(),
        accent: accent.filter(|accent| *accent != Colour::ACCENT),
    }
}
