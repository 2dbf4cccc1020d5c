//! What an editor is told when content cannot be used.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake in a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what was expected, in plain words.
    pub message: String,
}

impl ContentError {
    /// A mistake at `line` (from 1) of `file`.
    pub fn new(file: impl AsRef<Path>, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.as_ref().to_path_buf(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "content/{}:{}: {}",
            self.file.display(),
            self.line,
            self.message
        )
    }
}

impl std::error::Error for ContentError {}

/// The line (from 1) that the byte `offset` of `text` stands on.
#[must_use]
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    text.as_bytes()[..offset]
        .iter()
        .filter(|b| **b == b'\n')
        .count()
        + 1
}
