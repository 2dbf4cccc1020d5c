//! The program under load while something breaks: what was acknowledged is stored, once; what was not is stored after a
//! further try; and once the cause is gone all goes on by itself.
//!
//! Each fault comes as often as the variable `FAULTS` says, at a moment that nobody chose; a few times without it.
//! `cargo xtask test faults` does it fifty times each.
#![allow(clippy::unwrap_used)] // A test whose own set-up fails has to stop there.
#![allow(dead_code)] // The helpers are shared with other tests, which use all of them.

#[path = "../http/answer.rs"]
mod answer;
mod clock;
#[path = "../http/database.rs"]
mod database;
mod disk;
#[path = "../http/dist.rs"]
mod dist;
mod files;
#[path = "../http/forms.rs"]
mod forms;
mod kills;
mod load;
mod locks;
mod mail_server;
#[path = "../http/page.rs"]
mod page;
mod postgres;
mod program;
#[path = "../http/server.rs"]
mod server;
mod slow_clients;
#[path = "../depth_storage/smtp.rs"]
mod smtp;

use std::time::Duration;

/// How often each fault comes.
fn rounds() -> usize {
    match std::env::var("FAULTS") {
        Ok(rounds) => rounds.parse().expect("FAULTS is a number"),
        Err(_) => 2,
    }
}

/// A moment of at most `longest`.
fn moment(longest: Duration) -> Duration {
    longest.mul_f64(f64::from(getrandom::u32().unwrap()) / f64::from(u32::MAX))
}

/// Waits a moment of at most `longest`.
async fn at_some_moment(longest: Duration) {
    tokio::time::sleep(moment(longest)).await;
}
