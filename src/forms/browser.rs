//! Forms in the browser: each gets its component. Browser only.

mod draft;
mod live_form;
mod parts;
mod send;
mod sent;
mod shown_receipt;

pub(crate) use live_form::attach_all;
