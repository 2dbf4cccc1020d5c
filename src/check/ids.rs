//! The ids of the check's elements.

/// The field for the postal code or the town; also the name of the choices below it.
pub(crate) const PLACE: &str = "check-place";
