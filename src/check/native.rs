//! The check's questions as HTML, and its words. Native only.

mod shown;
mod text;
mod view;

pub use shown::CheckShown;
pub(crate) use view::CheckView;
