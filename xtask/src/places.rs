//! The verdict on every place, for review.

use crate::failure::Result;
use crate::process::{cargo, run};
use crate::repo::Repo;

/// Prints the table that `crates/content/src/bin/places.rs` makes; it knows the options.
pub(crate) fn print(repo: &Repo, options: &[String]) -> Result<()> {
    run(cargo(repo, "run")
        .args(["--package", "nec-ess-content", "--bin", "places", "--"])
        .args(options))
}
