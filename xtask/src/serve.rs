//! The site and its endpoint on this machine.

use std::path::Path;
use std::process::Command;

use crate::build::{AUTO, Kind, Request, build};
use crate::cli::Shown;
use crate::failure::{Context, Result};
use crate::files;
use crate::process::shown;
use crate::repo::Repo;

/// Builds everything, then becomes the endpoint.
pub(crate) fn serve(repo: &Repo, shown: &Shown) -> Result<()> {
    let mut request = Request::of(Kind::Release);
    request.as_of.clone_from(&shown.as_of);
    if request.as_of.is_some() {
        // What stands in `dist` is published.
        request.out = "target/dist-serve".into();
    }
    let built = build(repo, &request)?;
    if shown.as_of.as_deref() == Some(AUTO) && shows_another_day(&built.out)? {
        println!(
            "the event is over: a day before it is shown (--today shows the site as it is now)"
        );
    }
    become_program(endpoint(repo, &built.out, shown))
}

/// Whether the site in `dist` was built to show another day than the one that it is.
fn shows_another_day(dist: &Path) -> Result<bool> {
    let file = dist.join("site.json");
    let site: serde_json::Value = serde_json::from_slice(&files::read(&file)?)
        .or_cannot(|| format!("read {}", file.display()))?;
    Ok(site["as_of"].is_string())
}

/// The endpoint's command line; it prints `listening on …` when it is ready, and the day that it shows.
pub(crate) fn endpoint(repo: &Repo, dist: &Path, shown: &Shown) -> Command {
    let mut command = Command::new(repo.endpoint());
    command
        .current_dir(repo.root())
        .arg("serve")
        .arg("--dist")
        .arg(dist);
    command
        .arg("--data")
        .arg(repo.path(&shown.data))
        .arg("--port")
        .arg(shown.port.to_string());
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
