//! The form endpoint, on SQLite and on PostgreSQL, behind web servers, and while something breaks.

use crate::failure::Result;
use crate::repo::Repo;
use crate::suite::cargo_tests::CargoTests;
use crate::suite::cluster::Cluster;
use crate::suite::tally::Tally;
use crate::tools::{faketime, postgres, systemd, web_servers};

/// The package's folder.
const PACKAGE: &str = "crates/endpoint";

/// All tests of the endpoint; each fault comes a few times.
pub(crate) fn run(repo: &Repo, tests: &mut CargoTests) -> Result<Tally> {
    with_settings(repo, |settings| tests.run(repo, PACKAGE, settings))
}

/// One test program alone, at a length that its variable sets.
pub(crate) fn at_length(
    repo: &Repo,
    tests: &mut CargoTests,
    program: &str,
    (variable, length): (&'static str, &str),
) -> Result<Tally> {
    with_settings(repo, |settings| {
        settings.push((variable, length.into()));
        tests.run_some(repo, PACKAGE, settings, |name| name == program)
    })
}

/// Runs tests with all that they need, and says what is missing.
fn with_settings(
    repo: &Repo,
    run: impl FnOnce(&mut Vec<(&str, String)>) -> Result<Tally>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let cluster = Cluster::start().map_err(|failure| {
        println!("{failure}\nwithout PostgreSQL its tests do not run; the others do");
        tally += Tally::FAILURE;
    });
    let mut settings: Vec<_> = cluster
        .iter()
        .map(|cluster| ("TEST_POSTGRES_URL", cluster.url()))
        .collect();
    match web_servers::folder(repo) {
        Ok(folder) => settings.push(("TEST_WEB_SERVERS", folder.display().to_string())),
        Err(failure) => {
            println!("{failure}\nwithout nginx and Caddy their tests fail; the others run");
            tally += Tally::FAILURE;
        }
    }
    if let Err(failure) = systemd::ensure() {
        println!("{failure}\nwithout systemd the test of its units fails; the others run");
        tally += Tally::FAILURE;
    }
    match faketime::library(repo) {
        Ok(file) => settings.push(("TEST_FAKETIME", file.display().to_string())),
        Err(failure) => {
            println!("{failure}\nwithout it the tests of a clock that jumps fail; the others run");
            tally += Tally::FAILURE;
        }
    }
    if let Ok(folder) = postgres::programs() {
        settings.push(("TEST_POSTGRES_PROGRAMS", folder.display().to_string()));
    }
    tally += run(&mut settings)?;
    Ok(tally)
}
