//! What is found while content is read: mistakes, which stop the build, and notes, which do not.

use crate::error::ContentError;
use crate::parse::Source;
use crate::variables::Filled;

/// What is found while content is read.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// What has to be mended.
    pub(crate) errors: Vec<ContentError>,
    /// What somebody should look at; told in the same way.
    pub(crate) notes: Vec<ContentError>,
}

impl Report {
    /// Puts both in the order of files and lines.
    pub(crate) fn sort(&mut self) {
        for list in [&mut self.errors, &mut self.notes] {
            list.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        }
    }

    /// Takes in what is wrong with a text of `source`, and what it says itself though it could name a fact. `line` gives the
    /// line of an offset in the text.
    pub(crate) fn filled(
        &mut self,
        source: &Source,
        filled: &Filled,
        line: impl Fn(usize) -> usize,
    ) {
        for (offset, message) in &filled.mistakes {
            self.errors.push(source.error(line(*offset), message));
        }
        for typed in &filled.typed {
            if !source.means(&typed.text) {
                let (text, name) = (&typed.text, &typed.name);
                let message = format!(
                    "{text:?} is typed here, and event.toml says it: write {{{{{name}}}}}, or `meant = [{text:?}]` in the keys if it is meant"
                );
                self.notes.push(source.error(line(typed.at), message));
            }
        }
    }
}
