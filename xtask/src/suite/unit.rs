//! Rules, views and this program itself.

use crate::failure::Result;
use crate::process::cargo;
use crate::repo::Repo;
use crate::suite::cargo_tests::{CargoTests, counted};
use crate::suite::tally::Tally;

pub(crate) fn run(repo: &Repo, tests: &mut CargoTests) -> Result<Tally> {
    let mut tally = counted(cargo(repo, "test").args(["--package", "xtask"]))?;
    tally += tests.run(repo, "crates/domain", &[])?;
    tally += tests.run(repo, "", &[])?;
    Ok(tally)
}
