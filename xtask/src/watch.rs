//! Rebuilding while someone works.

use std::time::Duration;

use crate::build::{Kind, Request, build};
use crate::cli::Shown;
use crate::failure::Result;
use crate::fingerprint::Fingerprint;
use crate::guarded::Guarded;
use crate::repo::Repo;
use crate::serve::endpoint;

/// What people edit.
const SOURCES: [&str; 10] = [
    "src",
    "crates",
    "content",
    "style",
    "public",
    "scripts",
    "integrations",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
];

/// Serves a debug build, and builds it again when a source changes; pages in the browser notice by themselves. Ends
/// only when it is stopped.
pub(crate) fn watch(repo: &Repo, shown: &Shown) -> Result<()> {
    let mut request = Request::of(Kind::Debug);
    request.out = "target/dist-watch".into();
    request.reload = true;
    request.as_of.clone_from(&shown.as_of);

    let mut seen = None;
    let mut running: Option<(Guarded, String)> = None;
    loop {
        // A file that disappears while the folder is listed is a change in progress: the next look will tell.
        let now = fingerprint(repo, &SOURCES).ok();
        if now.is_some() && now != seen {
            seen = now;
            match build(repo, &request) {
                Ok(built) => {
                    let program = Fingerprint::default().tree(&repo.endpoint())?.finish();
                    if running
                        .as_ref()
                        .is_none_or(|(_, served_by)| *served_by != program)
                    {
                        // Ended first: it holds the port.
                        drop(running.take());
                        let command = endpoint(repo, &built.out, shown);
                        running = Some((Guarded::start(&command, "TERM")?, program));
                    }
                }
                Err(failure) => eprintln!("\n{failure}"),
            }
            eprintln!("watching for changes (Ctrl-C ends) …");
        } else if running
            .as_mut()
            .is_some_and(|(program, _)| program.has_ended())
        {
            eprintln!(
                "the endpoint has ended (its message is above); it is started again after the next change"
            );
            running = None;
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn fingerprint(repo: &Repo, paths: &[&str]) -> Result<String> {
    let all = paths.iter().try_fold(Fingerprint::default(), |all, path| {
        all.tree(&repo.path(path))
    });
    Ok(all?.finish())
}
