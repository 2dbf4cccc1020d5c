//! Forms: rendered natively as plain HTML that works by itself, brought to life by the wasm.

#[cfg(feature = "forms")]
pub(crate) mod behaviour;
#[cfg(feature = "forms")]
mod draft;
#[cfg(feature = "forms")]
mod errors;
#[cfg(feature = "ssr")]
mod field;
#[cfg(feature = "ssr")]
pub(crate) mod manage;
#[cfg(feature = "ssr")]
pub(crate) mod receipt;
#[cfg(feature = "forms")]
mod send;
#[cfg(feature = "forms")]
mod sent;
#[cfg(feature = "forms")]
mod shown_receipt;
#[cfg(feature = "ssr")]
pub(crate) mod state;
#[cfg(feature = "ssr")]
mod summary;
#[cfg(feature = "ssr")]
pub(crate) mod unread;
#[cfg(feature = "ssr")]
pub(crate) mod view;
