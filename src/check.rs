//! The reimbursement check: a verdict in the browser, with nothing sent anywhere. For both programs:
//! its questions are HTML, so that they can be answered at once; what it finds is a component.

mod ids;

// Native tests go through every case of it.
#[cfg(any(feature = "check", test))]
mod state;

#[cfg(any(feature = "check", feature = "ssr"))]
mod verdict;

#[cfg(feature = "check")]
pub(crate) mod browser;
#[cfg(feature = "ssr")]
pub(crate) mod native;
