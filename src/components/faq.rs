//! Questions and answers that open, with no script.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{FaqEntry, Moment, Site};
use nec_ess_domain::Lang;
use nec_ess_domain::text::FilterText;

use super::actions::{ActionLink, TimedActions};
use super::data::Data;

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

/// Where someone may find what no question answers: pages of the site, and the organiser's own site.
const ELSEWHERE: [&str; 4] = ["registration", "reimbursement", "accessibility", "soga"];

/// Every question of the site, grouped by page, with a filter that works once the wasm is there.
#[component]
pub(crate) fn FaqPage(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    let half = site.half(lang);
    let words = &half.words.blocks;
    let entries = half.faq.iter().flat_map(|group| &group.entries);
    let text = FilterText {
        found: words.faq_found.clone(),
        none: words.faq_none.clone(),
        also: entries.map(|entry| entry.also.join(" ")).collect(),
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
        <div class="faq-filter" data-faq-filter="">
            <Data words=text />
            <label for="faq-filter">{words.faq_filter.clone()}</label>
            <input id="faq-filter" type="search" autocomplete="off" />
            <p role="status"></p>
        </div>
        <div class="faq-elsewhere" hidden>
            <p>{words.faq_elsewhere.clone()}</p>
            <TimedActions site=site.clone() lang moment actions />
        </div>
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
