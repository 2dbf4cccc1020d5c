//! The ids of the builder's fields.

/// The list of components.
pub(super) const COMPONENT: &str = "embed-component";
/// The list of themes.
pub(super) const THEME: &str = "embed-theme";
/// The colour of the main button.
pub(super) const ACCENT: &str = "embed-accent";
/// How round the corners are.
pub(super) const RADIUS: &str = "embed-radius";
/// What is wrong with that.
pub(super) const RADIUS_ERROR: &str = "embed-radius-error";
/// The typeface.
pub(super) const FONT: &str = "embed-font";
/// What is wrong with that.
pub(super) const FONT_ERROR: &str = "embed-font-error";
/// Whether it stands in the page, or a link opens it.
pub(super) const SHOWN: &str = "embed-shown";
/// The text of that link.
pub(super) const LABEL: &str = "embed-label";
/// Where people come from.
pub(super) const SOURCE: &str = "embed-source";
/// What is wrong with that.
pub(super) const SOURCE_ERROR: &str = "embed-source-error";
/// The page of thanks.
pub(super) const THANKS: &str = "embed-thanks";
/// What is wrong with that.
pub(super) const THANKS_ERROR: &str = "embed-thanks-error";

/// The entry of the list [`SHOWN`] that makes a button.
pub(super) const BUTTON: &str = "button";
