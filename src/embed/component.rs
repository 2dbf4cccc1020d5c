//! Which components there are, and where.

use nec_ess_content::{Known, Moment, Page, Site};
use nec_ess_domain::text::Offer;
use nec_ess_domain::{Lang, Named, forms};

/// A component for other sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Component {
    /// The form of this page; the reimbursement brings its check.
    Form(Known),
    /// The questions of the page with this id; of every page without one.
    Faq(Option<String>),
    /// The days with their sessions.
    Programme,
}

impl Component {
    /// Every component that `site` can give.
    pub(crate) fn all(site: &Site, lang: Lang) -> Vec<Self> {
        let forms = site.event.forms().map(Known::of_form).map(Self::Form);
        let questions = site.content(lang).faq.iter();
        forms
            .chain([Self::Programme, Self::Faq(None)])
            .chain(questions.map(|group| Self::Faq(Some(group.page.clone()))))
            .collect()
    }

    /// Whether it still shows at `moment` what it is for: a form that is closed shows that it is.
    pub(crate) fn is_open(&self, site: &Site, moment: Moment) -> bool {
        let form = match self {
            Self::Form(page) => forms::by_id(page.name()),
            _ => None,
        };
        form.is_none_or(|form| !site.event.is_closed(form, moment))
    }

    /// What is on offer as this one in `lang`.
    pub(crate) fn offer(&self, site: &Site, lang: Lang) -> Offer {
        Offer {
            path: self.path(lang),
            // It is copied as it stands: nothing in it is to be unseen.
            title: self.title(site, lang).replace(['\u{a0}', '\u{202f}'], " "),
            kind: self.kind().to_owned(),
            lang: lang.code().to_owned(),
            page: self.page().map(str::to_owned),
            link: site.url(lang, self.page_id()),
            height: self.height(site),
        }
    }

    /// The one that shows what `page` is about, if any does.
    pub(crate) fn of_page(site: &Site, lang: Lang, page: &Page) -> Option<Self> {
        Some(match Known::from_name(&page.id) {
            Some(form @ (Known::Registration | Known::Workshop | Known::Reimbursement)) => {
                Self::Form(form)
            }
            Some(Known::Programme | Known::Event) => Self::Programme,
            Some(Known::Faq) => Self::Faq(None),
            _ => {
                site.faq_of(lang, &page.id)?;
                Self::Faq(Some(page.id.clone()))
            }
        })
    }

    /// The id of the page of this site that shows the same.
    pub(crate) fn page_id(&self) -> &str {
        match self {
            Self::Form(page) => page.name(),
            Self::Faq(page) => page.as_deref().unwrap_or(Known::Faq.name()),
            Self::Programme => Known::Programme.name(),
        }
    }

    /// The name of its tag, after "soga-".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Form(page) => page.name(),
            Self::Faq(_) => "faq",
            Self::Programme => "programme",
        }
    }

    /// The page whose questions it shows, where it shows those of one.
    pub(crate) fn page(&self) -> Option<&str> {
        match self {
            Self::Faq(page) => page.as_deref(),
            _ => None,
        }
    }

    /// What it is, in words: the title of the page that shows the same.
    pub(crate) fn title(&self, site: &Site, lang: Lang) -> String {
        let title = |id: &str| site.page(lang, id).map_or("", |page| page.title.as_str());
        match self {
            // The page of an article bears its title, which says nothing of questions.
            Self::Faq(Some(page)) => {
                let page = site.page(lang, page);
                page.and_then(|page| page.faq_title.clone())
                    .unwrap_or_default()
            }
            _ => title(self.page_id()).to_owned(),
        }
    }

    /// Where it is. Addresses of components never change, whatever editors call their pages:
    /// `scripts/embed.js` has the same list.
    pub(crate) fn path(&self, lang: Lang) -> String {
        let name = match (self, lang) {
            (Self::Form(Known::Registration), Lang::Fr) => "inscription",
            (Self::Form(Known::Workshop), Lang::Fr) => "atelier",
            (Self::Form(Known::Reimbursement), Lang::Fr) => "defraiement",
            (Self::Form(page), _) => page.name(),
            (Self::Faq(_), _) => "faq",
            (Self::Programme, _) => "programme",
        };
        let page = match self {
            Self::Faq(Some(page)) => format!("{page}/"),
            _ => String::new(),
        };
        format!("/{}/embed/{name}/{page}", lang.code())
    }

    /// The height to reserve for it in a column of 600 px, px, measured generously: what is shorter
    /// leaves room, what is longer grows once.
    pub(crate) fn height(&self, site: &Site) -> u32 {
        const SESSION: u32 = 250;
        match self {
            Self::Form(Known::Registration) => 2100,
            Self::Form(Known::Reimbursement) => 2400,
            Self::Form(_) => 1450,
            Self::Faq(None) => 3300,
            Self::Faq(Some(_)) => 640,
            Self::Programme => {
                let sessions = site.programme.sessions.iter();
                1060 + sessions.map(|_| SESSION).sum::<u32>()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses that other sites have in their pages.
    #[test]
    fn paths_are_a_contract() {
        let path = |component: Component| component.path(Lang::Fr);
        assert_eq!(
            path(Component::Form(Known::Registration)),
            "/fr/embed/inscription/"
        );
        assert_eq!(path(Component::Form(Known::Workshop)), "/fr/embed/atelier/");
        assert_eq!(
            path(Component::Form(Known::Reimbursement)),
            "/fr/embed/defraiement/"
        );
        assert_eq!(path(Component::Programme), "/fr/embed/programme/");
        assert_eq!(path(Component::Faq(None)), "/fr/embed/faq/");
        let studies = Component::Faq(Some("studies".into()));
        assert_eq!(studies.path(Lang::En), "/en/embed/faq/studies/");
    }
}
