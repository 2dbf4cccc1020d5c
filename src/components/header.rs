//! The site's header: name, menu, other language.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Known, Moment, Page, Site, Stage};
use nec_ess_domain::{Lang, forms};

use super::timed::Timed;
use crate::app::current;

/// The header of `page`. Nobody is led to a form that is closed.
#[component]
pub(crate) fn Header(
    site: Arc<Site>,
    lang: Lang,
    page: Arc<Page>,
    moment: Moment,
) -> impl IntoView {
    let words = &site.content(lang).words.shell;
    let other = lang.other();
    let home = site.known_url(lang, Known::Event).to_owned();
    let current = |url: &str| current(url, &page.url);
    view! {
        <a class="skip" href="#main">
            {words.skip.clone()}
        </a>
        <header class="site-header">
            <nav aria-label=words.menu.clone()>
                <a class="brand" href=home.clone() aria-current=current(&home)>
                    <svg viewBox="0 0 32 32" aria-hidden="true">
                        <path class="brand-a" d="M4 28V4" />
                        <path class="brand-b" d="M28 28V4" />
                        <path class="brand-c" d="M4 4C16 8 16 24 28 28" />
                    </svg>
                    // In a row without room for it, it may take two lines.
                    {site.event.short_title.clone()}
                </a>
                // The list stands after it and not in it: so a style sheet can show it without the button.
                <details class="menu-button">
                    <summary>{words.menu_button.clone()}</summary>
                </details>
                <ul class="menu">
                    {site
                        .settings
                        .menu
                        .iter()
                        .filter_map(|id| site.page(lang, id))
                        .filter_map(|entry| {
                            let is_form = forms::by_id(&entry.id).is_some();
                            let stage = if is_form { Stage::WhileOpen } else { Stage::Always };
                            let schedule = site.event.schedule_on(&entry.id);
                            let Timed { until, .. } = Timed::of(stage, &schedule, moment)?;
                            Some(view! {
                                <li data-until=until>
                                    <a href=entry.url.clone() aria-current=current(&entry.url)>
                                        {entry.nav.clone()}
                                    </a>
                                </li>
                            })
                        })
                        .collect_view()}
                </ul>
                <a class="language" rel="alternate external" lang=other.code() hreflang=other.code() href=site.url(other, &page.id)>
                    {words.language.clone()}
                </a>
            </nav>
            <p class="offline" role="alert" hidden>
                {words.offline.clone()}
            </p>
        </header>
    }
}
