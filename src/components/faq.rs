//! Questions and answers that open, with no script.

use std::sync::Arc;

use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use nec_ess_content::{FaqEntry, Moment, Passage, Site, Stage};
use nec_ess_domain::text::FilterText;
use nec_ess_domain::{Lang, Schedule};

use super::actions::{ActionLink, TimedActions};
use super::filter::Filter;
use super::legal::contact_url;
use super::timed::{During, Timed};

/// An accordion of questions.
///
/// The anchor stands on the answer, inside `<details>`: browsers then open it by themselves when the
/// address names it. In another site no address does: there `is_bare` leaves the anchors out.
#[component]
pub(crate) fn Questions(
    /// What their page goes by.
    schedule: Schedule,
    moment: Moment,
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
                .filter_map(|entry| {
                    let timed = Timed::of(entry.stage, &schedule, moment)?;
                    let also = (is_filtered && !entry.also.is_empty()).then(|| entry.also.join(" "));
                    let question = view! {
                        <details class="question" data-facets=also>
                            <summary>
                                <h3>{entry.question}</h3>
                            </summary>
                            <AnswerView
                                schedule
                                moment
                                passages=entry.answer
                                anchor=(!is_bare).then_some(entry.anchor)
                            />
                        </details>
                    };
                    // In a box of its own, since the filter hides questions as well.
                    Some(match entry.stage {
                        Stage::Always => Either::Left(question),
                        _ => Either::Right(view! { <During timed=Some(timed)>{question}</During> }),
                    })
                })
                .collect_view()}
        </div>
    }
}

/// An answer, each part of it in its time.
#[component]
fn AnswerView(
    schedule: Schedule,
    moment: Moment,
    passages: Vec<Passage>,
    anchor: Option<String>,
) -> impl IntoView {
    if let [
        Passage {
            stage: Stage::Always,
            html,
        },
    ] = passages.as_slice()
    {
        // Each element has its cost on a page of so many answers.
        return match only_paragraph(html) {
            Some(html) => EitherOf3::A(view! { <p class="prose" id=anchor inner_html=html></p> }),
            None => {
                EitherOf3::B(view! { <div class="prose" id=anchor inner_html=html.clone()></div> })
            }
        };
    }
    let parts = passages.into_iter().filter_map(|Passage { stage, html }| {
        Timed::of(stage, &schedule, moment).map(
            |Timed {
                 hidden,
                 from,
                 until,
             }| {
                view! {
                    <div hidden=hidden data-from=from data-until=until inner_html=html></div>
                }
            },
        )
    });
    EitherOf3::C(view! { <div class="prose" id=anchor>{parts.collect_view()}</div> })
}

/// What stands in `html` where that is one paragraph and nothing else.
fn only_paragraph(html: &str) -> Option<String> {
    let inner = html.trim().strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!inner.contains("<p>")).then(|| inner.to_owned())
}

/// Pages where someone may find what no question answers.
const ELSEWHERE: [&str; 3] = ["registration", "reimbursement", "accessibility"];
/// The link to the organiser's own site, which stands in for a contact.
const ORGANISER: &str = "soga";

/// Every question of the site, grouped by page, with a filter that works once the wasm is there.
#[component]
pub(crate) fn FaqPage(site: Arc<Site>, lang: Lang, moment: Moment) -> impl IntoView {
    let content = site.content(lang);
    let words = &content.words.blocks;
    let text = FilterText {
        found: words.faq_found.clone(),
        none: words.faq_none.clone(),
    };
    let label = |id: &str| content.words.actions.get(id).cloned();
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
        label: content.words.legal.ask_button.clone(),
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
        <FaqGroups site=site.clone() lang moment is_filtered=true />
    }
}

/// Every question of the site, grouped by page.
#[component]
pub(crate) fn FaqGroups(
    site: Arc<Site>,
    lang: Lang,
    moment: Moment,
    #[prop(optional)] is_bare: bool,
    #[prop(optional)] is_filtered: bool,
) -> impl IntoView {
    view! {
        {site
            .content(lang)
            .faq
            .iter()
            .map(|group| {
                let page = site.page(lang, &group.page);
                let title = page.and_then(|page| page.faq_title.clone()).unwrap_or_default();
                let schedule = site.event.schedule_on(&group.page);
                view! {
                    <section class="faq-group">
                        <h2>
                            <a href=page.map(|page| page.url.clone())>{title}</a>
                        </h2>
                        <Questions schedule moment entries=group.entries.clone() is_bare is_filtered />
                    </section>
                }
            })
            .collect_view()}
    }
}
