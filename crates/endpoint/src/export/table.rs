//! A table for people: what stands in it, however it is written.

use jiff::civil::{Date, DateTime};

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// What it is called.
    pub(super) title: String,
    /// Its columns.
    pub(super) columns: Vec<Column>,
    /// Its lines, each with a cell for each column.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether it is to be printed.
    pub(super) is_printed: bool,
}

impl Table {
    /// A table called `title`, without columns.
    pub(super) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a column `heading` with a cell for each of `lines`, which are the same for every column.
    pub(super) fn column<L>(&mut self, heading: &str, lines: &[L], cell: impl Fn(&L) -> Cell) {
        let heading = heading.to_owned();
        self.columns.push(Column { heading });
        self.rows.resize(lines.len(), Vec::new());
        for (row, line) in self.rows.iter_mut().zip(lines) {
            row.push(cell(line));
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// What stands above it.
    pub(super) heading: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// What somebody typed, a code or a word.
    Text(String),
    /// The same, to be noticed.
    Mark(String),
    /// What was counted.
    Number(usize),
    /// A day.
    Day(Date),
    /// An instant in the event's time.
    Instant(DateTime),
}

impl Cell {
    /// `text`, or nothing where there is none.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}
