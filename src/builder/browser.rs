//! The builder in the browser: lines, copy and preview follow what is chosen. Browser only.

mod preview;

use std::any::Any;

use leptos::prelude::*;
use nec_ess_domain::colour::Colour;
use nec_ess_domain::text::{BuilderText, Offer};
use nec_ess_domain::{Named, source};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use self::preview::Preview;
use super::ids::{
    ACCENT, BUTTON, COMPONENT, FONT, FONT_ERROR, LABEL, RADIUS, RADIUS_ERROR, SHOWN, SOURCE,
    SOURCE_ERROR, THANKS, THANKS_ERROR, THEME,
};
use super::looks::{font, radius};
use super::spelling::{Choice, Given, Spelling, Theme};
use super::thanks;
use crate::dom::{self, Listener, Text};

/// Names the kinds of component that something of the page is for; what has no such attribute is for all.
const OF: &str = "data-of";
/// Names the question that a field gives an answer to.
const GIVEN: &str = "data-given";
/// Names the ways of being shown that something of the page is for.
const WHEN: &str = "data-when";

/// What lives as long as the builder is part of the page, in the order in which it ends.
struct Parts {
    _listeners: Vec<Listener>,
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
            let name = Signal::derive(move || chosen.with(Choice::window));
            let title = Signal::derive(move || chosen.with(|chosen| chosen.offer.title.clone()));
            shown.push(Box::new(dom::put(
                &place,
                move || view! { <Preview address name title /> },
            )));
        }
        let root = root.clone();
        Effect::new(move |_| chosen.with(|chosen| show_what_applies(&root, chosen)));
        shown
    }

    fn listen(&self) -> Vec<Listener> {
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
        let mut listeners = vec![on_change, on_click];
        let root = self.root.clone();
        listeners.extend(when_opened(&self.root, move || {
            chosen_now.with_untracked(|chosen| show_what_applies(&root, chosen));
        }));
        listeners
    }
}

/// The answers become part of the page once someone opens what they stand in; then calls `run`.
fn when_opened(root: &Element, run: impl Fn() + 'static) -> Option<Listener> {
    let template: HtmlTemplateElement = dom::find(root, "details > template")?.dyn_into().ok()?;
    let details = template.parent_element()?;
    Some(dom::on(&details, "toggle", move |_| {
        // Afterwards it is nowhere, and holds nothing.
        let _ = template.replace_with_with_node_1(&template.content());
        run();
    }))
}

/// The spelling that `attribute` names.
fn spelling_of(element: &Element, attribute: &str) -> Option<Spelling> {
    Spelling::from_name(&element.get_attribute(attribute)?)
}

/// Where the lines of this spelling are.
fn code(root: &Element, spelling: Spelling) -> Option<HtmlElement> {
    dom::find(root, &format!("[data-spelling={}]", spelling.name()))
}

/// What the fields say, those that the component has.
fn chosen(root: &Element, offers: &[Offer]) -> Choice {
    let value = |id: &str| dom::value(root, &format!("#{id}"));
    let path = value(COMPONENT);
    let offer = offers.iter().find(|offer| offer.path == path);
    let offer = offer.or(offers.first()).cloned().unwrap_or_default();
    let accent = Colour::read(&value(ACCENT));
    let own = format!("[{OF}~={}]", offer.kind);
    let own_value = |id: &str| dom::value(root, &format!("{own} #{id}")).trim().to_owned();
    let label = value(LABEL).trim().to_owned();
    let given = dom::find_all(root, &format!("{own}[{GIVEN}]"));
    let given = given.iter().map(|place| Given {
        name: place.get_attribute(GIVEN).unwrap_or_default(),
        value: dom::value(place, ":is(input, select, textarea)")
            .trim()
            .to_owned(),
        is_hidden: dom::find(place, ":checked[type=checkbox]").is_some(),
    });
    Choice {
        theme: Theme::from_name(&value(THEME)).unwrap_or_default(),
        accent: accent.filter(|accent| *accent != Colour::ACCENT),
        radius: radius(&own_value(RADIUS)).unwrap_or_default(),
        font: font(&value(FONT)).unwrap_or_default(),
        button: (value(SHOWN) == BUTTON).then_some(if label.is_empty() {
            offer.title.clone()
        } else {
            label
        }),
        given: given.filter(|given| !given.value.is_empty()).collect(),
        source: source::clean(&own_value(SOURCE))
            .unwrap_or_default()
            .to_owned(),
        thanks: Some(own_value(THANKS))
            .filter(|typed| thanks::is_page(typed))
            .unwrap_or_default(),
        offer,
    }
}

/// Shows the fields that the component has, the ways to write what was chosen, and what is wrong.
fn show_what_applies(root: &Element, chosen: &Choice) {
    let shown = if chosen.button.is_some() { BUTTON } else { "" };
    for (attribute, word) in [(OF, chosen.offer.kind.as_str()), (WHEN, shown)] {
        for part in dom::find_all(root, &format!("[{attribute}]")) {
            let words = part.get_attribute(attribute).unwrap_or_default();
            part.set_hidden(!words.split(' ').any(|one| one == word));
        }
    }
    type Rule = (&'static str, &'static str, fn(&str) -> bool);
    const RULES: [Rule; 4] = [
        (FONT, FONT_ERROR, |typed| font(typed).is_some()),
        (RADIUS, RADIUS_ERROR, |typed| radius(typed).is_some()),
        (SOURCE, SOURCE_ERROR, |typed| source::clean(typed).is_some()),
        (THANKS, THANKS_ERROR, thanks::is_page),
    ];
    for (id, error_id, is_right) in RULES {
        let typed = dom::value(root, &format!("#{id}"));
        let typed = typed.trim();
        let is_wrong = !typed.is_empty() && !is_right(typed);
        if let Some(error) = dom::find(root, &format!("#{error_id}")) {
            error.set_hidden(!is_wrong);
        }
        if let Some(field) = dom::find(root, &format!("#{id}")) {
            let _ = field.set_attribute("aria-invalid", if is_wrong { "true" } else { "false" });
        }
    }
}
