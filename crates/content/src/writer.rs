//! Renders the texts of one language, gathering mistakes and the places that links lead to.

mod blocks;
mod families;
mod lost;
mod page;
mod question;
mod texts;

pub(crate) use texts::Writer;
