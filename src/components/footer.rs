//! The site's footer: organiser, pages about the site.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;

use crate::app::current;

/// The footer of `page`.
#[component]
pub(crate) fn Footer(site: Arc<Site>, lang: Lang, page: Arc<Page>) -> impl IntoView {
    let words = &site.content(lang).words.shell;
    let organiser = &site.settings.organiser;
    view! {
        <footer class="site-footer">
            <p>
                {words.organised_by.clone()}
                " "
                <a href=organiser.url.clone() rel="external">
                    {organiser.name.clone()}
                </a>
            </p>
            <nav aria-label=words.footer.clone()>
                <ul>
                    {site
                        .settings
                        .footer
                        .iter()
                        .filter_map(|id| site.page(lang, id))
                        .map(|entry| {
                            let current = current(&entry.url, &page.url);
                            view! {
                                <li>
                                    <a href=entry.url.clone() aria-current=current>
                                        {entry.nav.clone()}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </nav>
            <p class="promise">{words.promise.clone()}</p>
        </footer>
    }
}
