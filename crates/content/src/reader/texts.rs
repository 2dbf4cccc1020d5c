//! The texts of a file of words. They are finished one by one in the parsed file, not in the file's
//! text: a fact may contain a quotation mark, and a comment may mention `{{…}}`.

use nec_ess_domain::Lang;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::ContentError;
use crate::parse::Source;
use crate::placeholders;
use crate::report::Report;
use crate::typography;
use crate::variables::Variables;

/// The tables that hold names alone: "Rhône" is a département, whatever the town of the event is.
const NAMES: [&str; 2] = ["countries", "departments"];

/// Fills in the facts and sets the no-break spaces of every text of `table`, which `source` holds. Gives what is wrong with
/// their placeholders.
pub(super) fn finish(
    table: &mut DeTable<'_>,
    source: &Source,
    facts: &Variables,
    lang: Lang,
    report: &mut Report,
) -> Vec<ContentError> {
    let mut misplaced = Vec::new();
    each_of_table(table, &mut Vec::new(), &mut |place, value| {
        let start = value.span().start;
        if let DeValue::String(text) = value.get_mut() {
            let line = |offset| source.line_after(start, text, offset);
            for (offset, message) in placeholders::check(place, text) {
                let key = place.last().map_or("", String::as_str);
                let message = format!("{key}: {message}");
                misplaced.push(source.error(line(offset), message));
            }
            let mut filled = facts.fill(text);
            if NAMES.contains(&place[0].as_str()) {
                filled.typed.clear();
            }
            report.filled(source, &filled, line);
            *text = typography::spaces(&filled.text, lang).into();
        }
    });
    misplaced
}

/// Calls `each` with every value that is no table and no list, and the names on the way to it.
fn each_of_table<'i>(
    table: &mut DeTable<'i>,
    place: &mut Vec<String>,
    each: &mut impl FnMut(&[String], &mut Spanned<DeValue<'i>>),
) {
    for (key, value) in table.iter_mut() {
        place.push(key.get_ref().to_string());
        each_of_value(value, place, each);
        place.pop();
    }
}

fn each_of_value<'i>(
    value: &mut Spanned<DeValue<'i>>,
    place: &mut Vec<String>,
    each: &mut impl FnMut(&[String], &mut Spanned<DeValue<'i>>),
) {
    match value.get_mut() {
        DeValue::Table(table) => each_of_table(table, place, each),
        DeValue::Array(list) => {
            for value in list.iter_mut() {
                each_of_value(value, place, each);
            }
        }
        _ => each(place, value),
    }
}
