//! Follows the router: fetches the page of each address, and shows it. Whatever goes wrong becomes a
//! page load.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use nec_ess_domain::Lang;
use wasm_bindgen::JsValue;

use super::address::Address;
use super::fragment::Fetched;
use super::left::LeftForms;
use super::loaded::LoadedPage;
use super::positions::Positions;
use super::{arrival, fragment, header, links, offline};
use crate::dom;

/// From now on the page is the one that the address names.
pub(super) fn follow() {
    let page = expect_context::<RwSignal<LoadedPage>>();
    let location = use_location();
    let path = location.pathname;
    let params = use_params_map();
    let address = Memo::new(move |_| Address::of(&params.get(), path.get()));
    let followed_link = Rc::new(Cell::new(false));
    links::prepare(Rc::clone(&followed_link));
    header::follow(page, address);
    let positions = Positions::default();
    let left = Rc::new(LeftForms::default());
    let current = Rc::new(RefCell::new(address.get_untracked()));
    Effect::new(move |first: Option<()>| {
        let next = address.get();
        if first.is_none() || *current.borrow() == next {
            return;
        }
        let before = current.replace(next.clone());
        positions.remember(before.path.clone());
        // Without a link it was the history.
        let is_link = followed_link.replace(false);
        let scroll_to = if is_link {
            None
        } else {
            positions.recall(&next.path)
        };
        let (search, hash) = (location.search, location.hash);
        let link = is_link.then(|| {
            let search = search.get_untracked();
            let mark = if search.is_empty() { "" } else { "?" };
            format!("{}{mark}{search}{}", next.path, hash.get_untracked())
        });
        let (current, left) = (Rc::clone(&current), Rc::clone(&left));
        leptos::task::spawn_local(async move {
            show(page, &next, before, &current, link, scroll_to, left).await;
        });
    });
}

async fn show(
    page: RwSignal<LoadedPage>,
    address: &Address,
    before: Address,
    current: &RefCell<Address>,
    link: Option<String>,
    scroll_to: Option<f64>,
    left: Rc<LeftForms>,
) {
    // A document has one language: another one takes another document.
    if address.lang.is_none() || address.lang != page_language() {
        return load_page(link);
    }
    set_loading(true);
    let fetched = fragment::fetch(&address.path).await;
    // Another link was followed meanwhile: its own call shows it.
    if *current.borrow() != *address {
        return;
    }
    set_loading(false);
    offline::say(matches!(fetched, Fetched::Nothing));
    let fetched = match fetched {
        Fetched::Page(fetched) => fetched,
        Fetched::Nothing if link.is_some() => {
            // The page stays, and so does what was typed in it.
            current.replace(before);
            return leave_entry(address);
        }
        Fetched::Nothing | Fetched::Other => return load_page(link),
    };
    // Before the page is seen: whoever sees it may go back at once.
    if let Some(link) = link {
        ensure_entry(&link);
    }
    let kind = fetched.kind;
    left.remember();
    page.set(fetched);
    // The effects of the signal have written the new page before the next task.
    let arrive = move || {
        left.put_back();
        arrival::arrive(kind, scroll_to);
    };
    set_timeout(arrive, std::time::Duration::ZERO);
}

/// Lets the browser load the address that the router has already put in its bar.
fn load_page(link: Option<String>) {
    let load = move || {
        if let Some(link) = link {
            ensure_entry(&link);
        }
        let _ = dom::window().location().reload();
    };
    set_timeout(load, std::time::Duration::ZERO);
}

/// Leaves the entry in the history that the router has made for `address`, if it has.
fn leave_entry(address: &Address) {
    let window = dom::window();
    if window
        .location()
        .pathname()
        .is_ok_and(|here| here == address.path)
        && let Ok(history) = window.history()
    {
        let _ = history.back();
    }
}

/// Makes the entry in the history that the router owes for `link`. After Back and Forward it takes the page before for the
/// one that it is at, and makes none for a link to that.
fn ensure_entry(link: &str) {
    let window = dom::window();
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if window.location().pathname().is_ok_and(|here| here != path)
        && let Ok(history) = window.history()
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(link));
    }
}

fn page_language() -> Option<Lang> {
    Lang::from_code(&dom::site::page().get_attribute("lang")?)
}

fn set_loading(is_loading: bool) {
    let _ = dom::site::page().toggle_attribute_with_force("data-loading", is_loading);
}
