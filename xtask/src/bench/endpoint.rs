//! How many submissions the endpoint stores in a second.

use std::process::Command;

use crate::build::{Kind, Request, build};
use crate::failure::Result;
use crate::files;
use crate::process::{cargo, run as run_program};
use crate::repo::Repo;
use crate::step::step;
use crate::suite::cluster::Cluster;

/// How many submissions are sent for each figure; the variable `SUBMISSIONS` sets another number.
const SUBMISSIONS: &str = "100000";

/// Builds the endpoint as it ships and loads it; the figures go to `target/bench/endpoint.json`.
pub(super) fn run(repo: &Repo) -> Result<()> {
    let built = build(repo, &Request::to_test(Kind::Release))?;
    step("endpoint as it ships", || {
        let mut command = cargo(repo, "build");
        command.args(["--release", "--package", "nec-ess-endpoint"]);
        run_program(command.args(["--bin", "nec-ess-endpoint", "--example", "load"]))
    })?;
    let cluster = Cluster::start()?;
    let release = repo.target().join("release");
    let folder = repo.target().join("bench");
    files::create_folder(&folder)?;
    let submissions = std::env::var("SUBMISSIONS").unwrap_or_else(|_| SUBMISSIONS.into());
    let mut load = Command::new(release.join("examples/load"));
    load.arg(release.join("nec-ess-endpoint"))
        .arg(repo.path(&built.out))
        .arg(&folder)
        .arg(submissions)
        .env("POSTGRES", cluster.url());
    run_program(&mut load)
}
