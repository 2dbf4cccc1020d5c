//! Forms. For both programs: the fields are plain HTML that works by itself, rendered natively; what
//! only script can do (errors while typing, status, draft, receipt in place) are components.

mod draft_line;
pub(crate) mod ids;
mod receipt;
mod summary;

// Decisions that need no page: the browser runs them, native tests go through every one.
#[cfg(any(feature = "forms", test))]
mod model;
#[cfg(any(feature = "forms", test))]
mod outcome;
#[cfg(any(feature = "forms", test))]
mod phase;

#[cfg(feature = "forms")]
pub(crate) mod browser;
#[cfg(feature = "ssr")]
pub(crate) mod native;
