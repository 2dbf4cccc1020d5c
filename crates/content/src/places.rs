//! `data/places/communes.tsv`: every French place with its distances, and the files that browsers get of it.
//!
//! The table is made by `data/places/generate.py` and reviewed; `data/places/README.md` tells its sources. Everything
//! here works from the table alone.

mod files;
mod row;

use std::fmt;
use std::path::{Path, PathBuf};

use nec_ess_domain::eligibility::{Department, Km, Seat, Verdict, judge};

use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;

pub use files::{BrowserFiles, browser_files};
pub use row::{Kind, Row};

/// The columns of the table, as its first line names them.
pub const COLUMNS: &str =
    "code\ttype\tname\tdepartement\tpostal_codes\tpopulation\tleast_km\tgreatest_km";

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

/// The radius of `content/event.toml` below the content folder `root`.
///
/// # Errors
/// When that file cannot be used.
pub fn radius(root: &Path) -> Result<Km, ContentError> {
    let event: Event = Source::read(root, Path::new("event.toml"))?.toml()?;
    Ok(Km::from_km(event.reimbursement.radius_km))
}

/// Reads and checks the table `file`, for seats that must be more than `radius` from the venue.
///
/// # Errors
/// Every mistake in it, in the order of its lines.
pub fn read(file: &Path, radius: Km) -> Result<Vec<Row>, Vec<TableError>> {
    let error = |line: usize, message: String| TableError {
        file: file.to_path_buf(),
        line,
        message,
    };
    let text = std::fs::read_to_string(file)
        .map_err(|cause| vec![error(1, format!("cannot be read: {cause}"))])?;
    parse(&text, radius).map_err(|mistakes| {
        mistakes
            .into_iter()
            .map(|(line, message)| error(line, message))
            .collect()
    })
}

/// What [`read`] does, for a text: mistakes are lines and messages.
fn parse(text: &str, radius: Km) -> Result<Vec<Row>, Vec<(usize, String)>> {
    let mut lines = text.lines().zip(1..);
    let mut mistakes = Vec::new();
    if lines.next().is_none_or(|(line, _)| line != COLUMNS) {
        mistakes.push((1, format!("expected the columns `{COLUMNS}`")));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (line, number) in lines {
        let checked = Row::parse(line).and_then(|row| {
            row.check(radius)?;
            match rows.last() {
                Some(before) if before.key() >= row.key() => Err(
                    "expected rows in the order of département, code, type and name, each once"
                        .into(),
                ),
                _ => Ok(row),
            }
        });
        match checked {
            Ok(row) => rows.push(row),
            Err(message) => mistakes.push((number, message)),
        }
    }
    for department in Department::NEAR {
        if !rows.iter().any(|row| row.department == department) {
            mistakes.push((1, format!("expected places in département {department:?}")));
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
    pub fn verdict(&self, radius: Km) -> Verdict {
        judge(true, self.seat(), radius)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RADIUS: Km = Km::from_km(20);

    fn mistakes(lines: &[&str]) -> Vec<(usize, String)> {
        let rows = [
            "75107\tarrondissement\tParis 7e Arrondissement\t75\t75007\t48000\t0.00\t2.30",
            "77284\tcommune\tMeaux\t77\t77100\t57000\t41.09\t46.95",
            "78646\tcommune\tVersailles\t78\t78000\t84000\t12.81\t19.99",
            "91377\tcommune\tMassy\t91\t91300\t51000\t13.11\t16.38",
            "92062\tcommune\tPuteaux\t92\t92800\t44000\t5.70\t8.20",
            "93066\tcommune\tSaint-Denis\t93\t93200\t149000\t5.30\t13.30",
            "94028\tcommune\tCréteil\t94\t94000\t93000\t9.80\t14.30",
            "95127\tcommune\tCergy\t95\t95000 95800\t70000\t24.92\t31.94",
        ];
        let text: Vec<&str> = [COLUMNS]
            .iter()
            .chain(&rows)
            .chain(lines)
            .copied()
            .collect();
        parse(&text.join("\n"), RADIUS).err().unwrap_or_default()
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
            ("95500\tcommune\tPontoise\t95\t95300\t1\t\t", "distance"),
            (
                "95100\tcommune\tArgenteuil\t95\t95100\t1\t8.00\t13.00",
                "order",
            ),
            (
                "98001\tcommune\tAilleurs\t987\t98700\t1\t20.29\t29.00",
                "eight",
            ),
            ("99001\tcommune\tAilleurs\t987\t95300\t1\t\t", "95300"),
        ] {
            let found = mistakes(&[row]);
            assert_eq!(found.len(), 1, "{row}: {found:?}");
            assert_eq!(found[0].0, 10, "{row}");
            assert!(found[0].1.contains(expected), "{row}: {}", found[0].1);
        }
        let empty = parse("", RADIUS).expect_err("an empty table is a mistake");
        assert_eq!(empty.len(), 9, "{empty:?}");
    }
}
