//! Figures about the site, side by side with what they are held against.

mod check;
mod embeds;
mod endpoint;
mod load;
mod range;
mod ready;

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::build::{Kind, Request, build};
use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::process::quiet;
use crate::repo::Repo;
use crate::sizes::Sizes;
use crate::step::step;
use crate::suite::budget;
use crate::tools::node;

/// A longer task keeps a page from answering a touch in time.
const TASK_MS: f64 = 50.0;

/// Less than this and a browser was not really slowed down: its figures say nothing of a slow processor.
const SLOWER_AT_LEAST: f64 = 3.5;

/// The load average up to which nothing but the build before it can have been running.
const IDLE: f64 = 1.5;

/// Runs the named bench.
pub(crate) fn run(repo: &Repo, name: &str) -> Result<()> {
    match name {
        "sizes" => sizes(repo),
        "check" => check::run(repo),
        "embeds" => embeds::run(repo),
        "endpoint" => endpoint::run(repo),
        "load" => load::run(repo),
        "ready" => ready::run(repo),
        _ => Err(Failure::new(format!(
            "unknown bench: {name}; known: sizes, check, embeds, endpoint, load, ready"
        ))
        .mended_by("cargo xtask bench sizes")),
    }
}

/// What `cargo xtask test budget` checks, and each page's figures in `target/bench/sizes.json`.
fn sizes(repo: &Repo) -> Result<()> {
    let built = build(repo, &Request::to_test(Kind::Release))?;
    let sizes = Sizes::of(repo, &built.out)?;
    budget::print(&budget::rows(&sizes));
    let file = repo.target().join("bench/sizes.json");
    files::write(&file, format!("{:#}\n", sizes.json()))?;
    println!("each page: {}", repo.shown(&file));
    Ok(())
}

/// Builds the site and runs `tests/bench/{name}.mjs` on it, in a browser; gives the figures that this prints.
fn in_browser(
    repo: &Repo,
    name: &str,
    doing: &str,
    browser: fn() -> Result<PathBuf>,
) -> Result<Value> {
    let built = build(repo, &Request::to_test(Kind::Release))?;
    node::packages(repo, "tests")?;
    let chromium = browser()?;
    let printed = step(doing, || {
        let mut command = Command::new("node");
        command
            .current_dir(repo.root())
            .arg(format!("tests/bench/{name}.mjs"))
            .env("NEC_DIST", repo.path(&built.out))
            .env("NEC_ENDPOINT", repo.endpoint())
            .env("CHROMIUM", &chromium);
        quiet(&mut command)
    })?;
    serde_json::from_slice(&printed).or_cannot(|| "read the figures".into())
}

/// Writes the figures to `target/bench/{name}.json`, and says so.
fn keep(repo: &Repo, name: &str, figures: &Value) -> Result<()> {
    let file = repo.target().join(format!("bench/{name}.json"));
    files::write(&file, format!("{figures:#}\n"))?;
    println!("as JSON: {}", repo.shown(&file));
    Ok(())
}

/// A note where the machine did something else when the browser was started.
fn note_load(figures: &Value) {
    let load = figures["load_average"].as_f64().unwrap_or_default();
    if load > IDLE {
        println!(
            "note: this machine was busy when it began (load average {load:.1}): what else it does is in the figures"
        );
    }
}
