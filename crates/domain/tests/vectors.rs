//! The rules against the table of form vectors, to which the endpoint and the browser are held as well.

#[path = "vectors/coverage.rs"]
mod coverage;
#[path = "vectors/notation.rs"]
mod notation;
#[path = "vectors/table.rs"]
mod table;

use nec_ess_domain::registration_number::organisation;
use nec_ess_domain::{Code, Kind, validate};
use table::{Verdict, rows};

/// The days of the event: the table is written for them, `content/event.toml` holds them.
const DAYS: [&str; 3] = ["2025-11-25", "2025-11-26", "2025-11-27"];

/// The verdict of the rules on each row: what is stored, or the one error, in the field in question.
#[test]
fn verdicts() {
    let mut wrong = Vec::new();
    for row in rows() {
        let answers = row.answers();
        let errors = validate(row.form, &answers, &DAYS);
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.field, error.code))
            .collect();
        let clean = row.form.clean(&answers);
        let kept: Vec<_> = clean.all(row.field.name).collect();
        let is_right = match &row.verdict {
            Verdict::Stored(values) => found.is_empty() && kept == *values,
            // That depends on what is stored, see below.
            Verdict::Refused {
                code: Code::Taken, ..
            } => found.is_empty(),
            Verdict::Refused { code, .. } => found == [(row.field.name, *code)],
        };
        if !is_right {
            let expected = match &row.verdict {
                Verdict::Stored(values) => format!("{values:?}"),
                Verdict::Refused { code, .. } => format!("{code:?}"),
            };
            let place = row.place();
            wrong.push(format!(
                "{place}: expected {expected}, got {found:?} of {kept:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} rows\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A number that is taken is another spelling of the one organisation's.
#[test]
fn taken_is_one_organisation() {
    let mut organisations: Vec<_> = rows()
        .iter()
        .filter(|row| row.is_refused(Code::Taken))
        .map(|row| {
            let Kind::RegistrationNumber { country } = row.field.kind else {
                panic!("{}: only a registration number can be taken", row.place());
            };
            let answers = row.answers();
            organisation(answers.first(row.field.name), answers.first(country))
        })
        .collect();
    assert!(organisations.len() > 1);
    organisations.dedup();
    assert_eq!(organisations, ["732829320"]);
}
