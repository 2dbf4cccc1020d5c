//! Pictures that the build draws: one for links to the site, in each language, and the icons for home screens. Native, and
//! the prerenderer's alone. No page shows them, so nobody who reads the site loads them.

mod colours;
mod icon;
mod lettering;
mod share;

use nec_ess_content::Site;
use nec_ess_domain::Lang;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::render::icons::{ICONS, TOUCH_ICON, icon_path};
use crate::render::share::share_path;

/// A picture of the site.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where it belongs, relative to the site's root.
    pub path: String,
    /// A PNG file: the same bytes for the same content.
    pub png: Vec<u8>,
}

/// Every picture of `site`.
///
/// # Errors
/// When a drawing cannot be read, which only a change to the drawings themselves brings about.
pub fn pictures(site: &Site) -> Result<Vec<Picture>, String> {
    let mut out = Vec::new();
    for lang in Lang::ALL {
        out.push(Picture {
            path: share_path(lang),
            png: drawn(&share::svg(site, lang)?, 1.0)?,
        });
    }
    for size in std::iter::once(TOUCH_ICON).chain(ICONS) {
        out.push(Picture {
            path: icon_path(size),
            png: drawn(&icon::svg(), size as f32 / icon::SIDE)?,
        });
    }
    Ok(out)
}

/// `svg` as a PNG file, `scale` times as large.
fn drawn(svg: &str, scale: f32) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, &Options::default())
        .map_err(|error| format!("a picture's drawing: {error}"))?;
    let side = |length: f32| (length * scale).round() as u32;
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let mut pixels = Pixmap::new(width, height).ok_or("a picture without any size")?;
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| format!("a picture as PNG: {error}"))
}

#[cfg(test)]
mod tests;
