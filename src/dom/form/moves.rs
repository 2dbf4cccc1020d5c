//! Moves between pages and within them.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::by_id;
use crate::dom::{Listener, breathe, document, find, on, window};

/// Leads a person to what has come into `place`: focus goes to the heading that `selector` names, and
/// our own page takes `title` for its own.
pub(crate) fn arrive(place: &HtmlElement, selector: &str, title: Option<&str>) {
    let heading = find(place, selector);
    if let Some(heading) = &heading {
        let _ = heading.focus();
    }
    if let Some(title) = title {
        document().set_title(title);
        place.scroll_into_view();
    } else if let Some(heading) = heading {
        heading.scroll_into_view();
    }
}

/// Follows the links in `root` to elements of its own page without the browser: the address may be another site's, whose
/// router or `<base>` would make something else of a fragment, and a fragment finds nothing in a shadow root.
pub(crate) fn follow_inner_links(root: &Element) -> Listener {
    on(root, "click", move |click| {
        let link = click.target().and_then(|target| {
            let clicked: Element = target.dyn_into().ok()?;
            clicked.closest("a[href^='#']").ok()?
        });
        let target = link.and_then(|link| by_id(&link, link.get_attribute("href")?.get(1..)?));
        if let Some(target) = target {
            click.prevent_default();
            lead_to(&target.unchecked_into());
        }
    })
}

/// Moves focus to `target`, and shows it with its label and what is said of it.
pub(crate) fn lead_to(target: &HtmlElement) {
    let block = target.closest(".field").ok().flatten();
    // The first choice may have passed since the page was made.
    let open = target.matches(":disabled").unwrap_or_default();
    let open = open.then_some(block.as_ref()).flatten();
    let open = open.and_then(|block| find(block, "input:enabled"));
    let _ = open.as_ref().unwrap_or(target).focus();
    block.as_ref().unwrap_or(target).scroll_into_view();
}

/// Shows `place` once what is said in it is there; what is seen already does not move.
pub(crate) fn bring_into_view(place: HtmlElement) {
    wasm_bindgen_futures::spawn_local(async move {
        breathe().await;
        let nearest = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&nearest, &"block".into(), &"nearest".into());
        place.scroll_into_view_with_scroll_into_view_options(nearest.unchecked_ref());
    });
}

/// Loads the page anew instead of what the click on `link` would do, the link's fragment included.
pub(crate) fn open_anew(click: &Event, link: &Element) {
    click.prevent_default();
    // Not for the router either.
    click.stop_propagation();
    let here = window().location();
    // A fragment alone loads nothing.
    let _ = here.replace(&link.get_attribute("href").unwrap_or_default());
    let _ = here.reload();
}

/// Whether the address names `form`. It does not any more then: a reload is to show the page as it is.
pub(crate) fn is_asked_for(form: &Element) -> bool {
    let here = window().location();
    let named = here.hash().unwrap_or_default();
    let is_named = named.strip_prefix('#') == Some(&form.id());
    if is_named
        && let Ok(history) = window().history()
        && let Ok(href) = here.href()
    {
        // An empty address would be taken for none, and "#" would stay in it.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", href.strip_suffix(&named));
    }
    is_named
}

/// When the page was opened, milliseconds since 1970, and how long ago that is.
pub(crate) fn page_age() -> (f64, f64) {
    let clock = window().performance();
    clock.map_or((0.0, f64::MAX), |clock| (clock.time_origin(), clock.now()))
}
