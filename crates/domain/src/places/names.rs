//! The part that both files share: names by département, and how they rank by population.

use super::{Malformed, Place, RANKS};
use crate::eligibility::Department;
use crate::fold::fold_onto;

/// The names of a file, folded for the search.
///
/// In the file: a line a name, in the order of the file; a line with its code before the first name of each
/// département (only these start with a digit); "+" before the name of a sorting office's area. After an empty line,
/// one line with a rank, "a" to "r", for each name; a capital where a place of another département outside the file has
/// the same name.
#[derive(Clone, Debug)]
pub(super) struct Names {
    text: String,
    /// Where each name starts in `text`.
    starts: Vec<u32>,
    /// The index of the first name of each département.
    departments: Vec<(u32, Department)>,
    /// Where the ranks start in `text`.
    ranks: usize,
    /// The folded names, each followed by a line feed.
    folded: Vec<u8>,
    /// Where each name starts in `folded`.
    folded_starts: Vec<u32>,
    /// Where each word starts in `folded`: first those that start with "0", in order, and so on to "z".
    words: Vec<u32>,
    /// Where the words of each first letter end in `words`.
    letters: [u32; LETTERS],
}

/// The digits and the letters from "a" to "z".
const LETTERS: usize = 36;

impl Names {
    /// Reads the file `text`, whose first line is `header`; gives what follows the ranks too, as its start in `text`.
    pub(super) fn parse(text: String, header: &str) -> Result<(Self, usize), Malformed> {
        let names_at = text
            .strip_prefix(header)
            .and_then(|rest| rest.strip_prefix('\n'))
            .map(|rest| text.len() - rest.len())
            .ok_or(Malformed)?;
        if u32::try_from(text.len()).is_err() {
            return Err(Malformed);
        }
        let length = text[names_at..].find("\n\n").ok_or(Malformed)?;
        let ranks = names_at + length + 2;
        let ranks_length = text[ranks..].find('\n').ok_or(Malformed)?;
        let mut starts = Vec::with_capacity(ranks_length);
        let mut folded_starts = Vec::with_capacity(ranks_length);
        let mut departments = Vec::new();
        let mut folded = Vec::with_capacity(length + length / 8);
        let mut at = names_at;
        while at <= names_at + length {
            let rest = &text[at..];
            let line = &rest[..rest.bytes().position(|b| b == b'\n').ok_or(Malformed)?];
            if line.starts_with(|c: char| c.is_ascii_digit()) {
                let department = Department::parse(line).ok_or(Malformed)?;
                departments.push((offset(starts.len())?, department));
            } else {
                starts.push(offset(at)?);
                folded_starts.push(offset(folded.len())?);
                fold_onto(line, &mut folded);
                folded.push(b'\n');
            }
            at += line.len() + 1;
        }
        let is_rank = |b: u8| (b'a'..b'a' + RANKS).contains(&b.to_ascii_lowercase());
        let ranked = text[ranks..ranks + ranks_length].bytes().all(is_rank);
        let headed = departments.first().is_some_and(|(first, _)| *first == 0);
        if starts.len() != ranks_length || !ranked || !headed {
            return Err(Malformed);
        }
        let (words, letters) = index(&folded);
        let names = Self {
            text,
            starts,
            departments,
            ranks,
            folded,
            folded_starts,
            words,
            letters,
        };
        Ok((names, ranks + ranks_length + 1))
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The text of the whole file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The folded names, each followed by a line feed.
    pub(super) fn folded(&self) -> &[u8] {
        &self.folded
    }

    /// Where each name starts in [`Self::folded`].
    pub(super) fn folded_starts(&self) -> &[u32] {
        &self.folded_starts
    }

    /// Where the words that start with `first` do so in [`Self::folded`], in order.
    pub(super) fn words(&self, first: u8) -> &[u32] {
        let Some(letter) = letter(first) else {
            return &[];
        };
        let start = if letter == 0 {
            0
        } else {
            self.letters[letter - 1]
        };
        &self.words[start as usize..self.letters[letter] as usize]
    }

    /// The rank by population of the name `index`: the more people, the greater.
    pub(super) fn rank(&self, index: usize) -> u8 {
        self.text.as_bytes()[self.ranks + index].to_ascii_lowercase()
    }

    /// The name `index` with its département; its reach is not known here.
    pub(super) fn place(&self, index: usize) -> Place<'_> {
        let rest = &self.text[self.starts[index] as usize..];
        let line = rest.split('\n').next().unwrap_or(rest);
        let name = line.strip_prefix('+').unwrap_or(line);
        Place {
            name,
            department: self.department(index),
            reach: None,
            is_area: name.len() < line.len(),
            has_namesake: self.text.as_bytes()[self.ranks + index].is_ascii_uppercase(),
            area: None,
        }
    }

    /// The département of the name `index`.
    pub(super) fn department(&self, index: usize) -> Department {
        let after = self
            .departments
            .partition_point(|(first, _)| *first as usize <= index);
        self.departments[after - 1].1
    }

    /// The index of the first name of `department`.
    pub(super) fn first_of(&self, department: Department) -> Option<usize> {
        let found = self
            .departments
            .iter()
            .find(|(_, code)| *code == department);
        found
            .map(|(first, _)| *first as usize)
            .filter(|first| *first < self.len())
    }
}

/// The place of a folded name's byte among [`LETTERS`]; none for a space and a line feed.
fn letter(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        b'a'..=b'z' => Some(usize::from(byte - b'a') + 10),
        _ => None,
    }
}

/// The words of `folded` by their first letters, and where those of each letter end.
fn index(folded: &[u8]) -> (Vec<u32>, [u32; LETTERS]) {
    let mut ends = [0; LETTERS];
    each_word(folded, |_, letter| ends[letter] += 1);
    let mut total = 0;
    for end in &mut ends {
        // For now where the letter's words start; each word that is put there moves it on.
        (*end, total) = (total, total + *end);
    }
    let mut words = vec![0; total as usize];
    each_word(folded, |at, letter| {
        words[ends[letter] as usize] = at;
        ends[letter] += 1;
    });
    (words, ends)
}

/// Calls `put` with the start and the first letter of each word of `folded`.
fn each_word(folded: &[u8], mut put: impl FnMut(u32, usize)) {
    let mut parted = true;
    for (at, &byte) in (0..).zip(folded) {
        if parted && let Some(letter) = letter(byte) {
            put(at, letter);
        }
        parted = byte <= b' ';
    }
}

fn offset(value: usize) -> Result<u32, Malformed> {
    u32::try_from(value).map_err(|_| Malformed)
}
