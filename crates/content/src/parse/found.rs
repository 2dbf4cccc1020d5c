//! The mistakes of a file, gathered one after the other: each is patched over, and the file is read again.

use super::mistake::Mistake;
use super::stand_in::{Patch, Place};

/// What is told so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    told: Vec<Mistake>,
}

impl Found {
    /// Takes in `mistake` and patches it over; whether reading may go on.
    pub(super) fn goes_on_after(
        &mut self,
        mistake: Mistake,
        patch: &mut Patch,
        slipped: &[String],
    ) -> bool {
        let place = mistake.place().clone();
        let in_patched = patch.covers(&place);
        if let Some(key) = mistake.missing() {
            let is_known = in_patched || slipped.iter().any(|slipped| slipped == key);
            let goes_on = patch.allow([place.as_slice(), &[key.to_owned()]].concat());
            if !is_known {
                self.told.push(mistake);
            }
            return goes_on;
        }
        if in_patched {
            // What stands in did not fit: the mistake says what does.
            let right = mistake.right_text();
            return right.is_some_and(|text| patch.allow_text(&place, text));
        }
        let goes_on = if mistake.is_unknown_key() {
            patch.pass_over(place)
        } else {
            patch.allow(place)
        };
        self.told.push(mistake);
        goes_on
    }

    /// Every mistake, in the order of the file, and how that is written which is missing.
    pub(super) fn told(mut self, patch: &Patch) -> Vec<Mistake> {
        for misspelled in self.misspelled().into_iter().rev() {
            self.told.remove(misspelled);
        }
        for mistake in &mut self.told {
            if let Some(key) = mistake.missing() {
                let place = [mistake.place().as_slice(), &[key.to_owned()]].concat();
                mistake.set_example(patch.example(&place));
            }
        }
        self.told
    }

    /// Which of them are keys that are missing since they are misspelled: that slip is told already. Where a table misses no
    /// more keys than it has unknown ones, each is taken for one of those; else those that look like one.
    fn misspelled(&self) -> Vec<usize> {
        let of_table = |table: &Place| {
            let unknown = self.told.iter().filter(|told| told.is_unknown_key());
            let typed = unknown.filter_map(|told| told.place().split_last());
            let typed = typed.filter(|(_, of)| of == table).map(|(key, _)| key);
            typed.collect::<Vec<_>>()
        };
        let missing = |(index, told): (usize, &Mistake)| Some((index, told.missing()?));
        let missing: Vec<_> = self.told.iter().enumerate().filter_map(missing).collect();
        let mut misspelled = Vec::new();
        for (index, key) in &missing {
            let table = self.told[*index].place();
            let of_same = missing.iter();
            let of_same = of_same.filter(|(other, _)| self.told[*other].place() == table);
            let typed = of_table(table);
            if of_same.count() <= typed.len() || typed.iter().any(|typed| is_like(typed, key)) {
                misspelled.push(*index);
            }
        }
        misspelled
    }
}

/// Whether `typed` may have been meant to be `key`: they begin alike.
fn is_like(typed: &str, key: &str) -> bool {
    let typed = typed.to_lowercase();
    let alike = typed.chars().zip(key.chars());
    alike.take_while(|(a, b)| a == b).count() >= 2
}
