//! Other systems' packages, downloaded by this bench alone. Nothing in them is run.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::quiet;
use crate::repo::Repo;
use crate::step::step;
use crate::tools::node;

/// Where the versions are pinned.
const PINS: &str = "xtask/bench";
/// Where the packages are unpacked.
const PACKAGES: &str = "target/bench/embeds";

/// The folder `node_modules` with the pinned packages.
pub(super) fn from_npm(repo: &Repo) -> Result<PathBuf> {
    for name in ["package.json", "package-lock.json"] {
        let pinned = repo.path(PINS).join(name);
        files::copy(&pinned, &repo.path(PACKAGES).join(name))?;
    }
    node::packages(repo, PACKAGES)
        .map_err(|failure| instead(&failure, "npm could not install it"))?;
    Ok(repo.path(PACKAGES).join("node_modules"))
}

/// The unpacked package of pretix. Only a wheel will do: pip would run the set-up of a source archive. Whether this
/// Python could run it does not matter.
pub(super) fn from_pypi(repo: &Repo) -> Result<PathBuf> {
    let pins = repo.path(PINS).join("requirements.txt");
    let folder = repo.path(PACKAGES).join("pretix");
    let unpacked = folder.join("wheel");
    let wanted = Fingerprint::default()
        .bytes("pins", &files::read(&pins)?)
        .finish();
    let stamp = Stamp::at(folder.join("pinned"));
    if !stamp.holds(&wanted) {
        files::remove_folder(&folder)?;
        step("downloading pretix", || {
            let mut pip = Command::new("python3");
            pip.args(["-m", "pip", "--disable-pip-version-check", "download"]);
            pip.args(["--quiet", "--no-deps", "--only-binary", ":all:"]);
            pip.args(["--ignore-requires-python", "--require-hashes"]);
            pip.arg("--dest").arg(&folder).arg("-r").arg(&pins);
            quiet(&mut pip)?;
            let wheels = files::list(&folder)?;
            let wheel = wheels
                .first()
                .ok_or_else(|| Failure::new("pip downloaded nothing"))?;
            let mut unzip = Command::new("python3");
            unzip.args(["-m", "zipfile", "-e"]).arg(wheel);
            quiet(unzip.arg(&unpacked))?;
            stamp.set(&wanted)
        })
        .map_err(|failure| instead(&failure, "pip could not download and unpack it"))?;
    }
    Ok(unpacked.join("pretix"))
}

/// A failure short enough for a table, after the whole of it on standard error.
fn instead(failure: &Failure, short: &str) -> Failure {
    eprintln!("{failure}");
    Failure::new(short)
}

/// The version that a package of npm says it is.
pub(super) fn npm_version(package: &Path) -> Result<String> {
    let file = package.join("package.json");
    let about: Value = serde_json::from_slice(&files::read(&file)?)
        .or_cannot(|| format!("read {}", file.display()))?;
    let version = about["version"].as_str();
    version
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("{} names no version", file.display())))
}

/// The version of an unpacked Python package: read, since it is not to be run.
pub(super) fn python_version(package: &Path) -> Result<String> {
    assigned(
        &files::read_text(&package.join("__init__.py"))?,
        "__version__",
    )
}

/// The text that a line of Python gives a name: `__version__ = "2026.8.0"`.
fn assigned(python: &str, name: &str) -> Result<String> {
    let value = python.lines().find_map(|line| {
        let value = line.strip_prefix(name)?.trim_start().strip_prefix('=')?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned())
    });
    value.ok_or_else(|| Failure::new(format!("{name} is not set")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_and_not_run() {
        let python = "#\nfrom x import y\n__version__ = \"2026.8.0\"\n";
        assert!(assigned(python, "__version__").is_ok_and(|version| version == "2026.8.0"));
        assert!(assigned("version = 1", "__version__").is_err());
    }
}
