//! `data/places/communes.tsv`: every French place with its distances, and the files that browsers get of it.
//!
//! The table is made by `data/places/generate.py` and reviewed; `data/places/README.md` tells its sources. Everything
//! here works from the table alone.

mod files;
mod head;
mod near;
mod row;

use std::fmt;
use std::path::{Path, PathBuf};

use nec_ess_domain::eligibility::{Department, Seat, Terms, Verdict, judge};

use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;
use head::Head;

pub use files::{BrowserFiles, browser_files};
pub use row::{Kind, Row};

/// The columns of the table, as the line above its rows names them.
pub const COLUMNS: &str =
    "code\ttype\tname\tdepartement\tpostal_codes\tpopulation\tleast_km\tgreatest_km";

/// The table, and what follows from it for the radius of the event.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its rows, in their order.
    pub rows: Vec<Row>,
    /// What seats are judged by.
    pub terms: Terms,
    /// What somebody should look at, a line each.
    pub notes: Vec<String>,
}

/// One mistake in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

impl std::error::Error for TableError {}

/// The facts in the content folder `root`.
///
/// # Errors
/// When `event.toml` cannot be used: every mistake in it.
pub fn event(root: &Path) -> Result<Event, Vec<ContentError>> {
    let mut errors = Vec::new();
    let read = Source::load(root, "event.toml", &[], &mut errors);
    read.map(|(_, event)| event).ok_or(errors)
}

/// Reads and checks the table `file`, for the venue and the radius of `event`.
///
/// # Errors
/// Every mistake in it, in the order of its lines; one alone where it was made for another venue.
pub fn read(file: &Path, event: &Event) -> Result<Table, Vec<TableError>> {
    let error = |(line, message)| TableError {
        file: file.to_path_buf(),
        line,
        message,
    };
    let radius_km = match &event.reimbursement {
        Some(reimbursement) => reimbursement.radius_km,
        None => {
            let message =
                "content/event.toml has no [reimbursement], so that nothing is judged by distances";
            return Err(vec![error((1, message.to_owned()))]);
        }
    };
    let text = std::fs::read_to_string(file)
        .map_err(|cause| vec![error((1, format!("cannot be read: {cause}")))])?;
    let head = Head::parse(&text).and_then(|head| head.check(event).map(|()| head));
    let head = head.map_err(|mistake| vec![error(mistake)])?;
    let rows =
        parse(&text).map_err(|mistakes| mistakes.into_iter().map(error).collect::<Vec<_>>())?;
    let terms = near::terms(&head, &rows, radius_km);
    let lacking = near::without_offices(&head, &rows, &terms);
    let notes = (!lacking.is_empty()).then(|| {
        let codes: Vec<&str> = lacking.iter().map(Department::as_str).collect();
        format!(
            "{}:2: no CEDEX codes of {}, so that these are to be confirmed: `cargo xtask places --make` adds them",
            file.display(),
            codes.join(", ")
        )
    });
    Ok(Table {
        rows,
        terms,
        notes: notes.into_iter().collect(),
    })
}

/// The rows of a text: mistakes are lines and messages.
fn parse(text: &str) -> Result<Vec<Row>, Vec<(usize, String)>> {
    let mut lines = text.lines().zip(1..).skip(head::LENGTH);
    let mut mistakes = Vec::new();
    if lines.next().is_none_or(|(line, _)| line != COLUMNS) {
        let message = format!("expected the columns `{COLUMNS}`");
        mistakes.push((head::LENGTH + 1, message));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (line, number) in lines {
        let checked = Row::parse(line).and_then(|row| match rows.last() {
            Some(before) if before.key() >= row.key() => Err(
                "expected rows in the order of département, code, type and name, each once".into(),
            ),
            _ => Ok(row),
        });
        match checked {
            Ok(row) => rows.push(row),
            Err(message) => mistakes.push((number, message)),
        }
    }
    if mistakes.is_empty() {
        Ok(rows)
    } else {
        Err(mistakes)
    }
}

impl Row {
    /// The place as a seat to be judged. Without distances its département decides.
    #[must_use]
    pub fn seat(&self) -> Seat {
        self.reach
            .map_or(Seat::Department(self.department), Seat::Place)
    }

    /// The verdict on a first participation with its seat here.
    #[must_use]
    pub fn verdict(&self, terms: &Terms) -> Verdict {
        judge(true, self.seat(), terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(lines: &[&str]) -> Vec<(usize, String)> {
        let rows = [
            "75107\tarrondissement\tParis 7e Arrondissement\t75\t75007\t48000\t0.00\t2.30",
            "95127\tcommune\tCergy\t95\t95000 95800\t70000\t24.92\t31.94",
        ];
        let head = ["# venue 48.8 2.3", "# radius 20", "# abroad ", COLUMNS];
        let text: Vec<&str> = head.iter().chain(&rows).chain(lines).copied().collect();
        parse(&text.join("\n")).err().unwrap_or_default()
    }

    /// Rows that can be used, also without what only near places need.
    #[test]
    fn accepts_rows() {
        assert_eq!(
            mistakes(&[
                "95127\tcedex\tCergy-Pontoise\t95\t95001 95002\t\t22.83\t33.19",
                "97411\tcommune\tSaint-Denis\t974\t97400 97417\t154000\t9300.10\t9320.00",
                "98414\tcommune\tLa Terre-Adélie\t984\t\t\t\t",
            ]),
            []
        );
    }

    /// Each mistake names its line and what was expected.
    #[test]
    fn tells_mistakes() {
        for (row, expected) in [
            ("95500\tcommune\tPontoise", "8 columns"),
            ("95500\tville\tPontoise\t95\t95300\t1\t24.00\t29.00", "type"),
            ("955\tcommune\tPontoise\t95\t95300\t1\t24.00\t29.00", "code"),
            ("95500\tcommune\t-\t95\t95300\t1\t24.00\t29.00", "name"),
            (
                "95500\tcommune\t95 Pontoise\t95\t95300\t1\t24.00\t29.00",
                "name",
            ),
            (
                "95500\tcommune\tPontoise\tXX\t95300\t1\t24.00\t29.00",
                "département",
            ),
            (
                "95500\tcommune\tPontoise\t95\tF-95300\t1\t24.00\t29.00",
                "postal code",
            ),
            (
                "95500\tcommune\tPontoise\t95\t95300\tmany\t24.00\t29.00",
                "population",
            ),
            (
                "95500\tcommune\tPontoise\t95\t95300\t1\t24,00\t29.00",
                "distance",
            ),
            (
                "95500\tcommune\tPontoise\t95\t95300\t1\t24.00\t",
                "distance",
            ),
            (
                "95500\tcommune\tPontoise\t95\t95300\t1\t29.01\t29.00",
                "least",
            ),
            (
                "95100\tcommune\tArgenteuil\t95\t95100\t1\t8.00\t13.00",
                "order",
            ),
        ] {
            let found = mistakes(&[row]);
            assert_eq!(found.len(), 1, "{row}: {found:?}");
            assert_eq!(found[0].0, 7, "{row}");
            assert!(found[0].1.contains(expected), "{row}: {}", found[0].1);
        }
        let empty = parse("").expect_err("an empty table is a mistake");
        assert_eq!(empty.len(), 1, "{empty:?}");
    }
}
