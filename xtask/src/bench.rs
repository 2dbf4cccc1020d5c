//! Figures about the site, side by side with what they are held against.

mod check;
mod embeds;
mod load;

use crate::build::{Kind, Request, build};
use crate::failure::{Failure, Result};
use crate::files;
use crate::repo::Repo;
use crate::sizes::Sizes;
use crate::suite::budget;

/// Runs the named bench.
pub(crate) fn run(repo: &Repo, name: &str) -> Result<()> {
    match name {
        "sizes" => sizes(repo),
        "check" => check::run(repo),
        "embeds" => embeds::run(repo),
        "load" => load::run(repo),
        _ => Err(Failure::new(format!(
            "unknown bench: {name}; known: sizes, check, embeds, load"
        ))
        .mended_by("cargo xtask bench sizes")),
    }
}

/// What `cargo xtask test budget` checks, and each page's figures in `target/bench/sizes.json`.
fn sizes(repo: &Repo) -> Result<()> {
    let built = build(repo, &Request::of(Kind::Release))?;
    let sizes = Sizes::of(repo, &built.out)?;
    budget::print(&budget::rows(&sizes));
    let file = repo.target().join("bench/sizes.json");
    files::write(&file, format!("{:#}\n", sizes.json()))?;
    println!("each page: {}", repo.shown(&file));
    Ok(())
}
