//! A clock that jumps, as when a machine wakes up or learns the time late.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;

use crate::database::Database;
use crate::kills::storage;
use crate::load::Load;
use crate::program::Program;
use crate::{at_some_moment, rounds};

mod jumps {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::jumps).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        run(Kind::Postgres, super::jumps).await;
    }
}

/// The variable with the library that shows a program another time.
const LIBRARY: &str = "TEST_FAKETIME";
/// The farthest jump, seconds.
const FAR: i64 = 400 * 24 * 60 * 60;

/// Shows the program a time that is `seconds` off.
fn set(file: &Path, seconds: i64) {
    // Written aside first: the program looks at it at any moment.
    let aside = file.with_extension("new");
    std::fs::write(&aside, format!("{seconds:+}\n")).unwrap();
    std::fs::rename(aside, file).unwrap();
}

/// Forwards and backwards, by seconds and by more than a year.
async fn jumps(database: Arc<Database>) {
    let library = std::env::var(LIBRARY)
        .unwrap_or_else(|_| panic!("set {LIBRARY}, or run `cargo xtask test endpoint`"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("offset");
    set(&file, 0);
    let settings = [
        ("LD_PRELOAD", library.as_str()),
        ("FAKETIME_TIMESTAMP_FILE", file.to_str().unwrap()),
        ("FAKETIME_NO_CACHE", "1"),
        // Timers follow a clock that no jump moves.
        ("DONT_FAKE_MONOTONIC", "1"),
    ];
    let program = Program::start_with(storage(&database), &settings).await;
    let load = Load::start(program.address);
    let mut offsets = Vec::new();
    for round in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        let random = i64::from(getrandom::u32().unwrap());
        let farthest = if round % 2 == 0 { FAR } else { 60 };
        let offset = random % (2 * farthest) - farthest;
        set(&file, offset);
        offsets.push(offset);
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    let rows = program.export().await;
    load.ends(&program).await;
    // Else the test would say little.
    let days: std::collections::BTreeSet<_> = rows
        .iter()
        .map(|row| row["created_at"].as_str().unwrap()[..10].to_owned())
        .collect();
    assert!(days.len() > 1, "the clock never jumped: {offsets:?}");
}
