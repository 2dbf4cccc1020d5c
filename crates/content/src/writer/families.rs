//! The families of actors that a page shows as cards.

use super::texts::Writer;
use crate::draft::Unread;
use crate::headings::Headings;
use crate::page::{Block, Family, FamilyKeys, PageKeys};

/// The level of their headings.
const LEVEL: u8 = 3;

impl Writer<'_> {
    /// The block of the families of `page` at `url`, whose headings go on after `headings`.
    pub(super) fn families(
        &mut self,
        url: &str,
        page: &Unread<PageKeys>,
        headings: &mut Headings,
    ) -> Result<Block, String> {
        let families = page.keys.families.iter().enumerate();
        let families: Vec<_> = families
            .map(|(index, keys)| self.family(url, page, index, keys, headings))
            .collect();
        if families.is_empty() {
            return Err("the page has no [[families]] in its keys".into());
        }
        headings.count(LEVEL).map_err(|_| {
            "the families have headings of level 3: expected a heading `##` before `{{families}}`"
        })?;
        Ok(Block::Families(families))
    }

    fn family(
        &mut self,
        url: &str,
        page: &Unread<PageKeys>,
        index: usize,
        keys: &FamilyKeys,
        headings: &mut Headings,
    ) -> Family {
        let source = &page.source;
        let at = index.to_string();
        if keys.text.is_none() && keys.examples.is_empty() {
            self.complain(source.error_at(
                &["families", &at],
                format!(
                    "the family `{}` says nothing: expected `text`, or `examples`, or both",
                    keys.id
                ),
            ));
        }
        let title = self.line(source, &["families", &at, "title"], &keys.title);
        if !title.is_whole {
            // Its anchor is made from what is not known.
            self.anchors.open(url);
        }
        let text = keys.text.as_ref().map(|text| {
            let place = ["families", &at, "text"];
            self.line(source, &place, text).text
        });
        let examples = keys.examples.iter().enumerate().map(|(example, name)| {
            let place = ["families", &at, "examples", &example.to_string()];
            self.line(source, &place, name).text
        });
        Family {
            examples: examples.collect(),
            anchor: headings.id(&title.text),
            drawing: keys.drawing,
            title: title.text,
            text,
        }
    }
}
