//! The file of the near départements.

use super::names::Names;
use super::{Malformed, NEAR_END, NEAR_HEADER, Place};
use crate::eligibility::{Department, Km, PostalCode, Reach};

/// The places of the eight near départements, with their postal codes and distances.
///
/// The file: the header, then four parts parted by empty lines.
///
/// 1. Names, and on the line after the empty one their ranks, as [`Elsewhere`](super::Elsewhere) has them; in each
///    département, in the order of their first postal codes. A first name without a postal code of its own, as Paris
///    has it, stands for every code of its département that no other place has.
/// 2. Postal codes, a line a name: the first one as the difference to that of the name before; after a space each,
///    others in full, or three digits of the same département. "-": none of its own.
/// 3. Distances from the venue in kilometres, a line a name: "41" at least, "-19" at most, "18.8-24.2" both.
/// 4. Codes of sorting offices (CEDEX), a line an office: how many names after that of the line before, distances as
///    above, three digits of each code, with "+2" after it for the two codes that follow it. A last line, "end".
#[derive(Clone, Debug)]
pub struct Near {
    pub(super) names: Names,
    reaches: Vec<Reach>,
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
        let (reaches, offices) = text.split_once("\n\n")?;
        let offices = offices.strip_suffix(NEAR_END)?;
        let mut before = 0;
        let mut lines = codes.split('\n');
        for index in 0..self.names.len() {
            let line = lines.next()?;
            let department = self.names.department(index);
            if index == 0 || self.names.department(index - 1) != department {
                before = 0;
            }
            if line == "-" {
                continue;
            }
            let index = u16::try_from(index).ok()?;
            let mut words = line.split(' ');
            let first = words.next()?;
            before += number(first)?;
            self.codes.push((code(department.as_str(), before)?, index));
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
        for line in reaches.split('\n') {
            self.reaches.push(reach(line)?);
        }
        let mut index = 0;
        for line in offices.split('\n').filter(|line| !line.is_empty()) {
            let mut words = line.split(' ');
            index += number(words.next()?)? as usize;
            if index >= self.names.len() {
                return None;
            }
            let office = u16::try_from(self.offices.len()).ok()?;
            self.offices
                .push((u16::try_from(index).ok()?, reach(words.next()?)?));
            let department = self.names.department(index);
            for word in words {
                let (first, more) = word.split_once('+').unwrap_or((word, "0"));
                let first = number(first)?;
                for number in first..=first + number(more)? {
                    self.office_codes
                        .push((code(department.as_str(), number)?, office));
                }
            }
        }
        (self.reaches.len() == self.names.len()).then_some(())
    }

    /// Whether the file may have something to say on what was typed so far: on names, and on postal codes from the
    /// two digits on that one of its départements has.
    #[must_use]
    pub fn may_have(typed: &str) -> bool {
        let typed = typed.trim_start();
        if !typed.starts_with(|c: char| c.is_ascii_digit()) {
            return !typed.is_empty();
        }
        let mut digits = typed.bytes().filter(u8::is_ascii_digit);
        let (Some(first), Some(second)) = (digits.next(), digits.next()) else {
            return false;
        };
        Department::NEAR
            .iter()
            .any(|near| near.as_str().as_bytes() == [first, second])
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
                let (index, reach) = self.offices[usize::from(*office)];
                let place = self.names.place(usize::from(index));
                return vec![Place {
                    reach: Some(reach),
                    is_area: true,
                    ..place
                }];
            }
            found.extend(self.whole(code));
        }
        found.into_iter().map(|index| self.place(index)).collect()
    }

    /// The postal codes of the place called `name` in the département of `place`, in order; none for a part of a
    /// commune, for Paris as a whole and for the area of a sorting office.
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

    /// The place that stands for every other code of the département of `code`.
    fn whole(&self, code: PostalCode) -> Option<usize> {
        let first = self.names.first_of(code.department())?;
        let has_code = self
            .codes
            .iter()
            .any(|(_, index)| usize::from(*index) == first);
        (!has_code).then_some(first)
    }

    pub(super) fn place(&self, index: usize) -> Place<'_> {
        Place {
            reach: self.reaches.get(index).copied(),
            ..self.names.place(index)
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

fn reach(text: &str) -> Option<Reach> {
    let (least, greatest) = text.split_once('-').unwrap_or((text, ""));
    let km = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            Km::parse(text).map(Some)
        }
    };
    let (least, greatest) = (km(least)?, km(greatest)?);
    (least.is_some() || greatest.is_some()).then_some(Reach {
        least: least.unwrap_or_default(),
        greatest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing is fetched for what can only be a postal code of another département.
    #[test]
    fn far_codes_need_no_file() {
        for typed in ["", " ", "7", "6", "69", "69001", "97400", "2A000", "76 000"] {
            assert!(!Near::may_have(typed), "{typed}");
        }
        for typed in [
            "75",
            "78 000",
            "7 8",
            "95",
            "F-78000",
            "F",
            "Lyon",
            "É",
            " Versailles",
        ] {
            assert!(Near::may_have(typed), "{typed}");
        }
    }
}
