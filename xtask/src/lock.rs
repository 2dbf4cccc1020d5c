//! One build at a time: two would install the same packages and swap the same folders.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::failure::{Context, Result};
use crate::files;
use crate::repo::Repo;

/// Held while a build runs.
pub(crate) struct Lock(PathBuf);

impl Lock {
    /// Waits for other builds in the same repository, and says so.
    pub(crate) fn take(repo: &Repo) -> Result<Self> {
        files::create_folder(&repo.work())?;
        let path = repo.work().join("lock");
        let mut said = false;
        loop {
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    write!(file, "{}", std::process::id())
                        .or_cannot(|| format!("write {}", path.display()))?;
                    return Ok(Self(path));
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).or_cannot(|| format!("create {}", path.display())),
            }
            if !is_held(&path) {
                // Its owner was killed; if another process removes it first, that is as good.
                let _ = fs::remove_file(&path);
            } else {
                if !said {
                    eprintln!("waiting for another `cargo xtask` in this repository …");
                    said = true;
                }
                std::thread::sleep(Duration::from_millis(300));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Whether the process that wrote the lock still runs. Without `/proc` (not Linux) a lock counts as held for ten minutes.
fn is_held(path: &Path) -> bool {
    let age = fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()
        .and_then(|time| time.elapsed().ok());
    let age = age.unwrap_or_default();
    let owner = fs::read_to_string(path).unwrap_or_default();
    if owner.is_empty() {
        // Being written, unless its writer was killed just then.
        return age < Duration::from_secs(2);
    }
    match fs::read_to_string(format!("/proc/{owner}/comm")) {
        Ok(name) => name.trim() == "xtask",
        Err(_) => !Path::new("/proc/self").exists() && age < Duration::from_secs(600),
    }
}
