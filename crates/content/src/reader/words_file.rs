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
    let read = Source::read(root, file);
    let mut source = read.map_err(|error| report.errors.push(error)).ok()?;
    let (mut misplaced, mut missing) = (Vec::new(), Vec::new());
    let words = source.texts(|source, table| {
        report.notes.extend(source.meant_for_nothing());
        missing = without::prune(table, facts.event(), source);
        misplaced = texts::finish(table, source, facts, lang, report);
    });
    let is_whole = missing.is_empty();
    let (words, told) = match words {
        Ok(words) => (is_whole.then_some(words), Vec::new()),
        Err(told) => (None, told),
    };
    // A key or a table that is not known takes no placeholder either, and is complained of once.
    if told
        .iter()
        .any(|told| told.message.starts_with("unknown key"))
    {
        misplaced.clear();
    }
    report.errors.extend(told);
    report.errors.append(&mut misplaced);
    report.errors.append(&mut missing);
    words.map(|words| (source, words))
}
