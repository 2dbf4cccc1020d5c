//! What stands inside `<main>`: one view per kind of page, and the blocks that its content asks for.
//! Native only.

mod blocks;
mod body;
mod context;
mod home;
mod lead;
mod state;
mod text;

pub(crate) use body::PageBody;
pub(crate) use context::Context;
pub use state::{Instead, PageState};
