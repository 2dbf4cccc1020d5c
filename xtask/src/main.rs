//! `cargo xtask`: builds, serves and checks the site. `cargo xtask help` says how.

mod archive;
mod bench;
mod build;
mod cli;
mod ecoindex;
mod edition;
mod failure;
mod files;
mod fingerprint;
mod guarded;
#[cfg(test)]
mod guides;
mod html;
mod lock;
mod places;
mod process;
mod repo;
mod serve;
mod sizes;
mod step;
mod suite;
mod tools;
mod watch;
mod zip;

use std::process::ExitCode;

use cli::Command;
use failure::Result;
use repo::Repo;

fn main() -> ExitCode {
    let command = match cli::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("{message}\n\n{}", cli::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; `false` when it ran but some check failed.
fn run(command: Command) -> Result<bool> {
    let repo = Repo::find()?;
    match command {
        Command::Help => println!("{}", cli::USAGE),
        Command::Serve { shown } => serve::serve(&repo, &shown)?,
        Command::Build { request } => drop(build::build(&repo, &request)?),
        Command::Watch { shown } => watch::watch(&repo, &shown)?,
        Command::Test { part } => return Ok(suite::run(&repo, part)),
        Command::Bench { name } => bench::run(&repo, &name)?,
        Command::NewEdition { folder } => edition::begin(&repo, &folder)?,
        Command::Archive { name, request } => archive::keep(&repo, &name, &request)?,
        Command::Places { options } => places::run_with(&repo, &options)?,
    }
    Ok(true)
}
