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
    /// A table as a French Excel opens it: semicolons, nothing that it would calculate or take for a number.
    Csv,
    /// A table for programs (RFC 4180): commas, each answer as it was given.
    PlainCsv,
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
        Format::Csv | Format::PlainCsv => table(format, form, submissions),
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

fn table(format: Format, form: Option<&str>, submissions: &[Stored]) -> String {
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
    let mut out = String::new();
    if format == Format::Csv {
        // Excel takes it for Windows-1252 otherwise.
        out.push('\u{feff}');
    }
    row(
        format,
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
        row(format, &mut out, own.into_iter().chain(answers));
    }
    out
}

/// A line, every cell in quotes.
fn row(format: Format, out: &mut String, cells: impl Iterator<Item = String>) {
    let is_plain = format == Format::PlainCsv;
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(if is_plain { ',' } else { ';' });
        }
        let cell = if is_plain { cell } else { spread(&cell) };
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// `cell` so that no spreadsheet makes something else of it: no formula, and no number of what is a code.
fn spread(cell: &str) -> String {
    let is_code = cell.bytes().all(|byte| byte.is_ascii_digit())
        && (cell.len() > 1 && cell.starts_with('0') || cell.len() > EXACT);
    if is_code {
        format!("=\"{cell}\"")
    } else {
        harmless(cell)
    }
}

/// Digits that Excel shows as they are; of longer numbers it shows the first ones and a power of ten.
const EXACT: usize = 11;

/// What stands before a formula within a cell: a spreadsheet that was told another separator begins a new cell there.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// `cell` so that no spreadsheet takes it for a formula: one that begins like a formula gets an apostrophe first, which
/// spreadsheets take for "this is text"; so does what follows a separator in it.
fn harmless(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    if cell.starts_with(SEPARATORS) {
        out.push('\'');
    }
    for part in cell.split_inclusive(SEPARATORS) {
        let is_formula = part.trim_start().starts_with([
            '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
        ]);
        if is_formula {
            out.push('\'');
        }
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells that begin like a formula are text, others are left alone.
    #[test]
    fn formulas_are_text() {
        for cell in ["=1+1", "+33 1", "-2", "@SUM(A1)", " =1", "＝1"] {
            assert_eq!(spread(cell), format!("'{cell}"));
        }
        for cell in [
            "",
            "Camille",
            "1-2",
            "a=b",
            "camille@exemple.fr",
            "a; b",
            "0",
        ] {
            assert_eq!(spread(cell), cell);
        }
        assert_eq!(spread("x;=1+1;y"), "x;'=1+1;y");
        assert_eq!(spread("x\n\t@y"), "x\n\t'@y");
        assert_eq!(spread("\t=1"), "'\t'=1");
    }

    /// Codes keep their zeros and all their digits; a number of people stays a number.
    #[test]
    fn codes_are_text() {
        for cell in ["01000", "00", "123456789012", "73282932000074"] {
            assert_eq!(spread(cell), format!("=\"{cell}\""));
        }
        for cell in ["0", "12", "75011", "732829320"] {
            assert_eq!(spread(cell), cell);
        }
    }

    /// Quotes are doubled, commas and lines stay within their cell.
    #[test]
    fn cells_are_quoted() {
        let cells = ["a \"b\"", "c,d", "e\nf", "01000"];
        for (format, expected) in [
            (
                Format::PlainCsv,
                "\"a \"\"b\"\"\",\"c,d\",\"e\nf\",\"01000\"\r\n",
            ),
            (
                Format::Csv,
                "\"a \"\"b\"\"\";\"c,d\";\"e\nf\";\"=\"\"01000\"\"\"\r\n",
            ),
        ] {
            let mut out = String::new();
            row(format, &mut out, cells.map(str::to_owned).into_iter());
            assert_eq!(out, expected);
        }
    }
}
