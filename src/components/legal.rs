//! What the law asks a site to say, as far as it is filled in, and whom people may ask.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_content::legal::address;
use nec_ess_content::{LegalFact, LegalWords, Organiser, Site};
use nec_ess_domain::Lang;

/// Who answers for the site: the organiser, and what else is filled in.
#[component]
pub(crate) fn LegalNotice(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let facts = rows(&site, lang, &LegalFact::OF_THE_SITE);
    view! {
        <dl>
            <dt>{site.content(lang).words.legal.organiser.clone()}</dt>
            <dd>{organiser_link(&site.settings.organiser)}</dd>
            {facts}
        </dl>
    }
}

/// By what right answers are kept, and to whom people may complain; nothing while none of it is filled in.
#[component]
pub(crate) fn DataProtection(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let facts = rows(&site, lang, &LegalFact::OF_THE_DATA);
    (!facts.is_empty()).then(|| view! { <dl>{facts}</dl> })
}

/// Whom to ask: the contact, or the organiser's site while there is none.
#[component]
pub(crate) fn Contact(site: Arc<Site>, lang: Lang) -> impl IntoView {
    let mut contact = site.settings.legal.lines(LegalFact::Contact, lang);
    // Of several lines, the one that can be followed is enough within a sentence.
    let contact = contact
        .find(|line| address(line).is_some())
        .map(line_view)
        .or_else(|| lines(&site, lang, LegalFact::Contact))
        .unwrap_or_else(|| organiser_link(&site.settings.organiser));
    view! { <p>{site.content(lang).words.legal.ask.clone()} " " {contact}</p> }
}

/// Where a button leads to that says "contact": the first address of the contact, or the page that shows it if it has none.
pub(crate) fn contact_url(site: &Site, lang: Lang) -> Option<String> {
    let lines = || site.settings.legal.lines(LegalFact::Contact, lang);
    lines().next()?;
    lines()
        .find_map(address)
        .or_else(|| Some(site.page(lang, "legal")?.url.clone()))
}

fn organiser_link(organiser: &Organiser) -> AnyView {
    view! {
        <a href=organiser.url.clone() rel="external">
            {organiser.name.clone()}
        </a>
    }
    .into_any()
}

fn rows(site: &Site, lang: Lang, facts: &[LegalFact]) -> Vec<AnyView> {
    let words = &site.content(lang).words.legal;
    let row = |fact: &LegalFact| {
        let told = lines(site, lang, *fact)?;
        let name = name(words, *fact).to_owned();
        let row = view! {
            <dt>{name}</dt>
            <dd>{told}</dd>
        };
        Some(row.into_any())
    };
    facts.iter().filter_map(row).collect()
}

/// What is filled in, line by line.
fn lines(site: &Site, lang: Lang, fact: LegalFact) -> Option<AnyView> {
    let mut views = Vec::new();
    for line in site.settings.legal.lines(fact, lang) {
        if !views.is_empty() {
            views.push(view! { <br /> }.into_any());
        }
        views.push(line_view(line));
    }
    (!views.is_empty()).then(|| views.into_any())
}

/// A line as a link, where it is an address.
fn line_view(line: &str) -> AnyView {
    let text = line.to_owned();
    match address(line) {
        Some(url) => view! {
            <a href=url rel="external">
                {text}
            </a>
        }
        .into_any(),
        None => text.into_any(),
    }
}

fn name(words: &LegalWords, fact: LegalFact) -> &str {
    match fact {
        LegalFact::Contact => &words.contact,
        LegalFact::Publisher => &words.publisher,
        LegalFact::Director => &words.director,
        LegalFact::Host => &words.host,
        LegalFact::LegalBasis => &words.legal_basis,
        LegalFact::Rights => &words.rights,
        LegalFact::Authority => &words.authority,
    }
}

#[cfg(test)]
mod tests;
