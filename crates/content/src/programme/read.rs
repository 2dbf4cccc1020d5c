//! Reads the files of the programme.

use std::path::{Path, PathBuf};

use super::Programme;
use super::check::Checker;
use super::keys::ProgrammeKeys;
use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;
use crate::read_toml;

/// The folder of the sessions.
const FOLDER: &str = "programme";

/// The ids of all sessions, also of those whose file cannot be used: links to them are right to count on it.
pub(crate) fn ids(root: &Path) -> Vec<String> {
    let files = files(root).unwrap_or_default();
    files.iter().map(|file| id(file)).collect()
}

/// Reads every session, whatever is wrong with another. `None` when there is something that a site cannot do without.
pub(crate) fn read(
    root: &Path,
    event: Option<&Event>,
    errors: &mut Vec<ContentError>,
) -> Option<Programme> {
    let common = read_toml::<ProgrammeKeys>(root, "programme.toml", errors);
    let common = common.as_ref().map(|(source, keys)| (source, keys));
    let mut checker = Checker::new(common.map(|(_, keys)| keys), event, errors);
    let finished = common.map(|(source, keys)| checker.common(source, keys));
    match files(root) {
        Ok(files) => {
            for file in files {
                match Source::read(root, &file).and_then(|source| Ok((source.toml()?, source))) {
                    Ok((keys, source)) => checker.session(&id(&file), source, &keys),
                    Err(error) => checker.complain(error),
                }
            }
        }
        Err(error) => checker.complain(ContentError::new(
            FOLDER,
            1,
            format!("cannot be read: {error}"),
        )),
    }
    let sessions = checker.finish();
    let (kinds, rooms) = finished?;
    Some(Programme {
        kinds,
        rooms,
        sessions,
    })
}

/// Every file of a session, relative to `root`, by name; none where there is no folder.
fn files(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let folder = root.join(FOLDER);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = Path::new(FOLDER).join(entry?.file_name());
        if file.extension().is_some_and(|ending| ending == "toml") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn id(file: &Path) -> String {
    let name = file.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
