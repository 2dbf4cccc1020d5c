//! TOML files and TOML front matter into structs, with the line of each mistake.

mod found;
mod mistake;
mod place;
mod slip;
mod stand_in;
mod value;

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::DeTable;

use crate::error::{ContentError, line_at};
use stand_in::Example;

/// The first line of a file with front matter.
const OPENING: &str = "+++\n";
/// The key of a file's texts that names the facts which are typed there on purpose.
const MEANT: &str = "meant";

/// A content file that was read, with its path relative to the content folder.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) file: PathBuf,
    text: String,
    /// The facts that are typed in its texts on purpose, as its key `meant` lists them.
    meant: Vec<String>,
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
            .map_err(|error| unreadable(file, &error))
    }

    /// Reads `file` below `root`, with what its keys say; `None` once it was complained of. Texts under the keys
    /// `may_be_empty` may be.
    pub(crate) fn load<T: DeserializeOwned>(
        root: &Path,
        file: &str,
        may_be_empty: &[&str],
        errors: &mut Vec<ContentError>,
    ) -> Option<(Self, T)> {
        let read = Self::read(root, Path::new(file));
        let source = read.map_err(|error| errors.push(error)).ok()?;
        let read = source.value(&source.text, 0, may_be_empty, |_| None);
        match read {
            Ok(value) => Some((source, value)),
            Err(found) => {
                errors.extend(found);
                None
            }
        }
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
            meant: Vec::new(),
        }
    }

    /// A mistake at `line` of this file.
    pub(crate) fn error(&self, line: usize, message: impl Into<String>) -> ContentError {
        ContentError::new(&self.file, line, message)
    }

    /// A mistake in the key at `place`, which [`Self::line_of`] describes.
    pub(crate) fn error_at(&self, place: &[&str], message: impl Into<String>) -> ContentError {
        ContentError {
            line: self.line_of(place),
            ..ContentError::of_file(&self.file, message)
        }
    }

    /// The line of a key: `place` holds the names of the tables that it stands in and its own, and
    /// for a member of a list its position from 0. For a key that is not there, the line of the last
    /// table or list on the way to it, or the line that it belongs below; none where it is the first.
    fn line_of(&self, place: &[&str]) -> Option<usize> {
        let (toml, lines_before) = self.keys();
        let offset = place::offset(toml, place).or_else(|| place::last_key(toml));
        offset.map(|offset| lines_before + line_at(toml, offset))
    }

    /// The line of the byte `offset` of `text`, which is that of the key at `place`.
    pub(crate) fn line_in(&self, place: &[&str], text: &str, offset: usize) -> usize {
        let (toml, lines_before) = self.keys();
        match place::value_start(toml, place) {
            Some(start) => lines_before + place::line_in(toml, start, text, offset),
            None => self.line_of(place).unwrap_or(lines_before + 1),
        }
    }

    /// The same of a text whose value begins at `start` of the file.
    pub(crate) fn line_after(&self, start: usize, text: &str, offset: usize) -> usize {
        place::line_in(&self.text, start, text, offset)
    }

    /// The text of the top-level `key`, if that much can be made out, whatever else is wrong.
    pub(crate) fn text_of(&self, key: &str) -> Option<String> {
        place::text(self.keys().0, key)
    }

    /// Whether `fact` is typed in its texts on purpose.
    pub(crate) fn means(&self, fact: &str) -> bool {
        self.meant.iter().any(|meant| meant == fact)
    }

    /// What its key `meant` lists though it stands nowhere else in the file.
    pub(crate) fn meant_for_nothing(&self) -> impl Iterator<Item = ContentError> {
        let idle = |fact: &&String| self.text.matches(fact.as_str()).count() < 2;
        self.meant.iter().filter(idle).map(|fact| {
            let message = format!("{MEANT}: {fact:?} stands nowhere in this file: it can go");
            self.error_at(&[MEANT], message)
        })
    }

    /// The whole file as TOML, its texts changed by `finish` before they are read.
    pub(crate) fn texts<T: DeserializeOwned>(
        &mut self,
        finish: impl FnOnce(&Self, &mut DeTable<'_>),
    ) -> Result<T, Vec<ContentError>> {
        let text = self.text.clone();
        let mut meant = Vec::new();
        let value = self.value(&text, 0, &[], |table| {
            let taken = self.take_meant(table, 0);
            let (listed, wrong) = taken.map_or_else(|e| (Vec::new(), Some(e)), |m| (m, None));
            meant.clone_from(&listed);
            let source = Self {
                meant: listed,
                ..self.clone()
            };
            finish(&source, table);
            wrong
        });
        self.meant = meant;
        value
    }

    /// The TOML between two lines of `+++`, and the body after them.
    pub(crate) fn front_matter<T: DeserializeOwned>(
        &mut self,
    ) -> Result<(T, Body), Vec<ContentError>> {
        let (keys, body) = self.cut().map_err(|message| vec![self.error(1, message)])?;
        let mut meant = Vec::new();
        let front = self.value(keys, 1, &[], |table| {
            let taken = self.take_meant(table, 1);
            taken.map(|listed| meant = listed).err()
        })?;
        let body = Body {
            text: body.to_owned(),
            lines_before: line_at(&self.text, self.text.len() - body.len()) - 1,
        };
        self.meant = meant;
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

    /// What `toml`, a part of this file after `lines_before` lines, says, or every mistake in it. Texts under the keys
    /// `may_be_empty` may be; `finish` changes the others before they are read, and says what is
    /// wrong there.
    fn value<T: DeserializeOwned>(
        &self,
        toml: &str,
        lines_before: usize,
        may_be_empty: &[&str],
        finish: impl FnOnce(&mut DeTable<'_>) -> Option<ContentError>,
    ) -> Result<T, Vec<ContentError>> {
        let mended = slip::mend(toml);
        let slips = mended.slips.iter();
        let mut errors: Vec<ContentError> = slips
            .map(|(at, message)| self.error(lines_before + line_at(toml, *at), message))
            .collect();
        let (true, Ok(mut document)) = (mended.is_whole, DeTable::parse(&mended.text)) else {
            return Err(errors);
        };
        if lines_before == 0 {
            errors.extend(self.still_asked(&document, may_be_empty));
        }
        errors.extend(finish(document.get_mut()));
        let read = value::read(&document, may_be_empty, &mended.keys);
        match read {
            Ok(value) if errors.is_empty() => return Ok(value),
            Ok(_) => {}
            Err(mistakes) => {
                let told: BTreeSet<_> = errors.iter().filter_map(|error| error.line).collect();
                let mistakes = mistakes.iter();
                let mistakes = mistakes.map(|mistake| self.told(mistake, lines_before));
                let is_new =
                    |error: &ContentError| error.line.is_none_or(|line| !told.contains(&line));
                errors.extend(mistakes.filter(is_new));
            }
        }
        Err(errors)
    }

    /// A mistake for each line of `document` that has empty texts and a comment that says what is expected there, but for
    /// those under the keys `may_be_empty`: a new edition's facts are told all at once.
    fn still_asked(
        &self,
        document: &Spanned<DeTable<'_>>,
        may_be_empty: &[&str],
    ) -> Vec<ContentError> {
        let mut asked: Vec<ContentError> = Vec::new();
        for (_, at) in value::empty(document.get_ref(), may_be_empty) {
            let number = line_at(&self.text, at);
            let line = self.text.lines().nth(number - 1).unwrap_or_default();
            let Some((value, hint)) = line.split_once(" # ") else {
                continue;
            };
            let key = value.split('=').next().unwrap_or_default().trim();
            if asked
                .last()
                .is_none_or(|before| before.line != Some(number))
            {
                asked.push(self.error(number, format!("{key}: still to be filled in: {hint}")));
            }
        }
        asked
    }

    /// Every text of this file of TOML: its key, where its value begins, and what it says.
    pub(crate) fn texts_within(&self) -> Vec<(String, usize, String)> {
        let Ok(document) = DeTable::parse(&self.text) else {
            return Vec::new();
        };
        let texts = value::texts(document.get_ref()).into_iter();
        texts
            .map(|(key, at, text)| (key.to_owned(), at, text.to_owned()))
            .collect()
    }

    /// Takes the key `meant` out of `table`: it is for the build alone.
    fn take_meant(
        &self,
        table: &mut DeTable<'_>,
        lines_before: usize,
    ) -> Result<Vec<String>, ContentError> {
        value::take(table, MEANT).map_err(|mistake| self.told(&mistake, lines_before))
    }

    /// What `mistake` is told as, in the part of this file after `lines_before` lines. What is missing is told where it
    /// belongs: a key below the last of its table, a table at the end.
    fn told(&self, mistake: &value::Mistake, lines_before: usize) -> ContentError {
        let (toml, _) = self.keys();
        let message = mistake.to_string();
        let at = match (mistake.example(), mistake.place().as_slice()) {
            (Some(Example::Table(..)), _) => {
                let end = if lines_before == 0 {
                    "at its end"
                } else {
                    "after the other keys"
                };
                return ContentError::of_file(&self.file, format!("{message}, {end}"));
            }
            (_, []) if mistake.missing().is_some() => match place::last_key(toml) {
                None => {
                    return ContentError::of_file(&self.file, format!("{message}, at its top"));
                }
                Some(at) => {
                    let line = lines_before + line_at(toml, at);
                    return self.error(line, format!("{message}, below this line"));
                }
            },
            _ => mistake.start(),
        };
        self.error(lines_before + line_at(toml, at), message)
    }
}

fn is_line_end(text: &str) -> bool {
    text.is_empty() || text.starts_with('\n')
}

/// Why a file cannot be had.
pub(crate) fn unreadable(file: &Path, error: &io::Error) -> ContentError {
    let message = match error.kind() {
        ErrorKind::NotFound => "is missing: expected it here".to_owned(),
        ErrorKind::InvalidData => {
            "is not written in UTF-8: expected a text that was saved in UTF-8".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    };
    ContentError::of_file(file, message)
}
