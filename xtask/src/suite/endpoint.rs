//! The form endpoint, on SQLite and on PostgreSQL, and behind web servers.

use crate::failure::Result;
use crate::repo::Repo;
use crate::suite::cargo_tests::CargoTests;
use crate::suite::cluster::Cluster;
use crate::suite::tally::Tally;
use crate::tools::{systemd, web_servers};

pub(crate) fn run(repo: &Repo, tests: &mut CargoTests) -> Result<Tally> {
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
    tally += tests.run(repo, "crates/endpoint", &settings)?;
    Ok(tally)
}
