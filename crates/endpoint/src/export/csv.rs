//! Tables as CSV: for a French Excel, and for programs.

use jiff::civil::DateTime;
use nec_ess_domain::Lang;

use super::table::{Cell, Table};

/// `table` as a French Excel opens it.
pub(super) fn for_excel(table: &Table, lang: Lang) -> String {
    // Excel takes it for Windows-1252 otherwise.
    let mut out = "\u{feff}".to_owned();
    let headings = table.columns.iter().map(|column| column.heading.clone());
    row(Kind::Excel, &mut out, headings);
    for line in &table.rows {
        row(
            Kind::Excel,
            &mut out,
            line.iter().map(|cell| text(cell, lang)),
        );
    }
    out
}

/// Lines of cells for programs, each as it is.
pub(super) fn plain<L: Iterator<Item = String>>(lines: impl Iterator<Item = L>) -> String {
    let mut out = String::new();
    for line in lines {
        row(Kind::Plain, &mut out, line);
    }
    out
}

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Excel: semicolons, nothing that it would calculate or take for a number.
    Excel,
    /// Programs (RFC 4180): commas, each answer as it was given.
    Plain,
}

fn text(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Mark(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Instant(at) => instant(*at, lang),
    }
}

/// As Excel knows it in a country of that language.
fn instant(at: DateTime, lang: Lang) -> String {
    let pattern = match lang {
        Lang::Fr => "%d/%m/%Y %H:%M",
        Lang::En => "%Y-%m-%d %H:%M",
    };
    at.strftime(pattern).to_string()
}

/// A line, every cell in quotes.
fn row(kind: Kind, out: &mut String, cells: impl Iterator<Item = String>) {
    let is_plain = kind == Kind::Plain;
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
        for (kind, expected) in [
            (
                Kind::Plain,
                "\"a \"\"b\"\"\",\"c,d\",\"e\nf\",\"01000\"\r\n",
            ),
            (
                Kind::Excel,
                "\"a \"\"b\"\"\";\"c,d\";\"e\nf\";\"=\"\"01000\"\"\"\r\n",
            ),
        ] {
            let mut out = String::new();
            row(kind, &mut out, cells.map(str::to_owned).into_iter());
            assert_eq!(out, expected);
        }
    }
}
