//! `cargo xtask test`: every check, in parts.

mod browser;
pub(crate) mod budget;
mod cargo_tests;
mod checker;
pub(crate) mod cluster;
mod content;
mod edition;
mod endpoint;
mod lint;
mod tally;
mod unit;

use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::repo::Repo;
use cargo_tests::CargoTests;
use tally::Tally;

/// One part of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Unit,
    Endpoint,
    Browser,
    Content,
    Budget,
    Lint,
    /// Of the endpoint's part: what breaks comes often.
    Faults,
    /// Of the endpoint's part: a million strange requests.
    Fuzz,
}

impl Part {
    /// The parts of the whole, in the order in which they run.
    const ALL: [Self; 6] = [
        Self::Unit,
        Self::Endpoint,
        Self::Browser,
        Self::Content,
        Self::Budget,
        Self::Lint,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Endpoint => "endpoint",
            Self::Browser => "browser",
            Self::Content => "content",
            Self::Budget => "budget",
            Self::Lint => "lint",
            Self::Faults => "faults",
            Self::Fuzz => "fuzz",
        }
    }

    /// The part of this name; the error is a sentence for the person who typed it.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        let all = || Self::ALL.into_iter().chain([Self::Faults, Self::Fuzz]);
        let known = all().map(Self::name).collect::<Vec<_>>().join(", ");
        let found = all().find(|part| part.name() == name);
        found.ok_or_else(|| format!("Unknown part of the tests: {name}; known: {known}"))
    }

    fn run(self, repo: &Repo, tests: &mut CargoTests) -> Result<Tally> {
        match self {
            Self::Unit => unit::run(repo, tests),
            Self::Endpoint => endpoint::run(repo, tests),
            Self::Browser => browser::run(repo),
            Self::Content => content::run(repo, tests),
            Self::Budget => budget::run(repo),
            Self::Lint => lint::run(repo),
            Self::Faults => endpoint::at_length(repo, tests, "faults", ("FAULTS", "50")),
            Self::Fuzz => endpoint::at_length(repo, tests, "fuzz", ("FUZZ", "1000000")),
        }
    }
}

/// Runs all parts, or one, each to its end whatever happens in another. The last line sums them up.
pub(crate) fn run(repo: &Repo, only: Option<Part>) -> bool {
    let mut tests = CargoTests::default();
    let mut total = Tally::default();
    let mut lines = Vec::new();
    let parts = only.map_or(Part::ALL.to_vec(), |only| vec![only]);
    for part in parts {
        println!("\n== {} ==", part.name());
        let start = Instant::now();
        let tally = part
            .run(repo, &mut tests)
            .and_then(at_least_one)
            .unwrap_or_else(|failure| {
                println!("{failure}");
                Tally::FAILURE
            });
        lines.push(format!(
            "{:<9} {tally} in {:.1} s",
            part.name(),
            start.elapsed().as_secs_f64()
        ));
        println!("== {} ==", lines.last().map_or("", String::as_str));
        total += tally;
    }
    println!("\n{}\n\n{total}", lines.join("\n"));
    total.failed == 0
}

/// A part that checked nothing has not shown anything.
fn at_least_one(tally: Tally) -> Result<Tally> {
    if tally.passed + tally.failed == 0 {
        Err(Failure::new("this part ran no test"))
    } else {
        Ok(tally)
    }
}
