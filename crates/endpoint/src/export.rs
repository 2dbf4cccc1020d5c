//! Submissions as organisers get them.

use nec_ess_domain::wire::PlaceStatus;
use nec_ess_domain::{Named, forms};
use serde_json::json;

use crate::json::answers;
use crate::store::Stored;

/// How submissions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A table for spreadsheets.
    Csv,
}

impl Format {
    /// The format called `name`.
    ///
    /// # Errors
    /// When there is none.
    pub fn from_name(name: &str) -> Result<Self, String> {
        match name {
            "jsonl" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            _ => Err("expected jsonl or csv".into()),
        }
    }
}

/// `submissions` as text. A table of one `form` has the columns of that form, otherwise those of all.
#[must_use]
pub fn write(format: Format, form: Option<&str>, submissions: &[Stored]) -> String {
    match format {
        Format::Jsonl => submissions.iter().map(json_line).collect(),
        Format::Csv => table(form, submissions),
    }
}

fn json_line(stored: &Stored) -> String {
    let line = json!({
        "reference": stored.reference,
        "form": stored.form,
        "status": stored.status(),
        "lang": stored.lang.code(),
        "created_at": stored.created_at,
        "days": stored.days,
        "answers": answers(&stored.answers),
    });
    format!("{line}\n")
}

fn table(form: Option<&str>, submissions: &[Stored]) -> String {
    let mut fields: Vec<&str> = Vec::new();
    for schema in forms::ALL
        .iter()
        .filter(|schema| form.is_none_or(|id| id == schema.id))
    {
        for field in schema.fields {
            if !fields.contains(&field.name) {
                fields.push(field.name);
            }
        }
    }
    let own = [
        "reference",
        "form",
        "status",
        "lang",
        "created_at",
        "waiting_days",
    ];
    let mut out = String::from("\u{feff}");
    row(
        &mut out,
        own.iter().chain(&fields).map(|name| (*name).to_owned()),
    );
    for stored in submissions {
        let waiting: Vec<&str> = stored
            .days
            .iter()
            .filter(|day| day.status == PlaceStatus::Waiting)
            .map(|day| day.day.as_str())
            .collect();
        let own = [
            stored.reference.clone(),
            stored.form.clone(),
            stored.status().name().to_owned(),
            stored.lang.code().to_owned(),
            stored.created_at.clone(),
            waiting.join("; "),
        ];
        let answers = fields
            .iter()
            .map(|name| stored.answers.all(name).collect::<Vec<_>>().join("; "));
        row(&mut out, own.into_iter().chain(answers));
    }
    out
}

/// A line of RFC 4180, every cell in quotes.
fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&harmless(&cell).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// `cell` so that no spreadsheet takes it for a formula: one that begins like a formula gets an
/// apostrophe first, which spreadsheets take for "this is text".
fn harmless(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) || cell.starts_with(['\t', '\r', '\n']);
    if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells that begin like a formula are text, others are left alone.
    #[test]
    fn formulas_are_text() {
        for cell in ["=1+1", "+33 1", "-2", "@SUM(A1)", " =1", "\t=1", "＝1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "Camille", "1-2", "a=b", "camille@exemple.fr"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    /// Quotes are doubled, commas and lines stay within their cell.
    #[test]
    fn cells_are_quoted() {
        let mut out = String::new();
        let cells = ["a \"b\"", "c,d", "e\nf"].map(str::to_owned);
        row(&mut out, cells.into_iter());
        assert_eq!(out, "\"a \"\"b\"\"\",\"c,d\",\"e\nf\"\r\n");
    }
}
