//! The table of places: the verdict on every place for review, and the table made anew.

mod make;

use crate::failure::Result;
use crate::process::{cargo, run};
use crate::repo::Repo;

/// With `--make` among the `options` makes the table anew; otherwise prints what `crates/content/src/bin/places.rs` makes
/// of it, which knows the options.
pub(crate) fn run_with(repo: &Repo, options: &[String]) -> Result<()> {
    let mut options = options.to_vec();
    let all = options.len();
    options.retain(|option| option != "--make");
    if options.len() < all {
        return make::make(repo, &options);
    }
    run(cargo(repo, "run")
        .args(["--package", "nec-ess-content", "--bin", "places", "--"])
        .args(options))
}
