//! The native programs: the prerenderer and the form endpoint.

use crate::failure::Result;
use crate::process::{cargo, run};
use crate::repo::Repo;
use crate::step::step;

/// The packages that native builds and tests name together, always all of them: cargo chooses the features of shared
/// dependencies by the packages named, so another choice would compile half of them a second time.
pub(crate) const PACKAGES: [&str; 4] = [
    "nec-ess",
    "nec-ess-domain",
    "nec-ess-content",
    "nec-ess-endpoint",
];

/// Compiles both; cargo itself knows whether anything has changed.
pub(crate) fn compile(repo: &Repo) -> Result<()> {
    step("prerenderer and endpoint", || {
        let mut command = cargo(repo, "build");
        select(&mut command);
        run(command.args(["--bin", "prerender", "--bin", "nec-ess-endpoint"]))
    })
}

/// Names the native packages and their features.
pub(crate) fn select(command: &mut std::process::Command) {
    for package in PACKAGES {
        command.args(["--package", package]);
    }
    command.args(["--features", "nec-ess/pictures"]);
}
