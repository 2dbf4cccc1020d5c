//! Pictures in Markdown: files of `public/`, with words for those who do not see them.

use std::path::Path;

use imagesize::{Compression, ImageSize, ImageType};
use nec_ess_domain::html::escape;

use crate::slug::is_slug;

/// The heaviest picture, in bytes. A page with everything that it needs weighs a tenth of that.
const MAX_BYTES: usize = 150_000;
/// The endings that a picture's name may have.
const ENDINGS: &str = "jpg, jpeg, png, webp or avif";
/// An address that is right.
const EXAMPLE: &str = "/photos/forum.webp";

/// Where the pictures of a text stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pictures<'a> {
    /// In this folder, whose files are copied to the site as they are.
    In(&'a Path),
    /// There can be none, for this reason.
    None(&'static str),
}

impl Pictures<'_> {
    /// The element for the picture `written`, with `alt` for those who do not see it; or what was expected.
    pub(super) fn element(self, written: &str, alt: &str, title: &str) -> Result<String, String> {
        let folder = match self {
            Self::In(folder) => folder,
            Self::None(reason) => {
                return Err(format!(
                    "a picture cannot stand here, since {reason}: expected words"
                ));
            }
        };
        let path = path(written)?;
        if alt.trim().is_empty() {
            return Err(format!(
                "the picture `{written}` has no words for those who do not see it: expected them between the brackets, such as ![Trois personnes autour d’une table]({written})"
            ));
        }
        let bytes = std::fs::read(folder.join(path)).map_err(|_| {
            format!("there is no picture `{written}`: expected the file public/{path}")
        })?;
        if bytes.len() > MAX_BYTES {
            return Err(format!(
                "the picture `{written}` weighs {} KB: expected {} KB at most, such as a WebP file 1,200 pixels wide",
                bytes.len().div_ceil(1000),
                MAX_BYTES / 1000
            ));
        }
        let size = size(&bytes, path).ok_or_else(|| {
            format!(
                "the file public/{path} is no picture of the kind that its name says: expected a file that was saved as {ENDINGS}"
            )
        })?;
        let title = if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape(title))
        };
        Ok(format!(
            "<img src=\"{written}\" alt=\"{}\"{title} width=\"{}\" height=\"{}\" loading=\"lazy\" decoding=\"async\">",
            escape(alt),
            size.width,
            size.height
        ))
    }
}

/// The path of the file in the folder.
fn path(written: &str) -> Result<&str, String> {
    if written.contains("//") || written.contains(':') {
        return Err(format!(
            "the picture `{written}` is on another site, which would learn who reads this page: expected a file of public/, such as {EXAMPLE}"
        ));
    }
    let path = written.strip_prefix('/').unwrap_or_default();
    let (names, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    if !names.split('/').all(is_slug) || kind_of(ending).is_none() {
        return Err(format!(
            "`{written}` is no address of a picture: expected `/`, then the path in public/, in lower-case letters, digits and single hyphens, which ends in {ENDINGS}, such as {EXAMPLE}"
        ));
    }
    Ok(path)
}

/// What a file is whose name ends so.
fn kind_of(ending: &str) -> Option<ImageType> {
    Some(match ending {
        "jpg" | "jpeg" => ImageType::Jpeg,
        "png" => ImageType::Png,
        "webp" => ImageType::Webp,
        "avif" => ImageType::Heif(Compression::Av1),
        _ => return None,
    })
}

/// The size in pixels, of a file that is what its name says: browsers go by the name.
fn size(bytes: &[u8], path: &str) -> Option<ImageSize> {
    let (_, ending) = path.rsplit_once('.')?;
    let kind = imagesize::image_type(bytes).ok();
    let size = imagesize::blob_size(bytes).ok();
    size.filter(|_| kind.is_some() && kind == kind_of(ending))
}
