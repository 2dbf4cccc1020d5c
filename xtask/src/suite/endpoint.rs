//! The form endpoint, on SQLite and on PostgreSQL.

use crate::failure::Result;
use crate::repo::Repo;
use crate::suite::cargo_tests::CargoTests;
use crate::suite::cluster::Cluster;
use crate::suite::tally::Tally;

pub(crate) fn run(repo: &Repo, tests: &mut CargoTests) -> Result<Tally> {
    let mut tally = Tally::default();
    let cluster = Cluster::start().map_err(|failure| {
        println!("{failure}\nwithout PostgreSQL its tests do not run; the others do");
        tally += Tally::FAILURE;
    });
    let settings: Vec<_> = cluster
        .iter()
        .map(|cluster| ("TEST_POSTGRES_URL", cluster.url()))
        .collect();
    tally += tests.run(repo, "crates/endpoint", &settings)?;
    Ok(tally)
}
