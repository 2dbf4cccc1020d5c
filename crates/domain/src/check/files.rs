//! What the check goes by: its terms, and the files of places as far as they are here.

use std::sync::Arc;

use crate::eligibility::Terms;
use crate::places::{Elsewhere, Malformed, Near};

/// A file that the check may need.
#[derive(Clone, Debug)]
pub enum File<T> {
    /// Nobody has asked for it.
    NotAsked,
    /// It is on its way.
    Coming,
    /// It is here.
    Here(Arc<T>),
    /// It did not come.
    Missing,
}

/// The terms, and the files that the check may need.
#[derive(Clone, Debug)]
pub struct Files {
    /// What seats are judged by.
    pub terms: Terms,
    /// The near places.
    pub near: File<Near>,
    /// All other French places.
    pub elsewhere: File<Elsewhere>,
    /// Whether one of them is not there any more: the site has another version by now.
    pub is_gone: bool,
}

impl<T> File<T> {
    /// The file, when it is here.
    #[must_use]
    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(file) => Some(file),
            _ => None,
        }
    }

    /// Whether it did not come.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Notes that it is asked for, unless it is here or on its way; whether that is so.
    pub fn ask(&mut self) -> bool {
        let can_be_asked = matches!(self, Self::NotAsked | Self::Missing);
        if can_be_asked {
            *self = Self::Coming;
        }
        can_be_asked
    }

    /// Takes the `text` that came over, which `parse` reads; none where it did not come.
    pub fn take(&mut self, text: Option<String>, parse: fn(String) -> Result<T, Malformed>) {
        let file = text.and_then(|text| parse(text).ok());
        *self = file.map_or(Self::Missing, |file| Self::Here(Arc::new(file)));
    }
}

impl Files {
    /// Nothing asked for yet.
    #[must_use]
    pub const fn none(terms: Terms) -> Self {
        Self {
            terms,
            near: File::NotAsked,
            elsewhere: File::NotAsked,
            is_gone: false,
        }
    }
}
