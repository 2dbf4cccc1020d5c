//! Forms as HTML. Native only.

mod calendar;
mod choices;
mod day;
mod field;
mod lost;
mod manage;
mod overview;
mod state;
mod text;
mod unread;
mod view;

pub(crate) use choices::{Question, questions};
pub(crate) use lost::LostLinkView;
pub use lost::{LostLink, Said};
pub use manage::ManagePage;
pub(crate) use manage::ManageView;
pub(crate) use overview::OverviewView;
pub use overview::{ManageLinks, Overview};
pub use state::FormState;
pub(crate) use text::notices;
pub use unread::Unread;
pub(crate) use unread::UnreadView;
pub(crate) use view::FormView;
