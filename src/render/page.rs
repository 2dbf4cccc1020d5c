//! Renders a page to a whole document.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use nec_ess_domain::Named;

use super::head::head;
use super::kind::kind;
use super::request::Request;
use crate::app::App;
use crate::components::day_lines::day_lines;
use crate::components::footer::Footer;
use crate::components::header::Header;
use crate::document::{inert, isolated, pour};
use crate::pages::{Context, PageBody};

/// The whole document of a page.
#[must_use]
pub fn document(request: &Request<'_>) -> String {
    let main = main_html(request);
    let Request {
        site, lang, page, ..
    } = request;
    let moment = request.moment;
    let page = Arc::new((*page).clone());
    let header = inert(|| {
        view! { <Header site=Arc::clone(site) lang=*lang page=page.clone() moment /> }.to_html()
    });
    let footer =
        inert(|| view! { <Footer site=Arc::clone(site) lang=*lang page=page.clone() /> }.to_html());
    let app = isolated(|| {
        provide_context(RequestUrl::new(request.path));
        let main = Signal::derive(move || main.clone());
        view! { <App main follow=|| () /> }.to_html()
    });
    let lines = day_lines(site, *lang, moment);
    let kind = kind(site, &page).name();
    let body =
        format!("{header}\n{lines}<div id=\"app\" data-kind=\"{kind}\">{app}</div>\n{footer}\n");
    pour(
        &request.assets.template,
        request.lang,
        &head(request),
        &body,
    )
}

/// What stands inside `<main>`.
pub(super) fn main_html(request: &Request<'_>) -> String {
    let context = Context {
        site: Arc::clone(request.site),
        lang: request.lang,
        page: Arc::new(request.page.clone()),
        moment: request.moment,
        places: request.assets.places.clone(),
        check: request.assets.check.clone(),
        builder: request.assets.builder.clone(),
        form: Arc::new(request.state.form.clone()),
        found: request.state.check.clone(),
        instead: request.state.instead.clone(),
    };
    inert(|| view! { <PageBody context /> }.to_html())
}
