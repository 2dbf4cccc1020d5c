//! Follows the router: fetches the next page's fragment, swaps `<main>`, and does what a page load
//! would have done for focus, scroll, title and menu. Whatever goes wrong becomes a page load.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_net::http::Request;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, HtmlElement, ScrollRestoration, SupportedType};

use crate::dom;

/// A page as the router needs it.
struct Fragment {
    title: String,
    /// The URL of the same page in the other language.
    twin: String,
    main: String,
}

/// Where the visitor was on each page, so that Back leads to the same place.
type Positions = Rc<RefCell<Vec<(String, f64)>>>;

/// From now on shows in `html` the page of each address that the router goes to.
pub(crate) fn follow(html: RwSignal<String>) {
    let path = use_location().pathname;
    let followed_link = Rc::new(Cell::new(false));
    let positions = Positions::default();
    prepare_links(followed_link.clone());
    let shown = Rc::new(RefCell::new(path.get_untracked()));
    Effect::new(move |first: Option<()>| {
        let next = path.get();
        if first.is_none() || *shown.borrow() == next {
            return;
        }
        let before = shown.replace(next.clone());
        remember(&positions, before, scroll_y());
        // Without a link it was the history.
        let restore = !followed_link.replace(false);
        let scroll_to = restore.then(|| recall(&positions, &next)).flatten();
        let shown = shown.clone();
        leptos::task::spawn_local(async move {
            show(html, next, scroll_to, &shown).await;
        });
    });
}

async fn show(
    html: RwSignal<String>,
    path: String,
    scroll_to: Option<f64>,
    shown: &RefCell<String>,
) {
    let Some(lang) = language(&path).filter(|lang| *lang == page_language()) else {
        return load_page();
    };
    set_loading(true);
    let fetched = fetch(&path).await;
    // Another link was followed meanwhile: its own call shows it.
    if *shown.borrow() != path {
        return;
    }
    set_loading(false);
    let Some(fragment) = fetched else {
        return load_page();
    };
    html.set(fragment.main);
    document().set_title(&fragment.title);
    mark_current(&path, &fragment.twin, &lang);
    // The signal's effect writes the new HTML before the next task.
    set_timeout(move || arrive(scroll_to), std::time::Duration::ZERO);
}

/// What a page load does once the page is there.
fn arrive(scroll_to: Option<f64>) {
    super::enliven();
    let hash = location().hash().unwrap_or_default();
    let target = js_sys::decode_uri_component(hash.trim_start_matches('#'))
        .ok()
        .and_then(|id| document().get_element_by_id(&String::from(id)));
    let heading = dom::find_in_page("main h1");
    if let Some(heading) = &heading {
        focus_quietly(heading);
    }
    match (scroll_to, target) {
        (Some(y), _) => window().scroll_to_with_x_and_y(0.0, y),
        (None, Some(target)) => {
            dom::reveal(&target);
            target.scroll_into_view();
        }
        (None, None) => window().scroll_to_with_x_and_y(0.0, 0.0),
    }
}

async fn fetch(path: &str) -> Option<Fragment> {
    let answer = Request::get(&format!("{path}fragment.html"))
        .send()
        .await
        .ok()?;
    if !answer.ok() {
        return None;
    }
    let text = answer.text().await.ok()?;
    let parsed = DomParser::new()
        .ok()?
        .parse_from_string(&text, SupportedType::TextHtml)
        .ok()?;
    let main = parsed.query_selector("main").ok()??.inner_html();
    let twin = parsed
        .query_selector("link[rel=alternate]")
        .ok()??
        .get_attribute("href")?;
    Some(Fragment {
        title: parsed.title(),
        twin,
        main,
    })
}

/// Lets the browser load the address that the router has already put in its bar.
fn load_page() {
    set_timeout(
        || {
            let _ = location().reload();
        },
        std::time::Duration::ZERO,
    );
}

/// Leaves links within the page to the browser, which moves focus and marks the target; keeps the
/// router from scrolling before the next page is there; notes when a link was followed.
fn prepare_links(followed_link: Rc<Cell<bool>>) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    // A reload restores the scroll position by itself only in the browser's own mode.
    let _ = window_event_listener_untyped("pagehide", |_| {
        if let Ok(history) = window().history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Auto);
        }
    });
    dom::on(&document(), "click", move |event| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|target| target.closest("a[href]").ok().flatten())
            .and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
        let Some(link) = link else { return };
        let here = location();
        let same_page = here.pathname().is_ok_and(|path| path == link.pathname())
            && here.origin().is_ok_and(|origin| origin == link.origin());
        if same_page && !link.hash().is_empty() {
            event.stop_propagation();
        } else if !same_page {
            followed_link.set(!opens_elsewhere(&event, &link));
            let _ = link.set_attribute("data-noscroll", "");
        }
    });
}

/// Whether the click opens another tab or saves a file, so that this page stays.
fn opens_elsewhere(event: &web_sys::Event, link: &web_sys::HtmlAnchorElement) -> bool {
    let has_modifier = event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|click| {
        click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key()
    });
    has_modifier || !link.target().is_empty() || link.has_attribute("download")
}

fn mark_current(path: &str, twin: &str, lang: &str) {
    for link in dom::find_all_in_page("body > header a, body > footer a") {
        let href = link.get_attribute("href").unwrap_or_default();
        let _ = if href == path || (path == "/" && href == format!("/{lang}/")) {
            link.set_attribute("aria-current", "page")
        } else {
            link.remove_attribute("aria-current")
        };
    }
    if let Some(link) = dom::find_in_page("a.language") {
        let _ = link.set_attribute("href", twin);
    }
}

fn focus_quietly(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

fn set_loading(is_loading: bool) {
    if let Some(root) = document().document_element() {
        let _ = if is_loading {
            root.set_attribute("data-loading", "")
        } else {
            root.remove_attribute("data-loading")
        };
    }
}

/// The language of a page's path; `None` for paths that are not pages.
fn language(path: &str) -> Option<String> {
    if path == "/" {
        return Some("fr".into());
    }
    let lang = path.strip_prefix('/')?.split('/').next()?;
    (path.ends_with('/') && matches!(lang, "fr" | "en")).then(|| lang.to_owned())
}

fn page_language() -> String {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

fn scroll_y() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

fn remember(positions: &Positions, path: String, y: f64) {
    let mut positions = positions.borrow_mut();
    positions.retain(|(known, _)| *known != path);
    positions.push((path, y));
}

fn recall(positions: &Positions, path: &str) -> Option<f64> {
    positions
        .borrow()
        .iter()
        .find(|(known, _)| known == path)
        .map(|(_, y)| *y)
}
