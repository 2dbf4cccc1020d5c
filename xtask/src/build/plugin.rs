//! The WordPress plugin, as WordPress installs it.

use std::path::Path;

use crate::failure::Result;
use crate::files;
use crate::fingerprint::Fingerprint;
use crate::repo::Repo;
use crate::zip::{self, Entry};

/// Where its files are; the last folder is its name in WordPress, too.
const SOURCE: &str = "integrations/wordpress/nec-ess-embeds";
const LICENCE: &str = "LICENSE";
/// The components, as the prerenderer lists them in the folder for the host.
const LIST: &str = "embeds.json";
/// Its name there; pages link to it (`crates/content/src/links.rs`).
const ARCHIVE: &str = "nec-ess-wordpress.zip";

/// Adds all that is packed, but for the list: that comes from the content.
pub(crate) fn inputs(repo: &Repo, sources: Fingerprint) -> Result<Fingerprint> {
    sources.tree(&repo.path(SOURCE))?.tree(&repo.path(LICENCE))
}

/// Packs the plugin into the folder `stage`, with the components that the site there has.
pub(crate) fn pack(repo: &Repo, stage: &Path) -> Result<()> {
    let entries = entries(
        &repo.path(SOURCE),
        &[&repo.path(LICENCE), &stage.join(LIST)],
    )?;
    files::write(&stage.join(ARCHIVE), zip::archive(&entries))
}

/// The files of the folder `source` and those `beside`, under the folder's name, sorted.
fn entries(source: &Path, beside: &[&Path]) -> Result<Vec<Entry>> {
    let folder = source.file_name().unwrap_or_default().to_string_lossy();
    let mut entries = Vec::new();
    let mut add = |inside: &Path, file: &Path| -> Result<()> {
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        entries.push(Entry {
            name: format!("{folder}/{}", parts.join("/")),
            bytes: files::read(file)?,
        });
        Ok(())
    };
    for file in files::list(source)? {
        add(file.strip_prefix(source).unwrap_or(&file), &file)?;
    }
    for file in beside {
        add(Path::new(file.file_name().unwrap_or_default()), file)?;
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// It is the same for every event: it names no form that one may go without.
    #[test]
    fn it_names_no_form_that_an_event_may_not_have() {
        let folder = Repo::find().unwrap().path(SOURCE);
        for file in files::list(&folder).unwrap() {
            let Ok(text) = files::read_text(&file) else {
                continue;
            };
            for form in ["workshop", "reimbursement", "atelier", "défraiement"] {
                assert!(
                    !text.to_lowercase().contains(form),
                    "{form} in {}",
                    file.display()
                );
            }
        }
    }

    /// Whenever and wherever it is packed, the archive is the same, with everything in the plugin's own folder.
    #[test]
    fn the_same_files_make_the_same_archive() {
        let archives = ["one", "two"].map(|place| {
            let name = format!("xtask plugin {place} {}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            let source = folder.join("a-plugin");
            files::write(&source.join("languages/fr.mo"), "mots").unwrap();
            files::write(&source.join("a-plugin.php"), "<?php").unwrap();
            files::write(&folder.join("LICENSE"), "EUPL").unwrap();
            let entries = entries(&source, &[&folder.join("LICENSE")]).unwrap();
            files::remove_folder(&folder).unwrap();
            let names: Vec<_> = entries.iter().map(|entry| entry.name.as_str()).collect();
            assert_eq!(
                names,
                [
                    "a-plugin/LICENSE",
                    "a-plugin/a-plugin.php",
                    "a-plugin/languages/fr.mo"
                ]
            );
            zip::archive(&entries)
        });
        assert_eq!(archives[0], archives[1]);
    }
}
