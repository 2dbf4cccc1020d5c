//! The pages of one language, none missing that every site has.

use std::ops::Deref;

use nec_ess_domain::Named;
use serde::{Deserialize, Serialize, Serializer};

use crate::page::{Known, Page};

/// The pages of one language, in the order of their URL. There is no way to make it without a page for each [`Known`]
/// that is everywhere, so asking for one cannot fail.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<Page>")]
pub struct Pages(Vec<Page>);

impl Pages {
    /// The page `known`.
    ///
    /// # Panics
    /// For the page of a form that the event does not have.
    #[must_use]
    pub fn known(&self, known: Known) -> &Page {
        self.by_id(known.name())
            .expect("there are no pages without it")
    }

    /// The page with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Page> {
        self.0.iter().find(|page| page.id == id)
    }
}

impl TryFrom<Vec<Page>> for Pages {
    type Error = String;

    fn try_from(pages: Vec<Page>) -> Result<Self, String> {
        let is_there = |known: &&Known| pages.iter().any(|page| page.id == known.name());
        let mut needed = Known::ALL.iter().filter(|known| known.is_everywhere());
        match needed.find(|known| !is_there(known)) {
            Some(missing) => Err(no_page(missing.name())),
            None => Ok(Self(pages)),
        }
    }
}

/// What is said where a page that the software leads to is missing.
pub(crate) fn no_page(id: &str) -> String {
    format!("no page has the id `{id}`, which the site leads to")
}

impl Serialize for Pages {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Deref for Pages {
    type Target = [Page];

    fn deref(&self) -> &[Page] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Pages {
    type Item = &'a Page;
    type IntoIter = std::slice::Iter<'a, Page>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: &str) -> Page {
        Page {
            id: id.into(),
            url: format!("/fr/{id}/"),
            title: String::new(),
            nav: String::new(),
            description: String::new(),
            lead: None,
            faq_title: None,
            figures: Vec::new(),
            once_closed: None,
            once_over: None,
            blocks: Vec::new(),
        }
    }

    /// Pages of the editors' own may stand between those that the software leads to.
    #[test]
    fn known_pages_are_found() {
        let ids = ["studies"].into_iter();
        let ids = ids.chain(Known::ALL.iter().map(|known| known.name()));
        let pages = Pages::try_from(ids.map(page).collect::<Vec<_>>()).expect("each is there");
        for &known in Known::ALL {
            assert_eq!(pages.known(known).id, known.name());
        }
    }

    /// Also what another program wrote is refused when one is missing.
    #[test]
    fn none_is_missing() {
        for missing in Known::ALL.iter().filter(|known| known.is_everywhere()) {
            let left = Known::ALL.iter().filter(|known| *known != missing);
            let pages: Vec<Page> = left.map(|known| page(known.name())).collect();
            let error = Pages::try_from(pages).expect_err("one is missing");
            assert_eq!(error, no_page(missing.name()));
        }
    }
}
