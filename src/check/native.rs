//! The check's questions as HTML, and its words. Native only.

mod text;
mod view;

pub(crate) use view::CheckView;
