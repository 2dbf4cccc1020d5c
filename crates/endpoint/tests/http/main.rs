//! The endpoint as its clients meet it: HTTP to a real server, on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)] // A test whose own set-up fails has to stop there.

mod answer;
mod closed;
mod cors;
mod database;
mod dist;
mod earlier;
mod forms;
mod headers;
mod health;
mod invitations;
mod lost_link;
mod no_script;
mod once;
mod order;
mod outage;
mod page;
mod process;
mod property;
mod raw;
mod receipt;
mod refusals;
mod replaced;
mod replicas;
mod server;
mod slow;
mod statics;
mod submit;
mod threat_model;
mod traversal;
mod typed;
mod vectors;
mod without;

/// Runs each test on both storages: `NAME::sqlite` and `NAME::postgres`.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::database::{Kind, run};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(Kind::Sqlite, super::$name).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run(Kind::Postgres, super::$name).await;
            }
        }
    )+};
}
use on_both;

/// Runs each test on SQLite alone: those that have nothing to do with the storage.
macro_rules! on_sqlite {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::database::{Kind, run};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(Kind::Sqlite, super::$name).await;
            }
        }
    )+};
}
use on_sqlite;
