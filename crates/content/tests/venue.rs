//! The table of places and the venue: what another venue or another radius in `event.toml` comes to.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use nec_ess_content::Event;
use nec_ess_content::places::{self, Kind, Row, Table};
use nec_ess_domain::check::{Answered, File, Files, Offers};
use nec_ess_domain::eligibility::{Answer, Km, PostalCode, judge};
use nec_ess_domain::fold;
use nec_ess_domain::places::{Elsewhere, Near};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The printed list for our facts, each of `changes` made in them.
fn printed(changes: &[(&str, &str)]) -> Output {
    let content = tempfile::tempdir().unwrap();
    let mut facts = fs::read_to_string(root().join("content/event.toml")).unwrap();
    for (key, value) in changes {
        let start = facts.find(&format!("\n{key} = ")).expect(key) + 1;
        let end = start + facts[start..].find('\n').unwrap();
        facts.replace_range(start..end, &format!("{key} = {value}"));
    }
    fs::write(content.path().join("event.toml"), facts).unwrap();
    Command::new(env!("CARGO_BIN_EXE_places"))
        .current_dir(root())
        .args(["--all", "--content"])
        .arg(content.path())
        .output()
        .unwrap()
}

/// Distances from one venue are never taken for those from another.
#[test]
fn another_venue_needs_another_table() {
    let moved = printed(&[("latitude", "45.7640"), ("longitude", "4.8357")]);
    let told = String::from_utf8(moved.stderr).unwrap();
    assert!(!moved.status.success(), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    for part in [
        "data/places/communes.tsv:1: ",
        "48.858068, 2.321866",
        "45.764, 4.8357",
        "`cargo xtask places --make`",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// Whatever the radius, the table says no of nothing that may be beyond it, and yes of nothing that may be within.
#[test]
fn another_radius_needs_none() {
    for radius in [1, 5, 30, 50, 100, 400] {
        let output = printed(&[("radius_km", &radius.to_string())]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{radius}: {told}");
        let text = String::from_utf8(output.stdout).unwrap();
        let radius = f64::from(radius);
        let mut answers = [0, 0, 0];
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let km = |index: usize| cells[index].parse::<f64>().unwrap_or(f64::NAN);
            match cells[5] {
                "yes" => assert!(km(3) > radius || cells[3].is_empty(), "{line}"),
                "no" => assert!(km(4) <= radius, "{line}"),
                other => assert_eq!(other, "confirm", "{line}"),
            }
            answers[["yes", "no", "confirm"]
                .iter()
                .position(|one| *one == cells[5])
                .unwrap()] += 1;
        }
        assert_eq!(answers.iter().sum::<usize>(), 37_849);
        assert!(
            radius < 30.0 || answers.iter().all(|count| *count > 100),
            "{answers:?}"
        );
    }
}

/// Lyon, which shares its département with others, and places around it as they may be anywhere: with a code of the
/// département next to theirs, with no distances, beyond the radius or on both sides of it.
const LYON: &str = "\
01003\tcommune\tBressolles\t01\t01360\t900\t18.00\t21.00
01999\tcommune\tNouvelle\t01\t01360\t900\t\t
38087\tcommune\tChasse\t38\t38670 69560\t5000\t16.00\t19.00
38185\tcommune\tGrenoble\t38\t38000 38100\t160000\t85.00\t92.00
42001\tcommune\tAboën\t42\t42380\t500\t60.00\t63.00
42005\tcommune\tAndrézieux\t42\t42160 69700\t10000\t55.00\t60.00
69123\tcommune\tLyon\t69\t69001 69003\t520000\t0.00\t9.00
69123\tcedex\tLyon\t69\t69201 69431\t\t0.00\t14.00
69264\tcommune\tVillefranche\t69\t69400\t36000\t26.00\t30.00
69264\tcedex\tVillefranche\t69\t69651 69652\t\t22.00\t34.00
69381\tarrondissement\tLyon 1er Arrondissement\t69\t69001\t29000\t0.10\t1.90
69383\tarrondissement\tLyon 3e Arrondissement\t69\t69003\t100000\t0.00\t6.00
71001\tcommune\tLoin\t71\t71000\t500\t70.00\t73.00
";

/// A table of `rows` for our venue, made for a radius of 20 km.
fn table_of(rows: &str, event: &Event) -> Table {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("communes.tsv");
    let venue = &event.venue;
    let head = format!(
        "# venue {} {}\n# radius 20\n# abroad CH:25.00 other:300.00\n{}\n",
        venue.latitude,
        venue.longitude,
        places::COLUMNS
    );
    fs::write(&file, head + rows).unwrap();
    places::read(&file, event).unwrap_or_else(|errors| panic!("{}", errors[0]))
}

/// The facts, with another radius.
fn event(radius_km: u32) -> Event {
    let mut event = places::event(&root().join("content")).unwrap();
    event.reimbursement.as_mut().unwrap().radius_km = radius_km;
    event
}

/// The check, as the browser has it once all files are there.
struct Check {
    files: Files,
}

impl Check {
    fn of(table: &Table) -> Self {
        let texts = places::browser_files(table);
        Self {
            files: Files {
                terms: table.terms.clone(),
                near: File::Here(Arc::new(Near::parse(texts.near).expect("our own file"))),
                elsewhere: File::Here(Arc::new(
                    Elsewhere::parse(texts.elsewhere).expect("our own file"),
                )),
                is_gone: false,
            },
        }
    }

    /// The verdict on what was typed, or the answers of the places on offer by their labels.
    fn typed(&self, text: &str) -> Result<Answer, BTreeMap<String, Answer>> {
        let answered = Answered {
            first_time: Some(true),
            country: "FR".into(),
            typed: text.into(),
            pause: Answered::PAUSE_MAX,
            chosen: None,
        };
        let offers = Offers::of(&answered.query(&self.files.terms), &self.files, fold);
        match answered.finding(&self.files, &offers) {
            Some(finding) => Ok(finding.verdict.answer()),
            None => Err(offers
                .places
                .into_iter()
                .map(|offer| {
                    let verdict = judge(true, offer.known.seat, &self.files.terms);
                    (offer.label, verdict.answer())
                })
                .collect()),
        }
    }

    /// Whether no addressee of the place gets a wrong answer by each of its codes.
    fn tell_wrong_codes(&self, row: &Row) -> Vec<String> {
        let label = format!("{} ({})", row.name, row.department.as_str());
        let codes = row.postal_codes.iter().map(PostalCode::as_str);
        let answer = |code: &str| match self.typed(code) {
            Ok(answer) => Some(answer),
            // Whose place is not on offer can choose none.
            Err(offers) => offers.get(&label).copied(),
        };
        let told = codes.map(|code| (code, answer(code)));
        told.filter(|(_, answer)| {
            answer.is_none_or(|answer| !may_be(row, answer, self.files.terms.radius()))
        })
        .map(|(code, answer)| format!("{code} {label}: {answer:?} {:?}", row.reach))
        .collect()
    }
}

/// Whether the answer wrongs nobody in that place.
fn may_be(row: &Row, answer: Answer, radius: Km) -> bool {
    match (answer, row.reach) {
        (Answer::Confirm, _) => true,
        (Answer::Yes, reach) => reach.is_none_or(|reach| reach.least > radius),
        (Answer::No, reach) => {
            reach.is_some_and(|reach| reach.greatest.is_some_and(|km| km <= radius))
        }
    }
}

/// Every place of the table, by each of its postal codes, gets an answer that wrongs nobody there, whatever the radius.
#[test]
fn no_code_is_answered_wrongly() {
    let facts = places::event(&root().join("content")).unwrap();
    let radius = facts.reimbursement.as_ref().unwrap().radius_km;
    for radius in [radius / 4, radius, radius + 9, radius * 5 / 2] {
        let table = places::read(&root().join("data/places/communes.tsv"), &event(radius))
            .unwrap_or_else(|errors| panic!("{}", errors[0]));
        let check = Check::of(&table);
        let is_whole = |row: &&Row| row.kind.is_whole() || row.kind == Kind::SortingOffice;
        // A commune that leaves its codes to its arrondissements is answered by these.
        let parents = ["13055", "69123", "75056"];
        let rows = table.rows.iter().filter(is_whole);
        let rows = rows.filter(|row| !(row.kind == Kind::Commune && parents.contains(&&*row.code)));
        let wrong: Vec<_> = rows.flat_map(|row| check.tell_wrong_codes(row)).collect();
        assert!(
            wrong.is_empty(),
            "{radius} km: {} wrong\n{}",
            wrong.len(),
            wrong[..wrong.len().min(9)].join("\n")
        );
    }
}

/// Places as they are not around Paris: each code is answered as its places are.
#[test]
fn places_of_any_kind() {
    let table = table_of(LYON, &event(20));
    let near: Vec<_> = table.terms.near.iter().map(|one| one.as_str()).collect();
    assert_eq!(near, ["01", "38", "69"]);
    assert_eq!(table.terms.near_countries, Vec::<String>::new());
    assert_eq!(table.notes, Vec::<String>::new());
    let check = Check::of(&table);
    let rows = table
        .rows
        .iter()
        .filter(|row| row.code != "69123" || row.kind == Kind::SortingOffice);
    let wrong: Vec<_> = rows.flat_map(|row| check.tell_wrong_codes(row)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (typed, expected) in [
        ("69003", Ok(Answer::No)),
        ("69400", Ok(Answer::Yes)),
        // Lyon does not stand for the codes of its département that no place has.
        ("69999", Ok(Answer::Confirm)),
        ("69431", Ok(Answer::No)),
        ("69651", Ok(Answer::Yes)),
        // Next to a place that nothing is known of.
        ("01360", Ok(Answer::Confirm)),
        // Of the département next to that of its place.
        ("69560", Ok(Answer::No)),
        ("69700", Ok(Answer::Yes)),
        ("42380", Ok(Answer::Yes)),
        ("Nouvelle", Ok(Answer::Confirm)),
        ("Lyon", Ok(Answer::No)),
    ] {
        assert_eq!(check.typed(typed), expected, "{typed}");
    }
}

/// A radius that the table was not made for is told, and answered with care.
#[test]
fn a_greater_radius_is_told() {
    let table = table_of(LYON, &event(25));
    assert_eq!(table.terms.near_countries, ["CH"]);
    assert_eq!(table.notes.len(), 1);
    assert!(
        table.notes[0].contains("communes.tsv:2: "),
        "{}",
        table.notes[0]
    );
    assert!(table.notes[0].contains("01, 38"), "{}", table.notes[0]);
    assert_eq!(table_of(LYON, &event(10)).notes, Vec::<String>::new());
}
