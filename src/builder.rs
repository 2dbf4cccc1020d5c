//! What editors of other sites copy to show a component there. For both programs: fields and lines are
//! HTML, filled in for the first component; the lines of another choice, the copy and the preview are
//! components.

mod ids;
mod looks;
mod spelling;
mod thanks;

#[cfg(feature = "builder")]
pub(crate) mod browser;
#[cfg(feature = "ssr")]
pub(crate) mod native;
