//! Python, with packages in an environment of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::{ask, quiet};
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

const OLDEST: (u32, u32) = (3, 11);

/// The Python of an environment below `target/` that has the packages of the file `requirements`.
pub(crate) fn environment(repo: &Repo, requirements: &Path) -> Result<PathBuf> {
    let folder = repo.target().join("tools/python");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let wanted = Fingerprint::default()
        .bytes("requirements", &files::read(requirements)?)
        .finish();
    let stamp = Stamp::at(folder.join("xtask-requirements"));
    if stamp.holds(&wanted) && version(&python).is_some() {
        return Ok(python);
    }
    let base = base()?;
    step("packages for Python", || {
        files::remove_folder(&folder)?;
        if quiet(Command::new(&base).args(["-m", "venv"]).arg(&folder)).is_err() {
            // Debian has the part that makes environments in a package of its own.
            apt::install(&["python3-venv"], "the generator has packages of its own")?;
            quiet(Command::new(&base).args(["-m", "venv"]).arg(&folder))?;
        }
        let mut install = Command::new(&python);
        install
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(requirements);
        quiet(&mut install)?;
        stamp.set(&wanted)
    })?;
    Ok(python)
}

/// The system's Python.
fn base() -> Result<PathBuf> {
    let python = PathBuf::from("python3");
    if version(&python).is_none() {
        apt::install(&["python3", "python3-venv"], "the generator is in Python")?;
    }
    match version(&python) {
        Some(found) if found >= OLDEST => Ok(python),
        found => {
            let (major, minor) = OLDEST;
            let found = found.map_or("none".into(), |(major, minor)| format!("{major}.{minor}"));
            let what = format!("Python {major}.{minor} or later is needed; `python3` is {found}");
            Err(Failure::new(what).mended_by("install it, and put it first on PATH"))
        }
    }
}

fn version(python: &Path) -> Option<(u32, u32)> {
    parsed(&ask(Command::new(python).arg("--version"))?)
}

fn parsed(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix("Python ")?.split('.');
    let mut number = || parts.next()?.parse().ok();
    Some((number()?, number()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(parsed("Python 3.11.7"), Some((3, 11)));
        assert_eq!(parsed("Python 3.14.0rc1"), Some((3, 14)));
        assert_eq!(parsed(""), None);
    }
}
