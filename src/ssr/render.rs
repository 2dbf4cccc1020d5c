//! Renders a page to a whole document.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;

use super::assets::Assets;
use super::document::pour;
use super::head::head;
use crate::app::{App, MainHtml};
use crate::components::footer::Footer;
use crate::components::header::Header;
use crate::forms::manage::ManagePage;
use crate::forms::receipt::ReceiptData;
use crate::forms::state::FormState;
use crate::forms::unread::Unread;
use crate::pages::{Context, PageBody};

/// What to render.
#[derive(Clone)]
pub struct Request<'a> {
    /// The checked content.
    pub site: &'a Arc<Site>,
    /// Scripts and style.
    pub assets: &'a Assets,
    /// The language.
    pub lang: Lang,
    /// The page.
    pub page: &'a Page,
    /// The path that the browser will see.
    pub path: &'a str,
    /// What the page shows that is not in its content.
    pub shown: Shown,
}

/// What a page shows that is not in its content.
#[derive(Clone, Default)]
pub struct Shown {
    /// The state of the page's form.
    pub form: FormState,
    /// What stands in the place of the page's blocks.
    pub receipt: Option<Instead>,
}

/// What stands in the place of a page's blocks.
#[derive(Clone, Debug)]
pub enum Instead {
    /// The receipt of a stored submission.
    Receipt(ReceiptData),
    /// One of the private pages of a submission.
    Manage(ManagePage),
    /// That a form could not be read.
    Unread(Unread),
}

impl Instead {
    /// The heading, which is also the browser's title.
    pub(super) fn heading(&self, site: &Site, lang: Lang) -> String {
        match self {
            Self::Receipt(data) => data.heading(site, lang),
            Self::Manage(page) => page.heading(site, lang),
            Self::Unread(_) => Unread::heading(site, lang),
        }
    }

    /// Whether something has to be mended.
    pub(super) fn has_errors(&self) -> bool {
        match self {
            Self::Receipt(_) => false,
            Self::Manage(page) => page.has_errors(),
            Self::Unread(_) => true,
        }
    }
}

/// The whole document of a page.
#[must_use]
pub fn document(request: &Request<'_>) -> String {
    let main = main_html(request);
    let Request {
        site, lang, page, ..
    } = request;
    let page = Arc::new((*page).clone());
    let header =
        inert(|| view! { <Header site=Arc::clone(site) lang=*lang page=page.clone() /> }.to_html());
    let footer =
        inert(|| view! { <Footer site=Arc::clone(site) lang=*lang page=page.clone() /> }.to_html());
    let app = isolated(|| {
        provide_context(RequestUrl::new(request.path));
        let main = MainHtml(RwSignal::new(main));
        view! { <App main /> }.to_html()
    });
    let body = format!("{header}\n<div id=\"app\">{app}</div>\n{footer}\n");
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
        places: request.assets.places.clone(),
        form: Arc::new(request.shown.form.clone()),
        receipt: request.shown.receipt.clone(),
    };
    inert(|| view! { <PageBody context /> }.to_html())
}

/// Renders a part that the browser never hydrates: without the markers that hydration looks for,
/// which HTML checkers take for bogus comments.
pub(crate) fn inert(render: impl FnOnce() -> String) -> String {
    isolated(render).replace("<!>", "")
}

/// Runs `render` in a reactive owner of its own and drops all that it made.
fn isolated(render: impl FnOnce() -> String) -> String {
    let owner = Owner::new();
    let html = owner.with(render);
    owner.unset_with_forced_cleanup();
    html
}
