//! The site's own description, beside its pages.

use std::path::Path;

use nec_ess::render::SiteFile;
use nec_ess_content::Site;

use crate::plain;
use crate::store::Caps;

/// The file's name.
pub(crate) const SITE_FILE: &str = "site.json";

/// Reads it from the folder `dist` of the prerendered site.
///
/// # Errors
/// What could not be read, in plain words.
pub fn read(dist: &Path) -> Result<SiteFile, String> {
    let path = dist.join(SITE_FILE);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        format!(
            "{} (expected --dist with the folder that `cargo xtask build` makes)",
            plain::of_file(&path, &error)
        )
    })?;
    serde_json::from_str(&text).map_err(|error| {
        format!(
            "{}: it is cut off, or of another release: make the site anew with `cargo xtask build` ({error})",
            path.display()
        )
    })
}

/// How many people there is room for on each day.
#[must_use]
pub fn caps(site: &Site) -> Caps {
    let days = site.event.days.iter();
    days.filter_map(|day| Some((day.date.to_string(), i64::from(day.capacity?))))
        .collect()
}
