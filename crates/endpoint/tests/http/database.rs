//! A storage of its own for each test.

use std::panic::resume_unwind;
use std::sync::Arc;

use nec_ess_endpoint::store::Store;
use sqlx::AnyConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row};
use tempfile::TempDir;

/// The variable that names a PostgreSQL server on which databases may be made.
const SERVER: &str = "TEST_POSTGRES_URL";

/// The two storages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// An empty database, made for one test.
pub struct Database {
    pub kind: Kind,
    pub url: String,
    /// Where SQLite keeps its file.
    pub folder: TempDir,
    name: String,
}

/// Runs `test` on a new database and takes the database away, also after a failure.
pub async fn run<F>(kind: Kind, test: impl FnOnce(Arc<Database>) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let database = Arc::new(Database::create(kind).await);
    let result = tokio::spawn(test(database.clone())).await;
    database.remove().await;
    if let Err(error) = result {
        resume_unwind(error.into_panic());
    }
}

impl Database {
    async fn create(kind: Kind) -> Self {
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().unwrap();
        let name = format!("nec_ess_test_{:016x}", getrandom::u64().unwrap());
        let url = match kind {
            Kind::Sqlite => format!(
                "sqlite://{}?mode=rwc",
                folder.path().join("submissions.db").display()
            ),
            Kind::Postgres => {
                admin(&format!("CREATE DATABASE {name}")).await;
                server().database(&name).to_url_lossy().to_string()
            }
        };
        Self {
            kind,
            url,
            folder,
            name,
        }
    }

    /// Takes the database away under whatever still uses it. SQLite's file goes with its folder.
    pub async fn remove(&self) {
        if self.kind == Kind::Postgres {
            admin(&format!(
                "DROP DATABASE IF EXISTS {} WITH (FORCE)",
                self.name
            ))
            .await;
        }
    }

    /// The endpoint's own way in.
    pub async fn store(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    /// A way in that the endpoint knows nothing of.
    pub async fn connect(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Runs `sql` behind the endpoint's back.
    pub async fn execute(&self, sql: &str) {
        let mut connection = self.connect().await;
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
    }

    /// Each row of the table as form, reference and answers, read past the endpoint.
    pub async fn rows(&self) -> Vec<[String; 3]> {
        let mut connection = self.connect().await;
        let rows =
            sqlx::query("SELECT form, reference, answers FROM submissions ORDER BY created_at")
                .fetch_all(&mut connection)
                .await
                .unwrap();
        connection.close().await.unwrap();
        rows.iter()
            .map(|row| [0, 1, 2].map(|column| row.get(column)))
            .collect()
    }
}

fn server() -> PgConnectOptions {
    let url = std::env::var(SERVER)
        .unwrap_or_else(|_| panic!("set {SERVER}, or run `cargo xtask test endpoint`"));
    url.parse().unwrap()
}

async fn admin(sql: &str) {
    let mut connection = PgConnection::connect_with(&server()).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}
