//! The files whose names hold a hash of their content, so that browsers may keep them for ever.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use crate::build::bindgen::Bound;
use crate::build::css::Styles;
use crate::build::scripts::{self, Script};
use crate::build::{Bundle, Kind};
use crate::failure::Result;
use crate::files;
use crate::fingerprint::hex;
use crate::repo::Repo;

/// A file for browsers, under its final name.
#[derive(Debug, PartialEq)]
pub(crate) struct Asset {
    /// `/assets/app-0123456789.js`
    pub(crate) url: String,
    /// `sha384-…`, as browsers check it
    pub(crate) integrity: String,
}

/// All assets of one build.
pub(crate) struct Assets {
    /// The folder whose content goes to the site's root.
    pub(crate) folder: PathBuf,
    /// What the prerenderer reads about them.
    pub(crate) index: PathBuf,
    /// The style sheets that go inside the pages.
    pub(crate) styles: Styles,
}

impl Asset {
    /// Names a file by its content.
    fn named(stem: &str, ending: &str, bytes: &[u8]) -> Self {
        let hash = &hex(&Sha256::digest(bytes))[..10];
        Self {
            url: format!("/assets/{stem}-{hash}.{ending}"),
            integrity: format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))),
        }
    }

    fn place(stem: &str, ending: &str, bytes: &[u8], folder: &Path) -> Result<Self> {
        let asset = Self::named(stem, ending, bytes);
        files::write(&folder.join(asset.url.trim_start_matches('/')), bytes)?;
        Ok(asset)
    }

    fn described(&self) -> Value {
        json!({ "path": self.url, "integrity": self.integrity })
    }
}

/// A part of the app under its final names.
pub(crate) struct Part {
    pub(crate) bundle: Bundle,
    pub(crate) wasm: Asset,
    pub(crate) glue: Asset,
}

/// Gathers the parts of the app, their glue and the start script under their hashed names.
pub(crate) fn gather(
    repo: &Repo,
    kind: Kind,
    reload: bool,
    bound: Vec<(Bundle, Bound)>,
    styles: Styles,
) -> Result<Assets> {
    let work = repo.work().join(kind.name());
    let variant = if reload { "assets-reload" } else { "assets" };
    let folder = work.join(variant);
    files::remove_folder(&folder)?;
    let mut parts = Vec::new();
    for (bundle, bound) in bound {
        let place = |ending: &str, file: &Path| {
            Asset::place(bundle.name(), ending, &files::read(file)?, &folder)
        };
        parts.push(Part {
            bundle,
            wasm: place("wasm", &bound.wasm)?,
            glue: place("js", &bound.glue)?,
        });
    }
    let script = |script: Script| -> Result<Vec<u8>> {
        files::read(&scripts::bundle(repo, kind, reload, &[], script)?)
    };
    // The others are named by the pages that need them.
    let known = |part: &&Part| matches!(part.bundle, Bundle::App | Bundle::Forms);
    let mut places: Vec<(String, String)> =
        parts.iter().filter(known).map(scripts::define).collect();
    places.push(scripts::draft());
    let start = files::read(&scripts::bundle(
        repo,
        kind,
        reload,
        &places,
        Script::Start,
    )?)?;
    let start = Asset::place("start", "js", &start, &folder)?;
    let frame = Asset::place("frame", "js", &script(Script::Frame)?, &folder)?;
    let advice = Asset::place("advice", "js", &script(Script::Advice)?, &folder)?;
    let embed_more = Asset::place("embed-more", "js", &script(Script::EmbedMore)?, &folder)?;
    // Other sites name it: its address never changes.
    let places = [("MORE".to_owned(), format!("{:?}", embed_more.url))];
    let embed = scripts::bundle(repo, kind, reload, &places, Script::Embed)?;
    files::write(&folder.join("embed.js"), files::read(&embed)?)?;
    let described = |bundle: Bundle| {
        let part = parts.iter().find(|part| part.bundle == bundle);
        part.map(|part| json!({ "wasm": part.wasm.described(), "glue": part.glue.described() }))
    };
    let about = json!({
        "css_file": repo.shown(&styles.site),
        "start": start.described(),
        "forms": described(Bundle::Forms),
        "check": described(Bundle::Check),
        "builder": described(Bundle::Builder),
        "embed": {
            "form_css_file": repo.shown(&styles.embed_form),
            "faq_css_file": repo.shown(&styles.embed_faq),
            "programme_css_file": repo.shown(&styles.embed_programme),
            "frame": frame.described(),
            "advice": advice.described(),
            "more": embed_more.described(),
        },
    });
    let index = work.join(format!("{variant}.json"));
    files::write(&index, format!("{about:#}\n"))?;
    Ok(Assets {
        folder,
        index,
        styles,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_content() {
        let asset = Asset::named("app", "js", b"abc");
        assert_eq!(asset.url, "/assets/app-ba7816bf8f.js");
        let sha384 = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert_eq!(asset.integrity, sha384);
        assert_ne!(asset, Asset::named("app", "js", b"abd"));
    }
}
