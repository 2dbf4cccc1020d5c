//! What stands around `<main>`, in step with the page: title, marked links, link to the other language.

use leptos::prelude::*;
use nec_ess_domain::Lang;

use super::address::Address;
use super::loaded::LoadedPage;
use crate::app::current;
use crate::dom;

/// Keeps title, links and language link those of `page` at `address`.
pub(super) fn follow(page: RwSignal<LoadedPage>, address: Memo<Address>) {
    Effect::new(move |first: Option<()>| {
        // The document came with its own.
        page.with(|page| {
            if first.is_some() {
                dom::document().set_title(&page.title);
                set_twin(&page.twin);
                mark_current(&address.get_untracked());
            }
        });
    });
}

fn set_twin(twin: &str) {
    if let Some(link) = dom::find(&dom::site::page(), "a.language") {
        let _ = link.set_attribute("href", twin);
    }
}

fn mark_current(address: &Address) {
    // The address without a path is that of the French home page.
    let path = match address.path.as_str() {
        "/" => format!("/{}/", Lang::Fr.code()),
        path => path.to_owned(),
    };
    for link in dom::find_all(&dom::site::page(), "body > header a, body > footer a") {
        let href = link.get_attribute("href").unwrap_or_default();
        let _ = match current(&href, &path) {
            Some(mark) => link.set_attribute("aria-current", mark),
            None => link.remove_attribute("aria-current"),
        };
    }
}
