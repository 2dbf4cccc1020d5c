//! Moving a finished folder to its place.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Failure, Result};
use crate::files;

/// The folder is replaced as a whole, so one that holds something else is refused.
pub(crate) fn refuse_strangers(out: &Path) -> Result<()> {
    let is_empty = fs::read_dir(out).map_or(!out.exists(), |mut entries| entries.next().is_none());
    if is_empty || out.join("site.json").is_file() || out.join("assets").is_dir() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} exists and is not an earlier build: it would be emptied",
        out.display()
    ))
    .mended_by("choose another folder with --out, or remove this one"))
}

/// Copies all files under one folder to another.
pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for file in &files::list(from)? {
        files::copy(file, &to.join(file.strip_prefix(from).unwrap_or(file)))?;
    }
    Ok(())
}

/// Puts `stage` in the place of `out`. A running server sees the old folder, then the new one, never half of either.
pub(crate) fn swap(stage: &Path, out: &Path) -> Result<()> {
    let (new, old) = (sibling(out, "new"), sibling(out, "old"));
    files::remove_folder(&new)?;
    files::remove_folder(&old)?;
    if let Some(parent) = out.parent() {
        files::create_folder(parent)?;
    }
    // Across file systems a rename is refused; then the copy is made next to the place first.
    if fs::rename(stage, &new).is_err() {
        copy_tree(stage, &new)?;
        files::remove_folder(stage)?;
    }
    if out.exists() {
        fs::rename(out, &old).or_cannot(|| format!("move {} away", out.display()))?;
    }
    fs::rename(&new, out).or_cannot(|| format!("put the new build at {}", out.display()))?;
    files::remove_folder(&old)
}

/// `.dist.new` beside `dist`.
fn sibling(out: &Path, ending: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_replaces_a_build_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("xtask publish {}", std::process::id()));
        let (stage, out) = (folder.join("stage"), folder.join("a dist"));
        for content in ["one", "two"] {
            files::write(&stage.join("site.json"), content).unwrap();
            files::write(&stage.join(content), content).unwrap();
            files::write(&stage.join(".htaccess"), content).unwrap();
            files::write(&stage.join(".draft.swp"), content).unwrap();
            refuse_strangers(&out).unwrap();
            swap(&stage, &out).unwrap();
        }
        assert_eq!(
            files::list(&folder).unwrap(),
            [".htaccess", "site.json", "two"].map(|name| out.join(name))
        );
        files::write(&folder.join("other/letter.txt"), "dear").unwrap();
        assert!(refuse_strangers(&folder.join("other")).is_err());
        files::remove_folder(&folder).unwrap();
    }
}
