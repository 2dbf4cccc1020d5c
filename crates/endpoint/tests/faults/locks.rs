//! The database locked by somebody else.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use sqlx::{AssertSqlSafe, Connection as _};
use tokio::time::sleep;

use crate::database::{Database, Kind};
use crate::kills::storage;
use crate::load::Load;
use crate::program::Program;
use crate::{at_some_moment, moment, rounds};

mod locked {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::locked).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        run(Kind::Postgres, super::locked).await;
    }
}

/// Sometimes shorter than the endpoint waits, sometimes longer.
const LONGEST: Duration = Duration::from_secs(7);

/// A lock that passes: whoever cannot wait so long is told to try again.
async fn locked(database: Arc<Database>) {
    let program = Program::start(storage(&database)).await;
    let load = Load::start(program.address);
    let sql = match database.kind {
        Kind::Sqlite => ["BEGIN EXCLUSIVE", "SELECT 1"],
        Kind::Postgres => ["BEGIN", "LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE"],
    };
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        at_some_moment(Duration::from_millis(200)).await;
        let mut connection = database.connect().await;
        for sql in sql {
            let sql = sqlx::raw_sql(AssertSqlSafe(sql));
            sql.execute(&mut connection).await.unwrap();
        }
        sleep(moment(LONGEST)).await;
        connection.close().await.unwrap();
        load.goes_on(&program).await;
        program.becomes(StatusCode::NO_CONTENT).await;
    }
    load.ends(&program).await;
}
