//! How wide columns and how high rows are. Spreadsheets do not agree on who finds that out, so the file says it.

use super::table::{Cell, Table};

/// Characters in a column at the least and at the most; longer texts take several lines.
const NARROWEST: usize = 8;
const WIDEST: usize = 44;
/// A heading makes its column no wider than this.
const HEADING: usize = 24;
/// What an instant and a day take.
const INSTANT: usize = 16;
const DAY: usize = 10;
/// Beside the text: its margins; and in a heading the button of the filter.
const MARGIN: usize = 2;
const BUTTON: usize = 4;
/// Of a line, and of a row at the most: points, as Excel has them.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// The sizes of a sheet.
pub(super) struct Layout {
    /// Of each column, characters.
    pub(super) widths: Vec<f64>,
    /// Of the headings and of each row, points; nothing for one line.
    pub(super) heights: Vec<Option<f64>>,
}

impl Layout {
    /// The sizes that `table` needs.
    pub(super) fn of(table: &Table) -> Self {
        let mut rooms: Vec<usize> = Vec::with_capacity(table.columns.len());
        for (number, column) in table.columns.iter().enumerate() {
            let heading = column.heading.chars().count().min(HEADING) + BUTTON;
            let cells = table.rows.iter().map(|row| length(&row[number]));
            let longest = cells.max().unwrap_or_default();
            rooms.push(longest.max(heading).clamp(NARROWEST, WIDEST));
        }
        let lines = |texts: &mut dyn Iterator<Item = &str>, button: usize| {
            let lines = texts
                .zip(&rooms)
                .map(|(text, room)| lines(text, room - button));
            lines.max().unwrap_or(1)
        };
        let mut headings = table.columns.iter().map(|column| column.heading.as_str());
        let mut heights = vec![height(lines(&mut headings, BUTTON))];
        for row in &table.rows {
            heights.push(height(lines(&mut row.iter().map(text), 0)));
        }
        Self {
            widths: rooms.iter().map(|room| to_f64(room + MARGIN)).collect(),
            heights,
        }
    }
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) | Cell::Mark(text) => text,
        _ => "",
    }
}

/// Of its longest line.
fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Mark(text) => {
            let lines = text.lines().map(|line| line.chars().count());
            lines.max().unwrap_or_default()
        }
        Cell::Number(number) => number.to_string().len(),
        Cell::Day(_) => DAY,
        Cell::Instant(_) => INSTANT,
    }
}

/// How many lines `text` takes where there is room for so many characters: words are not parted.
fn lines(text: &str, room: usize) -> usize {
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > room {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            lines += used.saturating_sub(1) / room;
            used = used.min(room);
        }
        lines
    };
    text.lines().map(of_line).sum()
}

fn height(lines: usize) -> Option<f64> {
    (lines > 1).then(|| (to_f64(lines) * LINE).min(HIGHEST))
}

fn to_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words stay whole where they can, line breaks count, and a word that is too long is parted.
    #[test]
    fn counts_lines() {
        for (text, room, expected) in [
            ("", 10, 0),
            ("one two", 10, 1),
            ("one two three", 10, 2),
            ("a\nb\nc", 10, 3),
            ("onetwothreefour", 5, 3),
            ("one onetwothreefour", 5, 4),
        ] {
            assert_eq!(lines(text, room), expected, "{text}");
        }
    }
}
