//! PostgreSQL's server programs.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::tools::apt;

/// The folder that holds `initdb`, `postgres` and `pg_isready`, of the newest version there is.
pub(crate) fn programs() -> Result<PathBuf> {
    if let Some(folder) = newest() {
        return Ok(folder);
    }
    apt::install(&["postgresql"], "the endpoint is tested on PostgreSQL too")?;
    newest().ok_or_else(|| {
        Failure::new("postgresql is installed, but /usr/lib/postgresql/*/bin/initdb is not there")
    })
}

/// Debian keeps the server programs off the search path, one folder a version.
fn newest() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let with_server = versions.filter(|version| version.path().join("bin/initdb").is_file());
    let number = |version: &fs::DirEntry| {
        version
            .file_name()
            .to_string_lossy()
            .parse::<u32>()
            .unwrap_or(0)
    };
    with_server
        .max_by_key(number)
        .map(|version| version.path().join("bin"))
}
