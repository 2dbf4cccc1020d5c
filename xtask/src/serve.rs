//! The site and its endpoint on this machine.

use std::path::Path;
use std::process::Command;

use crate::build::{Kind, Request, build};
use crate::failure::{Context, Result};
use crate::process::shown;
use crate::repo::Repo;

/// Builds everything, then becomes the endpoint.
pub(crate) fn serve(repo: &Repo, port: u16, data: &Path) -> Result<()> {
    let built = build(repo, &Request::of(Kind::Release))?;
    become_program(endpoint(repo, &built.out, port, data))
}

/// The endpoint's command line; it prints `listening on …` when it is ready.
pub(crate) fn endpoint(repo: &Repo, dist: &Path, port: u16, data: &Path) -> Command {
    let mut command = Command::new(repo.endpoint());
    command
        .current_dir(repo.root())
        .arg("serve")
        .arg("--dist")
        .arg(dist);
    command
        .arg("--data")
        .arg(repo.path(data))
        .arg("--port")
        .arg(port.to_string());
    command
}

/// Takes this process' place, so that whoever ends us (Ctrl-C, a supervisor's signal) ends the endpoint, in its own way.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).or_cannot(|| format!("start {}", shown(&command)))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<()> {
    command
        .status()
        .or_cannot(|| format!("start {}", shown(&command)))?;
    Ok(())
}
