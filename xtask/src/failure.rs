//! Why a command stopped.

use std::fmt::{self, Display};

/// What went wrong, in words for the person at the terminal, and what would mend it.
#[derive(Debug)]
pub(crate) struct Failure {
    what: String,
    mend: Option<String>,
}

/// A result whose error can be shown as it is.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    /// A failure that nothing but the message explains.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            mend: None,
        }
    }

    /// The same failure, after what it got in the way of.
    pub(crate) fn during(mut self, what: &str) -> Self {
        self.what = format!("{what}: {}", self.what);
        self
    }

    /// The same failure, with the exact command or change that would mend it.
    pub(crate) fn mended_by(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        if let Some(mend) = &self.mend {
            write!(f, "\n  to mend it: {mend}")?;
        }
        Ok(())
    }
}

/// Says what was being done when an error of another library came up.
pub(crate) trait Context<T> {
    /// `Err("No such file")` becomes "cannot …: No such file".
    fn or_cannot(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Display> Context<T> for std::result::Result<T, E> {
    fn or_cannot(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Failure::new(format!("cannot {}: {error:#}", what())))
    }
}
