//! Versions that must agree.

use crate::failure::{Failure, Result};
use crate::files;
use crate::repo::Repo;

/// The wasm that one version of wasm-bindgen prepares can only be finished by the same version of its other half,
/// which is compiled into this program.
pub(crate) fn check(repo: &Repo) -> Result<()> {
    compare(&files::read_text(&repo.path("Cargo.lock"))?)
}

fn compare(lock: &str) -> Result<()> {
    let (app, tool) = (
        locked(lock, "wasm-bindgen"),
        locked(lock, "wasm-bindgen-cli-support"),
    );
    if app.len() == 1 && app == tool {
        return Ok(());
    }
    let shown = |versions: &[&str]| {
        if versions.is_empty() {
            "none".to_owned()
        } else {
            versions.join(" and ")
        }
    };
    let what = format!(
        "Cargo.lock has wasm-bindgen {} but wasm-bindgen-cli-support {}: both must be one and the same version",
        shown(&app),
        shown(&tool)
    );
    Err(Failure::new(what).mended_by(
        "write the same `=VERSION` for wasm-bindgen in Cargo.toml and wasm-bindgen-cli-support in xtask/Cargo.toml",
    ))
}

/// The versions of a package in a lock file.
fn locked<'a>(lock: &'a str, package: &str) -> Vec<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while let Some(line) = lines.next() {
        if line == name {
            let version = lines
                .next()
                .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
            versions.extend(version);
        }
    }
    versions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(app: &str, tool: &str) -> String {
        format!(
            "[[package]]\nname = \"wasm-bindgen\"\nversion = \"{app}\"\n\n[[package]]\n\
             name = \"wasm-bindgen-cli-support\"\nversion = \"{tool}\"\n"
        )
    }

    #[test]
    fn equal_versions_pass() {
        assert!(compare(&lock("0.2.130", "0.2.130")).is_ok());
    }

    #[test]
    fn other_versions_are_named() {
        let message = compare(&lock("0.2.131", "0.2.130"))
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("wasm-bindgen 0.2.131 but wasm-bindgen-cli-support 0.2.130"),
            "{message}"
        );
        assert!(compare("").unwrap_err().to_string().contains("none"));
    }

    #[test]
    fn this_repository_agrees() {
        assert!(check(&Repo::find().unwrap()).is_ok());
    }
}
