//! The library that shows a program another time.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

const WHY: &str = "the endpoint is tested with a clock that jumps";

/// The library for programs with threads, unpacked and not installed.
pub(crate) fn library(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.target().join("tools/faketime");
    if find(&folder).is_none() {
        step(&format!("unpacking libfaketime ({WHY})"), || {
            apt::unpack(&["libfaketime"], &folder, WHY)
        })?;
    }
    find(&folder).ok_or_else(|| {
        Failure::new(format!(
            "{WHY}: libfaketime is unpacked in {}, but libfaketimeMT.so.1 is not there",
            folder.display()
        ))
    })
}

/// Debian keeps libraries in one folder for each kind of processor.
fn find(folder: &Path) -> Option<PathBuf> {
    let kinds = std::fs::read_dir(folder.join("usr/lib")).ok()?;
    kinds
        .flatten()
        .map(|kind| kind.path().join("faketime/libfaketimeMT.so.1"))
        .find(|file| file.is_file())
}
