//! TOML files with texts for people: facts filled in, no-break spaces set.

use std::path::Path;

use nec_ess_domain::Lang;
use serde::de::DeserializeOwned;

use super::texts;
use crate::parse::Source;
use crate::report::Report;
use crate::variables::Variables;
use crate::without;

/// Reads `file` below `root`, whose texts are in `lang` and name `facts`.
pub(super) fn words_file<T: DeserializeOwned>(
    root: &Path,
    file: &Path,
    facts: &Variables,
    lang: Lang,
    report: &mut Report,
) -> Option<(Source, T)> {
    let read = Source::read(root, file).and_then(|mut source| {
        let (mut misplaced, mut missing) = (Vec::new(), Vec::new());
        let words = source.texts(|source, table| {
            report.notes.extend(source.meant_for_nothing());
            missing = without::prune(table, facts.event(), source);
            misplaced = texts::finish(table, source, facts, lang, report);
        })?;
        // A key that is not known takes no placeholder either, and is complained of once.
        report.errors.append(&mut misplaced);
        let is_whole = missing.is_empty();
        report.errors.append(&mut missing);
        Ok(is_whole.then_some((source, words)))
    });
    read.map_err(|error| report.errors.push(error)).ok()?
}
