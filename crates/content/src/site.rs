//! Everything that `content/` says, read and checked.

use nec_ess_domain::Lang;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::faq::FaqGroup;
use crate::form_words::FormWords;
use crate::page::{Known, Page};
use crate::pages::Pages;
use crate::programme::Programme;
use crate::settings::Settings;
use crate::words::Words;

/// Everything that `content/` says.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Site {
    /// `site.toml`.
    pub settings: Settings,
    /// `event.toml`.
    pub event: Event,
    /// `programme.toml` and `programme/`.
    pub programme: Programme,
    /// In French.
    pub fr: LangContent,
    /// In English.
    pub en: LangContent,
}

/// One language of the site.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LangContent {
    /// `words.toml`.
    pub words: Words,
    /// `forms.toml`.
    pub forms: FormWords,
    /// Every page, in the order of its URL.
    pub pages: Pages,
    /// Every question, by page, in the order of the FAQ page.
    pub faq: Vec<FaqGroup>,
}

impl Site {
    /// What the site says in `lang`.
    #[must_use]
    pub fn content(&self, lang: Lang) -> &LangContent {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// The page `id` in `lang`.
    #[must_use]
    pub fn page(&self, lang: Lang, id: &str) -> Option<&Page> {
        self.content(lang).pages.by_id(id)
    }

    /// The URL of the page `id` in `lang`; the language's home if there is none.
    #[must_use]
    pub fn url(&self, lang: Lang, id: &str) -> String {
        self.page(lang, id)
            .map_or_else(|| format!("/{}/", lang.code()), |page| page.url.clone())
    }

    /// The page `known` in `lang`.
    ///
    /// # Panics
    /// For the page of a form that the event does not have.
    #[must_use]
    pub fn known(&self, lang: Lang, known: Known) -> &Page {
        self.content(lang).pages.known(known)
    }

    /// The URL of the page `known` in `lang`.
    ///
    /// # Panics
    /// For the page of a form that the event does not have.
    #[must_use]
    pub fn known_url(&self, lang: Lang, known: Known) -> &str {
        &self.known(lang, known).url
    }

    /// The articles in `lang`, in the order of their URL.
    pub fn articles(&self, lang: Lang) -> impl Iterator<Item = &Page> {
        let index = self.known_url(lang, Known::Articles);
        self.content(lang)
            .pages
            .iter()
            .filter(move |page| page.url.starts_with(index) && page.url != index)
    }

    /// The questions of the page `id` in `lang`.
    #[must_use]
    pub fn faq_of(&self, lang: Lang, id: &str) -> Option<&FaqGroup> {
        self.content(lang).faq.iter().find(|group| group.page == id)
    }
}
