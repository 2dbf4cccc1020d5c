//! Variables of the environment. One that cannot be read is told, and never passes for one that is not set.

use std::env::VarError;
use std::ops::RangeInclusive;

/// The value of the variable `name`; nothing where it is not set, or empty.
///
/// # Errors
/// When it is no text.
pub fn read(name: &str) -> Result<Option<String>, String> {
    match std::env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("{name}: expected text in UTF-8")),
    }
}

/// A variable that holds a number.
pub(crate) struct Number {
    /// Its name.
    pub(crate) name: &'static str,
    /// What is counted.
    pub(crate) of: &'static str,
    /// What it may be.
    pub(crate) range: RangeInclusive<u64>,
    /// One that makes sense.
    pub(crate) example: u64,
}

impl Number {
    /// The number; nothing where the variable is not set.
    ///
    /// # Errors
    /// When it is none, or too small or large, with what was expected.
    pub(crate) fn read(&self) -> Result<Option<u64>, String> {
        let Some(text) = read(self.name)? else {
            return Ok(None);
        };
        let number = text.trim().parse().ok();
        let number = number.filter(|number| self.range.contains(number));
        number.map(Some).ok_or_else(|| self.wrong(&text))
    }

    fn wrong(&self, text: &str) -> String {
        let Self {
            name, of, example, ..
        } = self;
        let (first, last) = (self.range.start(), self.range.end());
        format!("{name}={text}: expected {of}, a number from {first} to {last}, such as {example}")
    }
}
