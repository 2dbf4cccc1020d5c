//! The check in the browser. The files that it fetches are the same for everyone: fetching one tells
//! its host no more than that what was typed may be near the venue, or is a name.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_net::http::Request;
use nec_ess_domain::Named;
use nec_ess_domain::countries::FRANCE;
use nec_ess_domain::eligibility::{Km, PostalCode, Seat, Verdict, judge};
use nec_ess_domain::places::{Elsewhere, Near, Place, search};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::known::{Known, is_name, is_settled, of_code};
use super::{answer, choices, inputs};
use crate::dom::{self, document};

/// How many places a name offers at the most: more are no help, a longer name is.
const OFFERED: usize = 8;
/// The value of the choice for a place that is not offered.
const ELSEWHERE: &str = "elsewhere";

/// The check of the page.
struct Check {
    root: HtmlElement,
    radius: Km,
    near: RefCell<Option<Near>>,
    elsewhere: RefCell<Option<Elsewhere>>,
    /// What is offered to choose from.
    offered: RefCell<Vec<Offer>>,
    picked: RefCell<String>,
    /// There is something to choose from.
    is_choice: Cell<bool>,
    is_loading: Cell<bool>,
    /// The last file asked for did not come: a place that needs it is one for the organisers to settle.
    is_missing: Cell<bool>,
    /// What the answer says now: the same is not said twice.
    said: RefCell<String>,
}

/// A place to choose, and where the choice leads.
#[derive(Clone, PartialEq)]
struct Offer {
    label: String,
    known: Known,
}

/// Gives every check in `root` its behaviour, once.
pub(crate) fn attach_all(root: &Element) {
    for check in dom::find_all(root, "[data-check]:not([data-live])") {
        attach(check);
    }
}

fn attach(root: HtmlElement) {
    let _ = root.set_attribute("data-live", "");
    let Some(radius) = Km::parse(&dom::data(&root, "radius")) else {
        return;
    };
    let check = Rc::new(Check {
        root,
        radius,
        near: RefCell::default(),
        elsewhere: RefCell::default(),
        offered: RefCell::default(),
        picked: RefCell::default(),
        is_choice: Cell::new(false),
        is_loading: Cell::new(false),
        is_missing: Cell::new(false),
        said: RefCell::default(),
    });
    let on = |selector: &str, event: &str, run: fn(&Rc<Check>)| {
        if let Some(target) = dom::find(&check.root, selector) {
            let check = check.clone();
            dom::on(&target, event, move |_| run(&check));
        }
    };
    on("[data-first-time]", "change", update);
    on("select", "change", update);
    on("[data-place] input", "focus", load_near);
    on("[data-place] input", "input", |check| {
        // A file that did not come is asked for again when the field gets focus, not at each letter.
        if !check.is_missing.get() {
            load_near(check);
        }
        offer(check);
        update(check);
    });
    on("[data-place] button", "click", load_elsewhere);
    if let Some(places) = dom::find(&check.root, "[data-places]") {
        let check = check.clone();
        dom::on(&places, "change", move |event| {
            let choice = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(choice) = choice {
                check.picked.replace(choice.value());
                update(&check);
            }
        });
    }
    // The field may hold something already.
    load_near(&check);
    update(&check);
}

fn update(check: &Rc<Check>) {
    let in_france = inputs::country(&check.root) == FRANCE;
    if let Some(place) = dom::find(&check.root, "[data-place]") {
        place.set_hidden(!in_france);
    }
    let verdict = match (inputs::first_time(&check.root), state(check)) {
        (Some(false), _) => Some((false, Known::unnamed(Seat::Unknown))),
        (Some(true), Some(known)) => Some((true, known)),
        _ => None,
    };
    say(
        check,
        verdict.map(|(first_time, known)| (judge(first_time, known.seat, check.radius), known)),
    );
}

/// What the answers given so far lead to; `None` while a question is open.
fn state(check: &Check) -> Option<Known> {
    let country = inputs::country(&check.root);
    if country.is_empty() {
        return None;
    }
    if country != FRANCE {
        return Some(Known::unnamed(Seat::Abroad));
    }
    let picked = check.picked.borrow();
    if *picked == ELSEWHERE {
        return Some(Known::unnamed(Seat::Unknown));
    }
    let offered = check.offered.borrow();
    let offer = picked.parse().ok().and_then(|at: usize| offered.get(at));
    if let Some(offer) = offer {
        return Some(offer.known.clone());
    }
    let typed = inputs::typed(&check.root);
    let code = PostalCode::leading(&typed);
    let department = code.map(|code| code.department());
    if let Some(far) = department.filter(|department| !department.is_near()) {
        return Some(Known::unnamed(Seat::Department(far)));
    }
    match (check.near.borrow().as_ref(), code) {
        (Some(near), Some(code)) => of_code(&near.by_code(code), check.radius, code),
        (None, _) if check.is_missing.get() && (code.is_some() || is_name(&typed)) => {
            Some(Known::unnamed(Seat::Unknown))
        }
        _ => None,
    }
}

/// Offers the places that what was typed may mean, and says so where there is none.
fn offer(check: &Rc<Check>) {
    let typed = inputs::typed(&check.root);
    let code = PostalCode::leading(&typed);
    let is_search = code.is_none() && is_name(&typed);
    let has_near = check.near.borrow().is_some();
    let has_all = check.elsewhere.borrow().is_some();
    let offers = offers(check, code, &typed, is_search);
    let name = if check.is_loading.get() {
        "loading"
    } else if check.is_missing.get() && (is_search || (!has_near && code.is_some_and(is_near))) {
        "not-loaded"
    } else if is_search && has_near && offers.is_empty() {
        if has_all {
            "none-found-anywhere"
        } else {
            "none-found"
        }
    } else {
        ""
    };
    status(check, name);
    // Whoever finds no place of that name goes on with the choice of another one.
    let is_choice = !offers.is_empty() || (is_search && has_near);
    if *check.offered.borrow() != offers || check.is_choice.get() != is_choice {
        check.picked.take();
        check.is_choice.set(is_choice);
        if is_choice {
            show_offers(check, &offers);
        } else {
            choices::clear(&check.root);
        }
        check.offered.replace(offers);
    }
    if let Some(button) = dom::find(&check.root, "[data-place] button") {
        let had_focus = document().active_element().as_ref() == Some(button.as_ref());
        button.set_hidden(!is_search || !has_near || has_all);
        // Hidden, it loses focus: what it was pressed for is the place to go on from.
        if button.hidden()
            && had_focus
            && let Some(first) = dom::find(&check.root, "[data-places] input")
        {
            let _ = first.focus();
        }
    }
}

fn is_near(code: PostalCode) -> bool {
    code.department().is_near()
}

/// The places that what was typed may mean; none where a postal code settles it.
fn offers(check: &Check, code: Option<PostalCode>, typed: &str, is_search: bool) -> Vec<Offer> {
    let near = check.near.borrow();
    let Some(near) = near.as_ref() else {
        return Vec::new();
    };
    let elsewhere = check.elsewhere.borrow();
    let places = match code {
        Some(code) => {
            let places = near.by_code(code);
            if is_settled(&places, check.radius) {
                return Vec::new();
            }
            places
        }
        None if is_search => {
            let query = String::from(js_sys::JsString::from(typed).normalize("NFKD"));
            search(&query, Some(near), elsewhere.as_ref(), OFFERED).places
        }
        None => return Vec::new(),
    };
    let offer = |place: &Place<'_>| Offer {
        label: format!("{} ({})", place.name, place.department.as_str()),
        known: Known::place(place),
    };
    places.iter().map(offer).collect()
}

fn show_offers(check: &Check, offers: &[Offer]) {
    let elsewhere = (ELSEWHERE.to_owned(), dom::data(&check.root, "elsewhere"));
    let offers = offers
        .iter()
        .enumerate()
        .map(|(index, offer)| (index.to_string(), offer.label.clone()));
    choices::show(&check.root, offers.chain([elsewhere]));
}

fn say(check: &Check, verdict: Option<(Verdict, Known)>) {
    let Some((verdict, known)) = verdict else {
        if !check.said.take().is_empty() {
            answer::clear(&check.root);
        }
        return;
    };
    let data = |name: &str| dom::data(&check.root, name);
    let separator = data("separator").chars().next().unwrap_or('.');
    let reach = match known.seat {
        Seat::Place(reach) => Some(reach),
        _ => None,
    };
    let name = if known.is_area {
        data("area").replace("{place}", &known.name)
    } else {
        known.name
    };
    let km = |km: Option<Km>| km.map_or_else(String::new, |km| km.text(separator));
    let reason = reason_text(check, verdict)
        .replace("{place}", &name)
        .replace("{least}", &km(reach.map(|reach| reach.least)))
        .replace("{greatest}", &km(reach.and_then(|reach| reach.greatest)));
    let kind = verdict.answer().name();
    let headline = data(kind);
    let next = match verdict {
        Verdict::Confirm { .. } if known.is_area => data("next-area"),
        _ => data(&format!("next-{kind}")),
    };
    let said = format!("{headline}{reason}");
    if *check.said.borrow() == said {
        return;
    }
    check.said.replace(said);
    answer::show(&check.root, kind, &headline, &reason, &next);
    dom::announce(&check.root, "soga:verdict", "verdict", kind);
}

fn reason_text(check: &Check, verdict: Verdict) -> String {
    let selector = format!("template[data-reason={}]", verdict.reason().name());
    dom::template(&check.root, &selector)
        .and_then(|content| content.text_content())
        .unwrap_or_default()
}

/// Asks for the near places, once what was typed may be one: the beginning of another postal code needs none.
fn load_near(check: &Rc<Check>) {
    if check.near.borrow().is_some() || !Near::may_have(&inputs::typed(&check.root)) {
        return;
    }
    load(check, "near", |check, text| {
        check.near.replace(Near::parse(text).ok());
        check.near.borrow().is_some()
    });
}

fn load_elsewhere(check: &Rc<Check>) {
    load(check, "france", |check, text| {
        check.elsewhere.replace(Elsewhere::parse(text).ok());
        check.elsewhere.borrow().is_some()
    });
}

fn load(check: &Rc<Check>, name: &'static str, take: fn(&Check, String) -> bool) {
    if check.is_loading.replace(true) {
        return;
    }
    let check = check.clone();
    status(&check, "loading");
    wasm_bindgen_futures::spawn_local(async move {
        let text = match Request::get(&dom::data(&check.root, name)).send().await {
            Ok(answer) if answer.ok() => answer.text().await.ok(),
            _ => None,
        };
        check.is_loading.set(false);
        let is_loaded = text.is_some_and(|text| take(&check, text));
        check.is_missing.set(!is_loaded);
        offer(&check);
        update(&check);
    });
}

fn status(check: &Check, name: &str) {
    if let Some(place) = dom::find(&check.root, "[data-place] [role=status]") {
        let text = if name.is_empty() {
            String::new()
        } else {
            dom::data(&check.root, name)
        };
        // Saying it again would make screen readers say it again.
        if place.text_content().unwrap_or_default() != text {
            place.set_text_content(Some(&text));
        }
    }
}
