//! Takes the place of the crate `wasm-streams` (see `[patch.crates-io]` in the workspace's manifest).
//!
//! Leptos brings that crate for the streams of server functions, and this app has no server functions. Its
//! classes are exported to JavaScript, and what a wasm exports is kept whether anybody calls it or not: 7 KB of each
//! part of the app. Here is what `server_fn` names, so that it compiles; nothing of it is ever called.

use futures_util::stream::{Empty, empty};
use wasm_bindgen::JsValue;

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The body of a request to a server function.
    ///
    /// # Panics
    ///
    /// Always: this app has no server functions.
    pub fn from_stream<S>(_: S) -> Self {
        unreachable!("this app has no server functions")
    }

    /// The body of an answer.
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The browser's own stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// The parts of the answer: none, since no answer of a server function ever comes.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
