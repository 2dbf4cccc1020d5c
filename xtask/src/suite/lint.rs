//! Format and lints, warnings counted as errors; facts of one edition that stand where nobody would look for them.

mod edition;

use std::process::Command;

use crate::build::{Bundle, native};
use crate::failure::Result;
use crate::process::{self, ask, cargo, quiet, which};
use crate::repo::Repo;
use crate::step::step;
use crate::suite::tally::Tally;
use crate::tools::wasm_std::{self, TARGET};

pub(crate) fn run(repo: &Repo) -> Result<Tally> {
    ensure(repo);
    let mut tally = Tally::default();
    tally += edition::run(repo)?;
    tally += check("format", cargo(repo, "fmt").args(["--all", "--check"]));
    let mut packages = cargo(repo, "clippy");
    native::select(&mut packages);
    tally += check("lints (native)", strict(packages.arg("--all-targets")));
    tally += check(
        "lints (xtask)",
        strict(cargo(repo, "clippy").args(["--package", "xtask", "--all-targets"])),
    );
    if wasm_std::ensure(repo)?.compiled {
        for bundle in Bundle::ALL {
            let mut part = cargo(repo, "clippy");
            part.args(["--package", "nec-ess", "--lib", "--target", TARGET]);
            part.args(["--no-default-features", "--features", bundle.feature()]);
            let name = format!("lints (wasm of {})", bundle.name());
            tally += check(&name, strict(&mut part));
        }
    } else {
        println!("skipped: lints (wasm) (clippy needs rustup's standard library for {TARGET})");
    }
    Ok(tally)
}

fn strict(command: &mut Command) -> &mut Command {
    command.args(["--", "-D", "warnings"])
}

fn check(name: &str, command: &mut Command) -> Tally {
    let outcome = step(name, || process::run(command));
    if let Err(failure) = &outcome {
        println!("{failure}");
    }
    Tally::check(outcome.is_ok())
}

/// A minimal rustup profile has neither tool.
fn ensure(repo: &Repo) {
    let missing = |tool: &str| {
        ask(Command::new("cargo")
            .args([tool, "--version"])
            .current_dir(repo.root()))
        .is_none()
    };
    if (missing("fmt") || missing("clippy")) && which("rustup").is_some() {
        // If it fails, the checks below fail with cargo's own words about what is missing.
        let mut add = Command::new("rustup");
        add.args(["component", "add", "rustfmt", "clippy"])
            .current_dir(repo.root());
        let _ = step("rustup component add rustfmt clippy", || quiet(&mut add));
    }
}
