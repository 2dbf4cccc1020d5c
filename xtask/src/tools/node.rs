//! Node, and the npm packages that a folder's lock file names.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::{ask, quiet};
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

const OLDEST: u32 = 18;

/// Makes sure that the packages of `folder/package-lock.json` are in `folder/node_modules`, at the lock's versions.
pub(crate) fn packages(repo: &Repo, folder: &str) -> Result<()> {
    ensure_node()?;
    let at = repo.path(folder);
    let lock = files::read(&at.join("package-lock.json")).map_err(|failure| {
        let make = format!(
            "npm install --package-lock-only --omit-lockfile-registry-resolved --prefix {folder}"
        );
        failure.mended_by(make)
    })?;
    let wanted = Fingerprint::default().bytes("lock", &lock).finish();
    let stamp = Stamp::at(at.join("node_modules/.xtask-lock"));
    if stamp.holds(&wanted) {
        return Ok(());
    }
    step(&format!("npm packages of {folder}/"), || {
        quiet(&mut npm_ci(&at)).map_err(|failure| {
            failure.mended_by(format!("npm ci --ignore-scripts --prefix {folder}"))
        })?;
        stamp.set(&wanted)
    })
}

/// No package of ours needs its install scripts, and what a script would download may be out of reach.
fn npm_ci(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command.args([
        "ci",
        "--ignore-scripts",
        "--omit-lockfile-registry-resolved",
        "--no-audit",
        "--no-fund",
    ]);
    command.arg("--prefix").arg(folder).current_dir(folder);
    command
}

/// A command-line tool of xtask's own packages.
pub(crate) fn tool(repo: &Repo, name: &str) -> Command {
    Command::new(repo.path("xtask/node_modules/.bin").join(name))
}

/// Node's own test runner runs several files at once from version 20 on.
pub(crate) fn tests_in_parallel() -> bool {
    version()
        .and_then(|version| major(&version))
        .is_some_and(|major| major >= 20)
}

fn version() -> Option<String> {
    ask(Command::new("node").arg("--version"))
}

/// Makes sure that Node and npm run.
pub(crate) fn ensure_node() -> Result<()> {
    let npm = || ask(Command::new("npm").arg("--version")).is_some();
    if version().is_none() || !npm() {
        apt::install(
            &["nodejs", "npm"],
            "Node runs wasm-opt, the minifier and the browser tests",
        )?;
    }
    let found = version().unwrap_or_default();
    if major(&found).is_some_and(|major| major >= OLDEST) && npm() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Node {OLDEST} or later and npm are needed; `node --version` says: {found}"
    ))
    .mended_by(format!(
        "install Node {OLDEST} or later, and put it first on PATH"
    )))
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(""), None);
    }
}
