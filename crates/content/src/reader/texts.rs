//! The texts of a file of words. They are finished one by one in the parsed file, not in the file's
//! text: a fact may contain a quotation mark, and a comment may mention `{{…}}`.

use nec_ess_domain::Lang;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::line_at;
use crate::typography;
use crate::variables::Variables;

/// Fills in the facts and sets the no-break spaces of every text of `table`, which was parsed from
/// `toml`. Gives the line and the wording of each mistake.
pub(super) fn finish(
    table: &mut DeTable<'_>,
    toml: &str,
    facts: &Variables,
    lang: Lang,
) -> Vec<(usize, String)> {
    let mut mistakes = Vec::new();
    each_of_table(table, &mut |value| {
        let start = line_at(toml, value.span().start);
        if let DeValue::String(text) = value.get_mut() {
            let filled = facts.fill(text);
            mistakes.extend(
                filled
                    .mistakes
                    .into_iter()
                    .map(|(offset, message)| (start + line_at(text, offset) - 1, message)),
            );
            *text = typography::spaces(&filled.text, lang).into();
        }
    });
    mistakes
}

fn each_of_table<'i>(table: &mut DeTable<'i>, each: &mut impl FnMut(&mut Spanned<DeValue<'i>>)) {
    for (_, value) in table.iter_mut() {
        each_of_value(value, each);
    }
}

fn each_of_value<'i>(
    value: &mut Spanned<DeValue<'i>>,
    each: &mut impl FnMut(&mut Spanned<DeValue<'i>>),
) {
    match value.get_mut() {
        DeValue::Table(table) => each_of_table(table, each),
        DeValue::Array(list) => list.iter_mut().for_each(|value| each_of_value(value, each)),
        _ => each(value),
    }
}
