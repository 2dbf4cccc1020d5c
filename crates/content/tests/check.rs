//! The check against its table of vectors, to which the browser is held as well, on the files that the site has.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nec_ess_content::places;
use nec_ess_domain::Named;
use nec_ess_domain::check::{Answered, File, Files, Offers, Said};
use nec_ess_domain::eligibility::{Answer, Reason, Seat, Verdict};
use nec_ess_domain::places::{Elsewhere, Near};
use unicode_normalization::UnicodeNormalization;

/// The table's path in the repository.
const PATH: &str = "tests/vectors/check.tsv";
const LEAST_ROWS: usize = 100;
const COLUMNS: usize = 7;

fn root() -> PathBuf {
    // Found when the test runs: a compiled test may be run for another copy of the repository.
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    Path::new(&folder).join("../..")
}

/// One row: what is typed, and what is answered.
struct Row {
    line: usize,
    cells: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = std::fs::read_to_string(root().join(PATH)).unwrap();
    let lines = text.lines().zip(1..);
    lines
        .filter(|(text, _)| !text.is_empty() && !text.starts_with('#'))
        .map(|(text, line)| {
            let mut cells: Vec<String> = text.split('\t').map(str::to_owned).collect();
            assert!(
                (3..=COLUMNS).contains(&cells.len()),
                "{PATH}:{line}: 3 to 7 columns"
            );
            cells.resize(COLUMNS, String::new());
            Row { line, cells }
        })
        .collect()
}

/// The browser's way of folding a name.
fn fold(text: &str) -> String {
    nec_ess_domain::fold(&text.nfkd().collect::<String>())
}

fn files() -> Files {
    let event = places::event(&root().join("content")).unwrap();
    let table = places::read(&root().join("data/places/communes.tsv"), &event).unwrap();
    let files = places::browser_files(&table);
    Files {
        terms: table.terms,
        near: File::Here(Arc::new(Near::parse(files.near).unwrap())),
        elsewhere: File::Here(Arc::new(Elsewhere::parse(files.elsewhere).unwrap())),
        is_gone: false,
    }
}

/// The cells from the verdict on, as the rules have them.
fn judged(input: &str, country: &str, files: &Files) -> Vec<String> {
    let answered = Answered {
        first_time: Some(true),
        country: country.into(),
        typed: input.into(),
        pause: Answered::PAUSE_MAX,
        chosen: None,
    };
    let offers = Offers::of(&answered.query(&files.terms), files, fold);
    let said = answered.said(files, &offers);
    let mut cells = match answered.finding(files, &offers) {
        Some(finding) => {
            let known = finding.known;
            let department = known.department.map(|code| format!(" ({})", code.as_str()));
            vec![
                finding.verdict.answer().name().into(),
                finding.verdict.reason().name().into(),
                known.name + &department.unwrap_or_default(),
                km(finding.verdict, known.seat),
            ]
        }
        None if said.is_some_and(Said::is_error) => ["wrong", "", "", ""].map(str::to_owned).into(),
        None => {
            let labels: Vec<_> = offers.places.iter().map(|offer| &*offer.label).collect();
            ["choose", "", &labels.join("|"), ""]
                .map(str::to_owned)
                .into()
        }
    };
    cells.push(said.map_or_else(String::new, |said| said.name().into()));
    cells
}

/// The distances that the words for this verdict show.
fn km(verdict: Verdict, seat: Seat) -> String {
    let Seat::Place(reach) = seat else {
        return String::new();
    };
    let least = reach.least.text('.');
    let greatest = reach.greatest.map(|km| format!("-{}", km.text('.')));
    match verdict.answer() {
        Answer::Yes => least,
        Answer::No => greatest.unwrap_or_default(),
        Answer::Confirm => least + &greatest.unwrap_or_default(),
    }
}

/// The rules say of each input what the table says.
#[test]
fn verdicts() {
    let files = files();
    let rows = rows();
    let mut wrong = Vec::new();
    for row in &rows {
        let found = judged(&row.cells[0], &row.cells[1], &files);
        let expected = &row.cells[2..];
        // Of a choice the table names the first places.
        let is_named = found[2] == expected[2]
            || expected[0] == "choose" && found[2].starts_with(&*expected[2]);
        let are_same = |index: &usize| found[*index] == expected[*index];
        if !is_named || ![0, 1, 3, 4].iter().all(are_same) {
            let (line, input) = (row.line, &row.cells[0]);
            wrong.push(format!(
                "{PATH}:{line}: `{input}`: expected {expected:?}, got {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(rows.len() >= LEAST_ROWS, "{}", rows.len());
}

/// Nothing that the rules tell apart is left out of the table, and no question is in it twice.
#[test]
fn every_answer_and_every_reason() {
    let rows = rows();
    let column = |index: usize| -> HashSet<&str> {
        rows.iter().map(|row| row.cells[index].as_str()).collect()
    };
    let questions: HashSet<_> = rows.iter().map(|row| &row.cells[..2]).collect();
    assert_eq!(questions.len(), rows.len());
    for answer in Answer::ALL {
        assert!(column(2).contains(answer.name()), "{}", answer.name());
    }
    // A second participation is a question of its own.
    let reasons = Reason::ALL
        .iter()
        .filter(|reason| **reason != Reason::NotFirstTime);
    for reason in reasons {
        assert!(column(3).contains(reason.name()), "{}", reason.name());
    }
    // Files that are not there yet, or do not come, are no matter of what is typed.
    let said = Said::ALL
        .iter()
        .filter(|said| !matches!(said, Said::Loading | Said::NotLoaded));
    for said in said {
        assert!(column(6).contains(said.name()), "{}", said.name());
    }
}
