//! Questions and answers that open, with no script.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{FaqEntry, Moment, Site};
use nec_ess_domain::Lang;
use nec_ess_domain::text::FilterText;

use super::actions::{ActionLink, TimedActions};
use super::filter::Filter;

/// An accordion of questions.
///
/// The anchor stands on the answer, inside `<details>`: browsers then open it by themselves when the
/// address names it. In another site no address does: there `is_bare` leaves the anchors out.
#[component]
pub(crate) fn Questions(
    entries: Vec<FaqEntry>,
    #[prop(optional)] is_bare: bool,
    /// Whether a filter is to find them, also by other words.
    #[prop(optional)]
    is_filtered: bool,
) -> impl IntoView {
    view! {
        <div class="faq">
            {entries
                .into_iter()
                .map(|entry| {
                    let also = (is_filtered && !entry.also.is_empty()).then(|| entry.also.join(" "));
                    view! {
                        <details class="question" data-facets=also>
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

/// Where someone may find what no question answers: pages of the site, and the organiser's own site.
const ELSEWHERE: [&str; 4] = ["registration", "reimbursement", "accessibility", "soga"];

/// Every question of the site, grouped by page, with a filter that works once the wasm is there.
#[component]
pub(crate) fn FaqPage(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    let half = site.half(lang);
    let words = &half.words.blocks;
    let text = FilterText {
        found: words.faq_found.clone(),
        none: words.faq_none.clone(),
    };
    let actions = ELSEWHERE.iter().filter_map(|id| {
        let inside = site.page(lang, id).map(|page| page.url.clone());
        let outside = inside.is_none();
        Some(ActionLink {
            href: inside.or_else(|| site.settings.links.get(*id).cloned())?,
            label: half.words.actions.get(*id)?.clone(),
            outside,
        })
    });
    let actions: Vec<_> = actions.collect();
    view! {
        <Filter id="faq-filter" label=words.faq_filter.clone() text />
        <div class="faq-elsewhere" hidden>
            <p>{words.faq_elsewhere.clone()}</p>
            <TimedActions site=site.clone() lang moment actions />
        </div>
        <FaqGroups site=site.clone() lang is_filtered=true />
    }
}

/// Every question of the site, grouped by page.
#[component]
pub(crate) fn FaqGroups(
    site: Arc<Site>,
    lang: Lang,
    #[prop(optional)] is_bare: bool,
    #[prop(optional)] is_filtered: bool,
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
                        <Questions entries=group.entries.clone() is_bare is_filtered />
                    </section>
                }
            })
            .collect_view()}
    }
}
