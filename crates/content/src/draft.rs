//! One language with the keys of every file read and no text rendered.

use std::collections::{BTreeMap, BTreeSet};

use nec_ess_domain::{Form, Lang};

use crate::faq::FaqKeys;
use crate::form_words::FormWords;
use crate::page::PageKeys;
use crate::parse::{Body, Source};
use crate::unreadable::{Excused, Unreadable};
use crate::words::Words;

/// A file with its keys, its text not yet rendered.
pub(crate) struct Unread<K> {
    pub(crate) source: Source,
    pub(crate) keys: K,
    pub(crate) body: Body,
}

/// One language with every key read and no text rendered.
pub(crate) struct Draft {
    pub(crate) lang: Lang,
    pub(crate) words: Option<(Source, Words)>,
    pub(crate) forms: Option<(Source, FormWords)>,
    /// By URL.
    pub(crate) pages: BTreeMap<String, Unread<PageKeys>>,
    /// By page id and name.
    pub(crate) faq: BTreeMap<(String, String), Unread<FaqKeys>>,
    /// The ids of the pages that are left out, each with the form that the event does not have.
    pub(crate) gone: BTreeMap<String, &'static Form>,
    pub(crate) unreadable: Unreadable,
}

impl Draft {
    /// The addresses of its pages, also of those that cannot be read.
    pub(crate) fn urls(&self) -> impl Iterator<Item = String> {
        let lost = self.unreadable.pages.iter().map(|page| &page.url);
        self.pages.keys().chain(lost).cloned()
    }

    /// The ids of its pages with their addresses, also of those that cannot be read.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        let lost = self.unreadable.pages.iter();
        self.pages
            .iter()
            .map(|(url, page)| (page.keys.id.as_str(), url.as_str()))
            .chain(lost.filter_map(|page| Some((page.id.as_deref()?, page.url.as_str()))))
    }

    /// Whether there is a page with the id `id`, or may be one.
    pub(crate) fn has_page(&self, id: &str) -> bool {
        self.unreadable.hides_pages()
            || self.gone.contains_key(id)
            || self.ids().any(|(known, _)| known == id)
    }

    /// Whether two pages have the id `id`: what belongs to it cannot be told.
    pub(crate) fn has_twice(&self, id: &str) -> bool {
        self.ids().filter(|(known, _)| *known == id).count() > 1
    }

    /// The ids that its unreadable pages may have: those that the other language alone has.
    pub(crate) fn excused(&self, twin: &Self) -> Excused {
        if !self.unreadable.hides_pages() {
            Excused::These(BTreeSet::new())
        } else if self.unreadable.folder || twin.unreadable.hides_pages() {
            Excused::All
        } else {
            Excused::These(twin.ids().map(|(id, _)| id.to_owned()).collect())
        }
    }

    /// The anchors of the questions of the page `id`, as far as they are known.
    pub(crate) fn anchors(&self, id: &str) -> Vec<String> {
        let read = self.faq.iter().filter(|((page, _), _)| page == id);
        let lost = self.unreadable.questions.iter();
        read.map(|(_, entry)| entry.keys.anchor.clone())
            .chain(
                lost.filter(|lost| lost.page == id)
                    .filter_map(|lost| lost.anchor.clone()),
            )
            .collect()
    }

    /// Whether there is a question of the page `id`, readable or not.
    pub(crate) fn has_questions(&self, id: &str) -> bool {
        self.faq.keys().any(|(page, _)| page == id)
            || self.unreadable.questions.iter().any(|lost| lost.page == id)
    }

    /// Whether there is a question `name` of the page `id`, readable or not.
    pub(crate) fn has_question(&self, id: &str, name: &str) -> bool {
        let mut lost = self.unreadable.questions.iter();
        self.unreadable.folder
            || self.faq.contains_key(&(id.to_owned(), name.to_owned()))
            || lost.any(|question| question.page == id && question.name == name)
    }
}
