//! The words that components need in the browser, and the facts that go with them.
//!
//! A page carries one of these structs as JSON beside the place of its component, complete since the site was built: a
//! missing word stops the build.

mod builder;
mod check;
mod filter;
mod form;
mod receipt;

pub use builder::{BuilderText, Offer};
pub use check::{CheckText, NextStep};
pub use filter::FilterText;
pub use form::{DayText, FieldText, FormText, Notice, PageError, error_message};
pub use receipt::{CalendarLink, Link, NextForm, ReceiptText};

/// The text of `pattern` with `value` for `{}`.
#[must_use]
pub fn fill(pattern: &str, value: &str) -> String {
    pattern.replacen("{}", value, 1)
}
