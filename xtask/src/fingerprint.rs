//! Whether a step's inputs are what they were.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use crate::failure::{Context, Result};
use crate::files;

/// A digest of everything that a step depends on.
#[derive(Clone, Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Starts with this very program, so that a change to how a step works makes it run again.
    pub(crate) fn of_step() -> Result<Self> {
        let program =
            std::env::current_exe().or_cannot(|| "find this program's own file".into())?;
        Self::default().tree(&program)
    }

    /// Adds a setting: a flag, an address, a version.
    pub(crate) fn setting(mut self, name: &str, value: impl Display) -> Self {
        self.0.update(format!("{name}={value}\0"));
        self
    }

    /// Adds a file's or bytes' content.
    pub(crate) fn bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        self.0.update(format!("{name}:{}\0", bytes.len()));
        self.0.update(bytes);
        self
    }

    /// Adds the names, lengths and times of all files under a path: what cargo itself goes by, and quick.
    pub(crate) fn tree(mut self, path: &Path) -> Result<Self> {
        for file in files::list(path)? {
            // A file that vanished since it was listed counts as changed.
            let (length, time) = fs::metadata(&file)
                .and_then(|data| Ok((data.len(), data.modified()?)))
                .map(|(length, time)| (length, time.duration_since(UNIX_EPOCH).unwrap_or_default()))
                .unwrap_or_default();
            self.0.update(format!(
                "{}\0{length}\0{}\0",
                file.display(),
                time.as_nanos()
            ));
        }
        Ok(self)
    }

    /// The digest, as it is kept in a stamp.
    pub(crate) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file in which a step leaves the fingerprint of the inputs it last succeeded with.
pub(crate) struct Stamp(PathBuf);

impl Stamp {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    pub(crate) fn holds(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|kept| kept == fingerprint)
    }

    pub(crate) fn set(&self, fingerprint: &str) -> Result<()> {
        files::write(&self.0, fingerprint)
    }

    /// Forgets what was kept, before a step that may stop half-way.
    pub(crate) fn clear(&self) {
        // Not there is what we want.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &Path) -> String {
        Fingerprint::default().tree(path).unwrap().finish()
    }

    #[test]
    fn a_tree_changes_with_its_files() {
        let folder = std::env::temp_dir().join(format!("xtask fingerprint {}", std::process::id()));
        files::write(&folder.join("sub/a.txt"), "one").unwrap();
        let first = of(&folder);
        assert_eq!(first, of(&folder));
        files::write(&folder.join("sub/a.txt"), "longer").unwrap();
        let second = of(&folder);
        assert_ne!(first, second);
        files::write(&folder.join("b.txt"), "").unwrap();
        assert_ne!(second, of(&folder));
        let stamp = Stamp::at(folder.join("stamp"));
        assert!(!stamp.holds("x"));
        stamp.set("x").unwrap();
        assert!(stamp.holds("x") && !stamp.holds("y"));
        files::remove_folder(&folder).unwrap();
    }

    #[test]
    fn settings_do_not_run_into_each_other() {
        let one = Fingerprint::default()
            .setting("a", "1")
            .setting("b", "")
            .finish();
        let other = Fingerprint::default()
            .setting("a", "")
            .setting("b", "1")
            .finish();
        assert_ne!(one, other);
    }
}
