//! The icons that a device keeps when someone puts the site on their home screen, and the file that names them.

use nec_ess_content::Site;
use serde_json::{Error, json};

/// The side of the icon that Apple's devices ask for, in pixels.
pub(crate) const TOUCH_ICON: u32 = 180;
/// Those of the manifest.
pub(crate) const ICONS: [u32; 2] = [192, 512];

/// The path of the icon whose side is `size` pixels, below the site's root.
pub(crate) fn icon_path(size: u32) -> String {
    format!("icon-{size}.png")
}

/// `manifest.webmanifest`. In the browser's own frame, as a link is: the site is no app of its own.
pub(super) fn manifest(site: &Site) -> Result<String, Error> {
    let icons: Vec<_> = ICONS
        .iter()
        .map(|size| {
            json!({
                "src": format!("/{}", icon_path(*size)),
                "sizes": format!("{size}x{size}"),
                "type": "image/png",
            })
        })
        .collect();
    serde_json::to_string(&json!({
        "name": site.event.short_title,
        "start_url": "/",
        "display": "browser",
        "icons": icons,
    }))
}
