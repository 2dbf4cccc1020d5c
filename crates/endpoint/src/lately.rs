//! What happened lately, by name: forgotten once it is too old, at a cost that does not grow with how much there is.

use std::collections::HashMap;

/// With no more names than this, nothing is looked for.
const FEW: usize = 10_000;

/// Notes by name. Those that are too old are looked for among all of them, and only when there are twice as many as the last
/// time left: each costs a few looks, however many there are.
#[derive(Debug)]
pub(crate) struct Lately<T> {
    notes: HashMap<String, T>,
    /// With more than this they are looked for.
    many: usize,
}

impl<T> Default for Lately<T> {
    fn default() -> Self {
        Self {
            notes: HashMap::new(),
            many: FEW,
        }
    }
}

impl<T> Lately<T> {
    /// Makes room where there are many.
    pub(crate) fn forget(&mut self, is_old: impl Fn(&T) -> bool) {
        if self.notes.len() > self.many {
            self.notes.retain(|_, note| !is_old(note));
            self.many = FEW.max(2 * self.notes.len());
        }
    }

    /// The note under `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.notes.get(name)
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.notes.get_mut(name)
    }

    /// Notes it, in place of what stood there.
    pub(crate) fn insert(&mut self, name: String, note: T) {
        self.notes.insert(name, note);
    }

    /// The note under `name`, a first one where there was none.
    pub(crate) fn or_default(&mut self, name: &str) -> &mut T
    where
        T: Default,
    {
        self.notes.entry(name.to_owned()).or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// A hundred thousand that are not too old are looked at a few times each, not at every new one.
    #[test]
    fn the_cost_does_not_grow() {
        let looks = Cell::new(0_usize);
        let mut lately = Lately::default();
        for number in 0..100_000_usize {
            lately.forget(|_: &usize| {
                looks.set(looks.get() + 1);
                false
            });
            lately.insert(number.to_string(), number);
        }
        assert!(looks.get() <= 200_000, "{}", looks.get());
        assert!(looks.get() > 10_000, "{}", looks.get());
    }

    /// What is too old goes as soon as there are many, and the rest stays.
    #[test]
    fn old_ones_are_forgotten() {
        let mut lately = Lately::default();
        for number in 0..=FEW {
            lately.forget(|_| true);
            lately.insert(number.to_string(), number);
        }
        assert!(lately.get("0").is_some());
        lately.forget(|number| *number < 5);
        assert!(lately.get("4").is_none());
        assert_eq!(lately.get("5"), Some(&5));
        assert_eq!(lately.notes.len(), FEW - 4);
    }
}
