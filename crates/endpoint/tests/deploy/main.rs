//! The files of `deploy/` by being used, and what whoever runs the endpoint is told.
#![allow(clippy::unwrap_used)] // A test whose own set-up fails has to stop there.
#![allow(dead_code)] // The helpers are shared with the tests in `http`, which use all of them.

#[path = "../http/answer.rs"]
mod answer;
mod backup;
mod behind;
mod commands;
#[path = "../http/database.rs"]
mod database;
#[path = "../http/dist.rs"]
mod dist;
#[path = "../http/forms.rs"]
mod forms;
mod front;
mod help;
mod named;
#[path = "../http/page.rs"]
mod page;
#[path = "../http/server.rs"]
mod server;
mod static_hosts;
mod units;

use std::path::{Path, PathBuf};

/// A file of the repository.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// Its text.
fn text(path: &str) -> String {
    let path = file(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `text` with `from`, which is in it, replaced everywhere.
#[track_caller]
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "there is no {from:?} any more");
    text.replace(from, to)
}
