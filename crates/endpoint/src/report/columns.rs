//! Aligned columns of plain text.

use std::fmt::Write as _;

/// What stands before each line.
pub(super) const INDENT: &str = "  ";

/// The line above columns of numbers.
pub(super) fn heading(columns: &[&str]) -> Vec<String> {
    let columns = columns.iter().map(|column| (*column).to_owned());
    [String::new()].into_iter().chain(columns).collect()
}

/// A cell.
pub(super) fn number(count: usize) -> String {
    count.to_string()
}

/// A part of the report: its title, and its lines.
pub(super) fn table(title: &str, lines: Vec<Vec<String>>) -> String {
    format!("\n{title}\n{}", rows(lines))
}

/// Lines of cells: names to the left, numbers to the right, each column as wide as its longest cell.
pub(super) fn rows(lines: Vec<Vec<String>>) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for line in &lines {
        out += INDENT;
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let _ = match column {
                0 => write!(out, "{cell:<width$}"),
                _ => write!(out, "  {cell:>width$}"),
            };
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers stand below each other, whatever letters the names have.
    #[test]
    fn aligned() {
        let line = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let text = rows(vec![
            line(["", "waiting", "x"]),
            line(["Été", "7", "10"]),
            line(["Automne", "12", ""]),
        ]);
        assert_eq!(
            text,
            "           waiting   x\n  Été            7  10\n  Automne       12\n"
        );
    }
}
