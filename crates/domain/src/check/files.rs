//! The files of places, as far as they are here.

use std::sync::Arc;

use crate::places::{Elsewhere, Near};

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

/// The files that the check may need.
#[derive(Clone, Debug)]
pub struct Files {
    /// The near places.
    pub near: File<Near>,
    /// All other French places.
    pub elsewhere: File<Elsewhere>,
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

    /// Whether it can be asked for: it was not yet, or did not come.
    #[must_use]
    pub const fn can_be_asked(&self) -> bool {
        matches!(self, Self::NotAsked | Self::Missing)
    }
}

impl Files {
    /// Nothing asked for yet.
    pub const NONE: Self = Self {
        near: File::NotAsked,
        elsewhere: File::NotAsked,
    };
}
