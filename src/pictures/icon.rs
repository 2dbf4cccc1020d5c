//! The icon: the mark of `favicon.svg`, out to the edges, as each device rounds the corners in its own way.

const FAVICON: &str = include_str!("../../public/favicon.svg");

/// The side of the drawing.
pub(super) const SIDE: f32 = 32.0;

/// The drawing.
pub(super) fn svg() -> String {
    FAVICON.replace(" rx=\"5\"", "")
}
