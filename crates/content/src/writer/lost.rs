//! What is left of files that cannot be read.

use super::texts::Writer;

impl Writer<'_> {
    /// Notes the places that files have which cannot be read.
    pub(crate) fn unreadable(&mut self) {
        let lost = &self.draft.unreadable;
        for page in &lost.pages {
            self.anchors.open(&page.url);
        }
        let faq_url = self.faq_url();
        if lost.folder {
            self.anchors.open(&faq_url);
        }
        for question in &lost.questions {
            let pages = self.links.pages.get(&question.page);
            match &question.anchor {
                Some(anchor) => drop(self.anchors.offer(&faq_url, anchor)),
                None => {
                    self.anchors.open(&faq_url);
                    pages.into_iter().for_each(|url| self.anchors.open(url));
                }
            }
        }
    }
}
