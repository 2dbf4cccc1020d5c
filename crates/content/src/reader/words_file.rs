//! TOML files with texts for people: facts filled in, no-break spaces set.

use std::path::Path;

use nec_ess_domain::Lang;
use serde::de::DeserializeOwned;
use toml::de::{DeTable, Deserializer};

use super::texts;
use crate::error::ContentError;
use crate::parse::Source;
use crate::variables::Variables;

/// Reads `file` below `root`, whose texts are in `lang` and name `facts`.
pub(super) fn words_file<T: DeserializeOwned>(
    root: &Path,
    file: &Path,
    facts: &Variables,
    lang: Lang,
    errors: &mut Vec<ContentError>,
) -> Option<(Source, T)> {
    let source = Source::read(root, file)
        .map_err(|error| errors.push(error))
        .ok()?;
    let words = words(&source, facts, lang, errors)?;
    Some((source, words))
}

fn words<T: DeserializeOwned>(
    source: &Source,
    facts: &Variables,
    lang: Lang,
    errors: &mut Vec<ContentError>,
) -> Option<T> {
    let text = source.text();
    let mut mistakes = Vec::new();
    let words = DeTable::parse(text).and_then(|mut document| {
        mistakes = texts::finish(document.get_mut(), text, facts, lang);
        T::deserialize(Deserializer::from(document))
    });
    errors.extend(
        mistakes
            .into_iter()
            .map(|(line, message)| source.error(line, message)),
    );
    words
        .map_err(|error| errors.push(source.toml_error(text, 0, &error)))
        .ok()
}
