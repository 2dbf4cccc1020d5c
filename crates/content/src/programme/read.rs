//! Reads the files of the programme.

use std::path::Path;

use nec_ess_domain::forms;
use serde::de::DeserializeOwned;

use super::Programme;
use super::check::Checker;
use super::keys::{ProgrammeKeys, SessionKeys};
use crate::event::Event;
use crate::parse::Source;
use crate::report::Report;
use crate::settings::Organiser;
use crate::tree;

/// Reads every session, whatever is wrong with another. `None` when there is something that a site cannot do without.
/// Beside it the ids of all sessions, also of those whose file cannot be used: links to them are right to count on it.
pub(crate) fn read(
    root: &Path,
    event: Option<&Event>,
    organiser: Option<&Organiser>,
    report: &mut Report,
) -> (Option<Programme>, Vec<String>) {
    let common = texts::<ProgrammeKeys>(root, Path::new("programme.toml"), report);
    let common = common.as_ref().map(|(source, keys)| (source, keys));
    let files = tree::sessions(root, &mut report.errors);
    let has_workshop = event.is_none_or(|event| event.has(&forms::WORKSHOP));
    let (mut sessions, mut ids) = (Vec::new(), Vec::new());
    for file in files {
        let read = texts::<SessionKeys>(root, &file, report);
        if matches!(&read, Some((_, keys)) if keys.workshop && !has_workshop) {
            continue;
        }
        ids.push(id(&file));
        sessions.extend(read.map(|(source, keys)| (id(&file), source, keys)));
    }
    let mut checker = Checker::new(common.map(|(_, keys)| keys), event, organiser, report);
    let finished = common.map(|(source, keys)| checker.common(source, keys));
    for (id, source, keys) in sessions {
        checker.session(&id, source, &keys);
    }
    let sessions = checker.finish();
    let programme = finished.map(|(kinds, rooms)| Programme {
        kinds,
        rooms,
        sessions,
    });
    (programme, ids)
}

fn texts<T: DeserializeOwned>(
    root: &Path,
    file: &Path,
    report: &mut Report,
) -> Option<(Source, T)> {
    let read = Source::read(root, file);
    let mut source = read.map_err(|error| report.errors.push(error)).ok()?;
    match source.texts(|_, _| ()) {
        Ok(keys) => {
            report.notes.extend(source.meant_for_nothing());
            Some((source, keys))
        }
        Err(errors) => {
            report.errors.extend(errors);
            None
        }
    }
}

fn id(file: &Path) -> String {
    let name = file.file_stem().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
