//! Questions and answers that open, with no script.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::{FaqEntry, Moment, Site};
use nec_ess_domain::Lang;
use nec_ess_domain::text::FilterText;

use super::actions::{ActionLink, TimedActions};
use super::filter::Filter;
use super::legal::contact_url;

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

/// Pages where someone may find what no question answers.
const ELSEWHERE: [&str; 3] = ["registration", "reimbursement", "accessibility"];
/// The link to the organiser's own site, which stands in for a contact.
const ORGANISER: &str = "soga";

/// Every question of the site, grouped by page, with a filter that works once the wasm is there.
#[component]
pub(crate) fn FaqPage(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    let half = site.half(lang);
    let words = &half.words.blocks;
    let text = FilterText {
        found: words.faq_found.clone(),
        none: words.faq_none.clone(),
    };
    let label = |id: &str| half.words.actions.get(id).cloned();
    let pages = ELSEWHERE.iter().filter_map(|id| {
        Some(ActionLink {
            href: site.page(lang, id)?.url.clone(),
            label: label(id)?,
            outside: false,
        })
    });
    let contact = contact_url(&site, lang).map(|href| ActionLink {
        outside: !href.starts_with('/'),
        href,
        label: half.words.legal.ask_button.clone(),
    });
    let contact = contact.or_else(|| {
        Some(ActionLink {
            href: site.settings.links.get(ORGANISER)?.clone(),
            label: label(ORGANISER)?,
            outside: true,
        })
    });
    let actions: Vec<_> = pages.chain(contact).collect();
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
