//! Tables of texts whose keys the software decides: none may be missing, none may be too many.

use std::collections::BTreeMap;

use crate::error::ContentError;
use crate::parse::Source;

/// Complains of each expected key that the table at `place` lacks, on the line of the table, and of
/// each key that it should not have, on the key's own line. `name` is what messages call the table.
pub(crate) fn compare(
    given: &BTreeMap<String, String>,
    expected: &[&str],
    place: &[&str],
    name: &str,
    source: &Source,
    errors: &mut Vec<ContentError>,
) {
    for key in expected.iter().filter(|key| !given.contains_key(**key)) {
        errors.push(source.error_at(place, format!("{name}: expected a text for `{key}`")));
    }
    for key in given.keys().filter(|key| !expected.contains(&key.as_str())) {
        let list = match expected {
            [] => "none".to_owned(),
            keys => keys.join(", "),
        };
        errors.push(source.error_at(
            &[place, &[key]].concat(),
            format!("{name}: unknown key `{key}`, expected: {list}"),
        ));
    }
}
