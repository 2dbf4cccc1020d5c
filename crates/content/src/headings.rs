//! The headings of one page, counted through all of its texts and the blocks between them.

use crate::slug::slug;

/// What the headings so far have used up.
#[derive(Debug)]
pub(crate) struct Headings {
    last_level: u8,
    ids: Vec<String>,
}

impl Headings {
    /// A page with its title (the level 1), on which `ids` are taken by other things than headings.
    pub(crate) fn new(ids: Vec<String>) -> Self {
        Self { last_level: 1, ids }
    }

    /// Counts a heading of `level`, or says why there can be none here.
    pub(crate) fn count(&mut self, level: u8) -> Result<(), String> {
        let last = self.last_level;
        // Whatever is wrong with this heading, the next one is measured by what it was meant to be.
        self.last_level = level.max(2);
        if level == 1 {
            Err("a heading of level 1: the title comes from the key `title` of the front matter, expected `##` or a lower level".into())
        } else if level > last + 1 {
            let marks = "#".repeat(usize::from(last + 1));
            Err(format!(
                "a heading skips a level: expected at most `{marks}` here, and `##` at least (the title is the level 1)"
            ))
        } else {
            Ok(())
        }
    }

    /// The id of a heading with these words.
    pub(crate) fn id(&mut self, words: &str) -> String {
        let wanted = slug(words);
        let id = std::iter::once(wanted.clone())
            .chain((2..).map(|n| format!("{wanted}-{n}")))
            .find(|candidate| !self.ids.contains(candidate))
            .expect("numbers do not run out");
        self.ids.push(id.clone());
        id
    }

    /// Every id of the page.
    pub(crate) fn into_ids(self) -> Vec<String> {
        self.ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One mistake is complained of once: the headings after it are right.
    #[test]
    fn one_complaint() {
        let mut headings = Headings::new(Vec::new());
        let right: Vec<bool> = [2, 1, 3, 5, 6, 2]
            .map(|level| headings.count(level).is_ok())
            .into();
        assert_eq!(right, [true, false, true, false, true, true]);
    }

    /// No heading takes an id that something else has.
    #[test]
    fn ids() {
        let mut headings = Headings::new(vec!["ou".into()]);
        assert_eq!(headings.id("Où ?"), "ou-2");
        assert_eq!(headings.id("Quand ?"), "quand");
        assert_eq!(headings.into_ids(), ["ou", "ou-2", "quand"]);
    }
}
