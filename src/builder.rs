//! What editors of other sites copy to show a component there. For both programs: the first
//! component's text is HTML; the choice of another one is a component.

#[cfg(feature = "site")]
pub(crate) mod browser;
#[cfg(feature = "ssr")]
pub(crate) mod native;
