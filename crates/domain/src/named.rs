//! Closed sets of names, and tables of texts that have one text for each of them.

use std::marker::PhantomData;

use crate::lines::{Lines, Reader};

/// A closed set of values, each with the name that it has in content files and on the wire.
pub trait Named: Copy + PartialEq + 'static {
    /// Every value, in the order in which tables hold their texts.
    const ALL: &'static [Self];

    /// Its name.
    fn name(self) -> &'static str;

    /// The value with this name.
    #[must_use]
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.name() == name)
    }
}

/// Implements [`Named`] for an enum: its values with their names, none forgotten.
#[macro_export]
macro_rules! named {
    ($set:ident { $($value:ident = $name:literal,)+ }) => {
        impl $crate::named::Named for $set {
            const ALL: &'static [Self] = &[$(Self::$value),+];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name),+
                }
            }
        }
    };
}

/// A text for each value of `K`: there is no way to make one that lacks a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K> {
    texts: Vec<String>,
    keys: PhantomData<fn() -> K>,
}

impl<K: Named> Table<K> {
    /// The table with the text that `text` gives for each value.
    ///
    /// # Errors
    /// The names of the values that it gives none for.
    pub fn new(mut text: impl FnMut(K) -> Option<String>) -> Result<Self, Vec<&'static str>> {
        let mut texts = Vec::with_capacity(K::ALL.len());
        let mut missing = Vec::new();
        for &key in K::ALL {
            match text(key) {
                Some(text) => texts.push(text),
                None => missing.push(key.name()),
            }
        }
        if missing.is_empty() {
            Ok(Self {
                texts,
                keys: PhantomData,
            })
        } else {
            Err(missing)
        }
    }

    /// The text for `key`.
    #[must_use]
    pub fn get(&self, key: K) -> &str {
        let mut texts = K::ALL.iter().zip(&self.texts);
        texts
            .find_map(|(known, text)| (*known == key).then_some(text.as_str()))
            .unwrap_or_default()
    }
}

impl<K: Named> Lines for Table<K> {
    fn write(&self, out: &mut String) {
        for text in &self.texts {
            text.write(out);
        }
    }

    fn read(lines: &mut Reader<'_>) -> Option<Self> {
        let mut texts = Vec::with_capacity(K::ALL.len());
        for _ in K::ALL {
            texts.push(String::read(lines)?);
        }
        Some(Self {
            texts,
            keys: PhantomData,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::Code;

    /// A name leads back to its value, and nothing else does.
    #[test]
    fn names_round_trip() {
        for &code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(code));
        }
        assert_eq!(Code::from_name("nothing"), None);
    }

    /// A table is made whole, or its missing names are told.
    #[test]
    fn tables_are_whole() {
        let whole = Table::new(|code: Code| Some(code.name().to_uppercase()));
        let whole = whole.expect("a text for each");
        assert_eq!(whole.get(Code::TooLong), "TOO_LONG");
        let missing = Table::new(|code: Code| (code != Code::Taken).then(String::new));
        assert_eq!(missing, Err(vec!["taken"]));
    }

    /// What is read back has all its texts.
    #[test]
    fn tables_are_read_whole() {
        let whole = Table::new(|code: Code| Some(code.name().to_owned())).expect("a text for each");
        assert_eq!(Table::from_lines(&whole.to_lines()), Some(whole));
        assert_eq!(Table::<Code>::from_lines("one\ntwo"), None);
    }
}
