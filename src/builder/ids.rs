//! The ids of the builder's fields.

/// The list of components.
pub(super) const COMPONENT: &str = "embed-component";
/// The list of themes.
pub(super) const THEME: &str = "embed-theme";
/// The colour of the main button.
pub(super) const ACCENT: &str = "embed-accent";
