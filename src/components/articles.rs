//! The list of the articles.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::Site;
use nec_ess_domain::Lang;

/// Each article's title, as a link, with its lead.
#[component]
pub(crate) fn ArticleList(site: Arc<Site>, lang: Lang) -> impl IntoView {
    view! {
        <ul class="article-list">
            {site
                .articles(lang)
                .map(|article| {
                    view! {
                        <li>
                            <h2>
                                <a href=article.url.clone()>{article.title.clone()}</a>
                            </h2>
                            {article.lead.clone().map(|lead| view! { <p inner_html=lead></p> })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
