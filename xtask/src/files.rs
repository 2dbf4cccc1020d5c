//! File operations whose errors name the path.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Result};

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).or_cannot(|| format!("read {}", path.display()))
}

pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).or_cannot(|| format!("read {}", path.display()))
}

/// Writes a file, with the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, bytes).or_cannot(|| format!("write {}", path.display()))
}

pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).or_cannot(|| format!("create the folder {}", path.display()))
}

pub(crate) fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).or_cannot(|| format!("remove {}", path.display()))
}

/// Removes a folder and all that is in it; one that is not there is no error.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    fs::remove_dir_all(path).or_cannot(|| format!("remove the folder {}", path.display()))
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        create_folder(folder)?;
    }
    fs::copy(from, to).or_cannot(|| format!("copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Every file under a folder (or the file itself), sorted; none when the folder is not there. Hidden files are left out
/// (editors make and remove them all the time), but for those that web servers read, and so is `node_modules`.
pub(crate) fn list(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found)?;
    found.sort();
    Ok(found)
}

/// Hidden names that are part of a site all the same.
const FOR_WEB_SERVERS: [&str; 2] = [".htaccess", ".well-known"];

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        found.push(path.to_owned());
    } else if path.is_dir() {
        let entries = fs::read_dir(path).or_cannot(|| format!("list {}", path.display()))?;
        for entry in entries {
            let entry = entry.or_cannot(|| format!("list {}", path.display()))?;
            let name = entry.file_name();
            let is_hidden = name.to_string_lossy().starts_with('.')
                && !FOR_WEB_SERVERS.iter().any(|kept| name == *kept);
            if !is_hidden && name != "node_modules" {
                collect(&entry.path(), found)?;
            }
        }
    }
    Ok(())
}
