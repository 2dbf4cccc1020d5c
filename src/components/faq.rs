//! Questions and answers that open, with no script.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{FaqEntry, Site};
use nec_ess_domain::Lang;
use nec_ess_domain::text::FilterText;

use super::filter::Filter;

/// An accordion of questions.
///
/// The anchor stands on the answer, inside `<details>`: browsers then open it by themselves when the
/// address names it. In another site no address does: there `is_bare` leaves the anchors out.
#[component]
pub(crate) fn Questions(entries: Vec<FaqEntry>, #[prop(optional)] is_bare: bool) -> impl IntoView {
    view! {
        <div class="faq">
            {entries
                .into_iter()
                .map(|entry| {
                    view! {
                        <details class="question">
                            <summary>
                                <h3>{entry.question}</h3>
                            </summary>
                            <div class="prose" id=(!is_bare).then_some(entry.anchor) inner_html=entry.answer></div>
                        </details>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// Every question of the site, grouped by page, with a filter that works once the wasm is there.
#[component]
pub(crate) fn FaqPage(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let words = &site.half(lang).words.blocks;
    let text = FilterText {
        found: words.faq_found.clone(),
        none: words.faq_none.clone(),
    };
    view! {
        <Filter id="faq-filter" label=words.faq_filter.clone() text />
        <FaqGroups site=site.clone() lang />
    }
}

/// Every question of the site, grouped by page.
#[component]
pub(crate) fn FaqGroups(
    site: Arc<Site>,
    lang: Lang,
    #[prop(optional)] is_bare: bool,
) -> impl IntoView {
    view! {
        {site
            .half(lang)
            .faq
            .iter()
            .map(|group| {
                let page = site.page(lang, &group.page);
                let title = page.and_then(|page| page.faq_title.clone()).unwrap_or_default();
                view! {
                    <section class="faq-group">
                        <h2>
                            <a href=page.map(|page| page.url.clone())>{title}</a>
                        </h2>
                        <Questions entries=group.entries.clone() is_bare />
                    </section>
                }
            })
            .collect_view()}
    }
}
