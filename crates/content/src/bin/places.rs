//! Prints the verdict on every place, tab-separated, for review and for checks by others.
//!
//! `cargo xtask places [--data FILE] [--content FOLDER] [--all]`: code, name, postal codes,
//! least and greatest distance from the venue in kilometres, and "yes", "no" or "confirm" for a first participation.
//! Communes and arrondissements; with `--all` also parts of communes and sorting offices (CEDEX).

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use nec_ess_content::places::{self, Row, Table};
use nec_ess_domain::Named;
use nec_ess_domain::eligibility::{Km, PostalCode, Terms};

const USAGE: &str = "usage: places [--data data/places/communes.tsv] [--content content] [--all]";

struct Options {
    data: PathBuf,
    content: PathBuf,
    all: bool,
}

fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let table = match read(&options) {
        Ok(read) => read,
        Err(mistakes) => {
            for mistake in mistakes {
                eprintln!("{mistake}");
            }
            return ExitCode::FAILURE;
        }
    };
    for note in &table.notes {
        eprintln!("{note}");
    }
    let shown = table
        .rows
        .iter()
        .filter(|row| options.all || row.kind.is_whole());
    match print(shown, &table.terms) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot print: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options {
        data: "data/places/communes.tsv".into(),
        content: "content".into(),
        all: false,
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--data" => options.data = arguments.next()?.into(),
            "--content" => options.content = arguments.next()?.into(),
            "--all" => options.all = true,
            _ => return None,
        }
    }
    if options.data.is_dir() {
        options.data.push("communes.tsv");
    }
    Some(options)
}

fn read(options: &Options) -> Result<Table, Vec<String>> {
    let event = places::event(&options.content).map_err(lines)?;
    places::read(&options.data, &event).map_err(lines)
}

fn lines<E: ToString>(errors: Vec<E>) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

fn print<'a>(rows: impl Iterator<Item = &'a Row>, terms: &Terms) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(
        out,
        "code\tname\tpostal_codes\tleast_km\tgreatest_km\tverdict"
    )?;
    for row in rows {
        let codes: Vec<&str> = row.postal_codes.iter().map(PostalCode::as_str).collect();
        let km = |km: Option<Km>| km.map_or(String::new(), |km| km.text('.'));
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}",
            row.code,
            row.name,
            codes.join(" "),
            km(row.reach.map(|reach| reach.least)),
            km(row.reach.and_then(|reach| reach.greatest)),
            row.verdict(terms).answer().name()
        )?;
    }
    out.flush()
}
