//! The file of the near départements.

use std::iter;

use super::names::Names;
use super::{Malformed, NEAR_END, NEAR_HEADER, Place};
use crate::eligibility::{Department, Km, PostalCode, Reach};

/// The places of the near départements, with their postal codes and distances; of other départements those that share
/// a postal code with them.
///
/// The file: the header, then four parts parted by empty lines.
///
/// 1. Names, and on the line after the empty one their ranks, as [`Elsewhere`](super::Elsewhere) has them; in each
///    département, in the order of their first postal codes. A first name without a postal code of its own, as a town
///    that is a département has it, stands for every code of its département that no other place has.
/// 2. Postal codes, a line a name: the first one as the difference to that of the name before, or "-" where none is of
///    the same département; after a space each, others in full, or three digits of the same département.
/// 3. Distances from the venue in kilometres, a line a name: "41" at least, "-19" at most, "18-24" both, "?" where they are not known. After an empty
///    line, one line with the tenths of all these, a digit for each that has no decimals of its own ("19.98").
/// 4. Codes of sorting offices (CEDEX), a line an office: how many names after that of the line before, distances
///    with their decimals, then how many codes further each code is than the one before ("7" first: 007), with "+2"
///    after it for the two codes that follow it. A last line, "end".
#[derive(Clone, Debug)]
pub struct Near {
    pub(super) names: Names,
    reaches: Vec<Option<Reach>>,
    /// Postal codes with the index of their place, in the order of the places.
    codes: Vec<(PostalCode, u16)>,
    /// Postal codes of sorting offices with the index of their office.
    office_codes: Vec<(PostalCode, u16)>,
    /// The name that each office bears, and how far its addressees may be.
    offices: Vec<(u16, Reach)>,
}

impl Near {
    /// Reads the file.
    ///
    /// # Errors
    /// When `text` is not that file.
    pub fn parse(text: String) -> Result<Self, Malformed> {
        let (names, end) = Names::parse(text, NEAR_HEADER)?;
        let mut near = Self {
            reaches: Vec::with_capacity(names.len()),
            codes: Vec::with_capacity(names.len() + names.len() / 8),
            office_codes: Vec::new(),
            offices: Vec::new(),
            names,
        };
        near.read(end).ok_or(Malformed)?;
        Ok(near)
    }

    /// Reads parts 2 to 4, which start at `end` in the text.
    fn read(&mut self, end: usize) -> Option<()> {
        let text = self.names.text().get(end..)?.strip_prefix('\n')?;
        let (codes, text) = text.split_once("\n\n")?;
        let (reaches, text) = text.split_once("\n\n")?;
        let (tenths, offices) = text.split_once("\n\n")?;
        let offices = offices.strip_suffix(NEAR_END)?;
        let mut before = 0;
        let mut lines = codes.split('\n');
        for index in 0..self.names.len() {
            let line = lines.next()?;
            let department = self.names.department(index);
            if index == 0 || self.names.department(index - 1) != department {
                before = 0;
            }
            let index = u16::try_from(index).ok()?;
            let mut words = line.split(' ');
            let first = words.next()?;
            if first != "-" {
                before += number(first)?;
                self.codes.push((code(department.as_str(), before)?, index));
            }
            for word in words {
                let other = if word.len() == 5 {
                    PostalCode::parse(word)?
                } else {
                    code(department.as_str(), number(word)?)?
                };
                self.codes.push((other, index));
            }
        }
        if lines.next().is_some() {
            return None;
        }
        let mut tenths = tenths.bytes();
        for line in reaches.split('\n') {
            self.reaches.push(reach(line, &mut tenths)?);
        }
        if tenths.next().is_some() {
            return None;
        }
        let mut index = 0;
        for line in offices.split('\n').filter(|line| !line.is_empty()) {
            let mut words = line.split(' ');
            index += words.next()?.parse::<usize>().ok()?;
            if index >= self.names.len() {
                return None;
            }
            let office = u16::try_from(self.offices.len()).ok()?;
            let reach = reach(words.next()?, &mut iter::repeat(b'0'))??;
            self.offices.push((u16::try_from(index).ok()?, reach));
            let department = self.names.department(index);
            let mut last = 0;
            for word in words {
                let (further, more) = word.split_once('+').unwrap_or((word, "0"));
                let first = last + number(further)?;
                last = first + number(more)?;
                for number in first..=last {
                    self.office_codes
                        .push((code(department.as_str(), number)?, office));
                }
            }
        }
        (self.reaches.len() == self.names.len()).then_some(())
    }

    /// Every place, in the order of the file.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.names.len()).map(|index| self.place(index))
    }

    /// The places that have the postal code `code`, the most populous first; none when the code is not known.
    ///
    /// A CEDEX code gives the area of its sorting office.
    #[must_use]
    pub fn by_code(&self, code: PostalCode) -> Vec<Place<'_>> {
        let mut found: Vec<usize> = Vec::new();
        for (_, index) in self.codes.iter().filter(|(other, _)| *other == code) {
            // A handful at the most: a sort would be more code than it saves time.
            let index = usize::from(*index);
            let rank = self.names.rank(index);
            let at = found.partition_point(|other| self.names.rank(*other) >= rank);
            found.insert(at, index);
        }
        if found.is_empty() {
            let office = self.office_codes.iter().find(|(other, _)| *other == code);
            if let Some((_, office)) = office {
                let (index, _) = self.offices[usize::from(*office)];
                return vec![self.place(usize::from(index)).as_area()];
            }
            found.extend(self.whole(code.department()));
        }
        found.into_iter().map(|index| self.place(index)).collect()
    }

    /// The postal codes of the place called `name` in the département of `place`, in order; none for a part of a
    /// commune, for a town with arrondissements and for the area of a sorting office.
    pub fn codes_of<'a>(&'a self, place: &Place<'a>) -> impl Iterator<Item = PostalCode> + 'a {
        let place = *place;
        self.codes
            .iter()
            .filter(move |(_, index)| {
                let other = self.names.place(usize::from(*index));
                (other.name, other.department) == (place.name, place.department) && !place.is_area
            })
            .map(|(code, _)| *code)
    }

    /// The place that stands for every other code of `department`.
    fn whole(&self, department: Department) -> Option<usize> {
        let first = self.names.first_of(department)?;
        let has_code = self
            .codes
            .iter()
            .any(|(_, index)| usize::from(*index) == first);
        (!has_code).then_some(first)
    }

    pub(super) fn place(&self, index: usize) -> Place<'_> {
        let office = self
            .offices
            .iter()
            .find(|(name, _)| usize::from(*name) == index);
        let area = office.map(|(_, reach)| *reach);
        let place = self.names.place(index);
        // Where a place stands for all other codes, it does for those of its offices.
        let whole = || *self.reaches.get(self.whole(place.department)?)?;
        Place {
            reach: self.reaches.get(index).copied().flatten(),
            area: area.or_else(whole),
            ..place
        }
    }
}

fn number(text: &str) -> Option<u32> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn code(department: &str, number: u32) -> Option<PostalCode> {
    if number > 999 {
        return None;
    }
    let mut text = [b'0'; 5];
    text[..2].copy_from_slice(department.as_bytes().get(..2)?);
    let mut rest = number;
    for place in text[2..].iter_mut().rev() {
        *place += (rest % 10) as u8;
        rest /= 10;
    }
    PostalCode::parse(str::from_utf8(&text).ok()?)
}

/// The distances of `text`, none where it is "?"; `tenths` has the digit of each that has no decimals.
fn reach(text: &str, tenths: &mut impl Iterator<Item = u8>) -> Option<Option<Reach>> {
    if text == "?" {
        return Some(None);
    }
    let (least, greatest) = text.split_once('-').unwrap_or((text, ""));
    let mut km = |text: &str| {
        if text.is_empty() {
            return Some(None);
        }
        let mut hundredths = Km::parse(text)?.hundredths();
        if !text.contains('.') {
            hundredths += char::from(tenths.next()?).to_digit(10)? * 10;
        }
        Some(Some(Km::from_hundredths(hundredths)))
    };
    let (least, greatest) = (km(least)?, km(greatest)?);
    let is_known = least.is_some() || greatest.is_some();
    is_known.then_some(Some(Reach {
        least: least.unwrap_or_default(),
        greatest,
    }))
}
