//! The endpoint killed, as a machine that loses its power kills it.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;

use crate::database::{Database, Kind};
use crate::load::Load;
use crate::program::{Program, Storage};
use crate::{at_some_moment, rounds};

mod killed {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::killed).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        run(Kind::Postgres, super::killed).await;
    }
}

/// Where the program of a test stores.
pub fn storage(database: &Database) -> Storage {
    match database.kind {
        Kind::Sqlite => Storage::Folder(database.folder.path().to_path_buf(), None),
        Kind::Postgres => Storage::Postgres(database.url.clone()),
    }
}

/// Killed while people register, and started again.
async fn killed(database: Arc<Database>) {
    let mut program = Program::start(storage(&database)).await;
    let load = Load::start(program.address);
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        program.kill().await;
        program.start_again().await;
    }
    load.goes_on(&program).await;
    program.becomes(StatusCode::NO_CONTENT).await;
    load.ends(&program).await;
}
