//! TOML files and TOML front matter into structs, with the line of each mistake.

mod place;

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::error::{ContentError, line_at};

/// The first line of a file with front matter.
const OPENING: &str = "+++\n";

/// A content file that was read, with its path relative to the content folder.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) file: PathBuf,
    text: String,
}

/// What follows the front matter.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) text: String,
    /// How many lines of the file stand before it.
    pub(crate) lines_before: usize,
}

impl Source {
    /// Reads `file` below `root`.
    pub(crate) fn read(root: &Path, file: &Path) -> Result<Self, ContentError> {
        std::fs::read_to_string(root.join(file))
            .map(|text| Self::new(file, &text))
            .map_err(|error| ContentError::new(file, 1, format!("cannot be read: {error}")))
    }

    /// Reads as much of `file` as there is, in whatever encoding: for what can be told of a file
    /// that cannot be used.
    pub(crate) fn salvage(root: &Path, file: &Path) -> Option<Self> {
        let bytes = std::fs::read(root.join(file)).ok()?;
        Some(Self::new(file, &String::from_utf8_lossy(&bytes)))
    }

    fn new(file: &Path, text: &str) -> Self {
        Self {
            file: file.to_path_buf(),
            // Editors on other systems: a byte-order mark and CRLF mean nothing here.
            text: text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        }
    }

    /// Everything that stands in it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// A mistake at `line` of this file.
    pub(crate) fn error(&self, line: usize, message: impl Into<String>) -> ContentError {
        ContentError::new(&self.file, line, message)
    }

    /// A mistake in the key at `place`, which [`Self::line_of`] describes.
    pub(crate) fn error_at(&self, place: &[&str], message: impl Into<String>) -> ContentError {
        self.error(self.line_of(place), message)
    }

    /// The line of a key: `place` holds the names of the tables that it stands in and its own, and
    /// for a member of a list its position from 0. For a key that is not there, the line of the last
    /// table or list on the way to it, or 1.
    pub(crate) fn line_of(&self, place: &[&str]) -> usize {
        let (toml, lines_before) = self.keys();
        match place::offset(toml, place) {
            Some(offset) => lines_before + line_at(toml, offset),
            None => 1,
        }
    }

    /// The text of the top-level `key`, if that much can be made out, whatever else is wrong.
    pub(crate) fn text_of(&self, key: &str) -> Option<String> {
        place::text(self.keys().0, key)
    }

    /// The whole file as TOML.
    pub(crate) fn toml<T: DeserializeOwned>(&self) -> Result<T, ContentError> {
        toml::from_str(&self.text).map_err(|error| self.toml_error(&self.text, 0, &error))
    }

    /// The TOML between two lines of `+++`, and the body after them.
    pub(crate) fn front_matter<T: DeserializeOwned>(&self) -> Result<(T, Body), ContentError> {
        let (keys, body) = self.cut().map_err(|message| self.error(1, message))?;
        let front = toml::from_str(keys).map_err(|error| self.toml_error(keys, 1, &error))?;
        let body = Body {
            text: body.to_owned(),
            lines_before: line_at(&self.text, self.text.len() - body.len()) - 1,
        };
        Ok((front, body))
    }

    /// The part of the file that is TOML, with the number of lines before it.
    fn keys(&self) -> (&str, usize) {
        match (self.cut(), self.text.strip_prefix(OPENING)) {
            (Ok((keys, _)), _) => (keys, 1),
            // Front matter without its end: the keys come first all the same.
            (Err(_), Some(rest)) => (rest, 1),
            (Err(_), None) => (&self.text, 0),
        }
    }

    /// Front matter and body, or what was expected of them.
    fn cut(&self) -> Result<(&str, &str), &'static str> {
        let Some(rest) = self.text.strip_prefix(OPENING) else {
            return Err(
                "expected a first line `+++`, then the page's keys, then another line `+++`",
            );
        };
        let Some(end) = rest
            .match_indices("+++")
            .map(|(at, _)| at)
            .find(|at| rest[..*at].ends_with('\n') && is_line_end(&rest[at + 3..]))
        else {
            return Err("the keys have no end: expected a second line `+++`");
        };
        let body = &rest[end + 3..];
        Ok((&rest[..end], body.strip_prefix('\n').unwrap_or(body)))
    }

    /// What the TOML parser says of `toml`, a part of this file after `lines_before` lines.
    pub(crate) fn toml_error(
        &self,
        toml: &str,
        lines_before: usize,
        error: &toml::de::Error,
    ) -> ContentError {
        let line = error.span().map_or(1, |span| line_at(toml, span.start));
        self.error(lines_before + line, error.message())
    }
}

fn is_line_end(text: &str) -> bool {
    text.is_empty() || text.starts_with('\n')
}
