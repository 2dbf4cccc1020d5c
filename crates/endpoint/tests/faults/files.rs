//! The database's files deleted from under the endpoint.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;

use crate::database::Database;
use crate::kills::storage;
use crate::load::Load;
use crate::program::Program;
use crate::{at_some_moment, rounds};

mod deleted {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::deleted).await;
    }
}

/// The copy that the endpoint made of what is gone.
fn rescued(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap();
    let is_copy = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("submissions.db-before-") && !name.ends_with("-journal")
    };
    files.map(|file| file.unwrap().path()).find(is_copy)
}

/// Nobody is told a false success; with the copy put back, as the log says, everyone is there.
async fn deleted(database: Arc<Database>) {
    let folder = database.folder.path();
    let program = Program::start(storage(&database)).await;
    let load = Load::start(program.address);
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        std::fs::remove_file(folder.join("submissions.db")).unwrap();
        load.is_refused(&program).await;
        program.becomes(StatusCode::SERVICE_UNAVAILABLE).await;
        let copy = rescued(folder).unwrap_or_else(|| panic!("no copy:\n{}", program.log()));
        std::fs::rename(copy, folder.join("submissions.db")).unwrap();
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    load.ends(&program).await;
}
