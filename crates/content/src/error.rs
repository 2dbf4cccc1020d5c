//! What an editor is told when content cannot be used.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake in the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// The file or folder, relative to the content folder.
    pub file: PathBuf,
    /// The line, from 1; none where the file as a whole is meant, or is not there.
    pub line: Option<usize>,
    /// What is wrong and what was expected, in plain words.
    pub message: String,
}

impl ContentError {
    /// A mistake at `line` (from 1) of `file`.
    pub fn new(file: impl AsRef<Path>, line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::of_file(file, message)
        }
    }

    /// A mistake of `file` as a whole: its name, its place, or that it is not there.
    pub fn of_file(file: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self {
            file: file.as_ref().to_path_buf(),
            line: None,
            message: message.into(),
        }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "content/{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.message)
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
