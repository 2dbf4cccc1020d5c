//! One language of the site, made of its files once every address is known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nec_ess_domain::Named;

use crate::anchors::Anchors;
use crate::draft::Draft;
use crate::error::ContentError;
use crate::event::Event;
use crate::faq::{FaqEntry, FaqGroup};
use crate::links::Links;
use crate::page::{Known, Page};
use crate::pages::{Pages, no_page};
use crate::report::Report;
use crate::settings::Settings;
use crate::site::LangContent;
use crate::variables::Variables;
use crate::without;
use crate::writer::Writer;

/// What texts of both languages may refer to; `None` is what cannot be read.
pub(crate) struct Facts<'a> {
    pub(crate) settings: Option<&'a Settings>,
    pub(crate) event: Option<&'a Event>,
    /// The ids of all sessions of the programme.
    pub(crate) sessions: &'a [String],
    pub(crate) urls: Option<&'a BTreeSet<String>>,
    /// Where the pictures of texts stand.
    pub(crate) public: &'a Path,
}

/// Renders every text of `draft`, whatever else is missing: mistakes in them are told together with
/// all others. `None` when that was something which a site cannot do without.
pub(crate) fn finish(
    draft: &Draft,
    twin: &Draft,
    facts: &Facts<'_>,
    anchors: &mut Anchors,
    report: &mut Report,
) -> Option<LangContent> {
    let pages = draft.ids();
    let links = Links {
        pages: pages.map(|(id, url)| (id.into(), url.into())).collect(),
        excused: draft.excused(twin),
        gone: &draft.gone,
        urls: facts.urls,
        outside: facts.settings.map(|settings| &settings.links),
    };
    for id in Known::ALL.iter().map(|known| known.name()) {
        if !links.has_page(id) && without::missing(facts.event, id).is_none() {
            let error = ContentError::of_file(draft.lang.code(), no_page(id));
            report.errors.push(error);
        }
    }
    let mut writer = Writer {
        draft,
        links: &links,
        sessions: facts.sessions,
        variables: Variables::new(
            facts.event,
            facts.settings.map(|settings| &settings.organiser),
            draft.lang,
        ),
        anchors,
        public: facts.public,
        report,
    };
    // Questions first: their anchors are taken when headings get theirs.
    let mut groups: BTreeMap<&str, Vec<(u32, FaqEntry)>> = BTreeMap::new();
    let mut lost = BTreeSet::new();
    for ((page, name), entry) in &draft.faq {
        if !links.has_page(page) && lost.insert(page) {
            let known: BTreeSet<&str> = draft.ids().map(|(id, _)| id).collect();
            let known: Vec<&str> = known.into_iter().collect();
            let folder = format!("{}/faq/{page}", draft.lang.code());
            let message = format!(
                "a folder of questions has the id of its page as its name: expected one of: {}",
                known.join(", ")
            );
            let error = ContentError::of_file(folder, message);
            writer.report.errors.push(error);
        }
        if let Some(answered) = writer.question(name, entry) {
            let group = groups.entry(page).or_default();
            group.push((entry.keys.order, answered));
        }
    }
    writer.unreadable();
    let pages: Vec<Page> = draft
        .pages
        .iter()
        .map(|(url, page)| writer.page(url, page))
        .collect();
    Some(LangContent {
        words: draft.words.as_ref()?.1.clone(),
        forms: draft.forms.as_ref()?.1.clone(),
        // One that is missing, or cannot be read, was complained of.
        pages: Pages::try_from(pages).ok()?,
        faq: ordered(groups, &facts.settings?.menu, &links),
    })
}

/// Groups in the order of the menu (the home page first, articles where the menu has them).
fn ordered(
    groups: BTreeMap<&str, Vec<(u32, FaqEntry)>>,
    menu: &[String],
    links: &Links<'_>,
) -> Vec<FaqGroup> {
    let place = |id: &str| {
        let url = links.pages.get(id).map_or("", String::as_str);
        let home = usize::from(id != Known::Event.name());
        let position = menu.iter().position(|entry| {
            let entry = links.pages.get(entry);
            entry.is_some_and(|menu_url| url.starts_with(menu_url))
        });
        (home, position.unwrap_or(menu.len()), url.to_owned())
    };
    let mut faq: Vec<FaqGroup> = groups
        .into_iter()
        .map(|(page, mut entries)| {
            entries.sort_by_key(|(order, _)| *order);
            FaqGroup {
                page: page.to_owned(),
                entries: entries.into_iter().map(|(_, entry)| entry).collect(),
            }
        })
        .collect();
    faq.sort_by_key(|group| place(&group.page));
    faq
}
