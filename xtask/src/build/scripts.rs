//! The scripts that load the app, told where it is.

use std::path::PathBuf;

use nec_ess_domain::schema::DRAFT_DAYS;
use serde_json::json;

use crate::build::Kind;
use crate::build::assets::Part;
use crate::failure::Result;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::quiet;
use crate::repo::Repo;
use crate::step::{step, unchanged};
use crate::tools::node;

/// A script of ours, by the name of its file in `scripts/`.
#[derive(Clone, Copy)]
pub(crate) enum Script {
    /// In every page of the site; it knows where the parts of the app are.
    Start,
    /// In the pages that other sites put into a frame.
    Frame,
    /// Of these two, for what is given to a form there.
    Advice,
    /// Of the next one, what few pages need: an ordinary script too, as pages that let nothing be read let it run.
    EmbedMore,
    /// In the pages of other sites: an ordinary script, as those are what their tools know.
    Embed,
}

impl Script {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Frame => "frame",
            Self::Advice => "advice",
            Self::EmbedMore => "embed-more",
            Self::Embed => "embed",
        }
    }

    fn format(self) -> &'static str {
        match self {
            Self::Start | Self::Frame | Self::Advice => "--format=esm",
            Self::EmbedMore | Self::Embed => "--format=iife",
        }
    }
}

/// Bundles a script with what it imports, its places in capitals filled in; gives the finished file.
pub(crate) fn bundle(
    repo: &Repo,
    kind: Kind,
    reload: bool,
    places: &[(String, String)],
    script: Script,
) -> Result<PathBuf> {
    let source = repo.path("scripts").join(format!("{}.js", script.name()));
    let name = if reload {
        format!("{}-reload", script.name())
    } else {
        script.name().to_owned()
    };
    let finished = repo.work().join(kind.name()).join(format!("{name}.js"));
    let mut defines = places.to_vec();
    defines.push(("WATCH".into(), reload.to_string()));
    let mut inputs = Fingerprint::of_step()?.tree(&repo.path("scripts"))?;
    for (name, value) in &defines {
        inputs = inputs.setting(name, value);
    }
    let inputs = inputs.finish();
    let stamp = Stamp::at(finished.with_extension("stamp"));
    let step_name = format!("{} script", script.name());
    if stamp.holds(&inputs) && finished.is_file() {
        unchanged(&step_name);
        return Ok(finished);
    }
    step(&step_name, || {
        let mut command = node::tool(repo, "esbuild");
        command.arg(&source).args([
            "--bundle",
            script.format(),
            "--target=es2020",
            "--tree-shaking=true",
            "--log-level=warning",
        ]);
        command.args(
            defines
                .iter()
                .map(|(name, value)| format!("--define:{name}={value}")),
        );
        command.arg(format!("--outfile={}", finished.display()));
        if kind.ships() {
            command.args(["--minify", "--legal-comments=none"]);
        }
        quiet(&mut command)?;
        stamp.set(&inputs)
    })?;
    Ok(finished)
}

/// `APP` or `FORMS`: where the part is, and what its files must be.
pub(crate) fn define(part: &Part) -> (String, String) {
    let about = json!({
        "glue": part.glue.url,
        "glueIntegrity": part.glue.integrity,
        "wasm": part.wasm.url,
        "wasmIntegrity": part.wasm.integrity,
    });
    (part.bundle.name().to_uppercase(), about.to_string())
}

/// `DRAFT`: for how many milliseconds a draft stays on a device.
pub(crate) fn draft() -> (String, String) {
    let milliseconds = u64::from(DRAFT_DAYS) * 24 * 60 * 60 * 1000;
    ("DRAFT".into(), milliseconds.to_string())
}
