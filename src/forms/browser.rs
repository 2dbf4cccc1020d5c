//! Forms in the browser: each gets its component. Browser only.

mod attach;
mod draft;
mod given;
mod live_form;
mod parts;
mod send;
mod sent;
mod shown_receipt;

pub(crate) use attach::attach_all;
