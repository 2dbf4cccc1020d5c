//! The reimbursement check: a verdict in the browser, with nothing sent anywhere.

#[cfg(feature = "forms")]
mod answer;
#[cfg(feature = "forms")]
pub(crate) mod behaviour;
#[cfg(feature = "forms")]
mod choices;
#[cfg(feature = "forms")]
mod inputs;
#[cfg(feature = "forms")]
mod known;
#[cfg(feature = "ssr")]
pub(crate) mod view;
