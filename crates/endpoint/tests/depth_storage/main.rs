//! Places, changes, mails, limits and the command line, over HTTP and on both storages.
#![allow(clippy::unwrap_used)] // A test whose own set-up fails has to stop there.
#![allow(dead_code)] // The helpers are shared with the tests in `http`, which use all of them.

#[path = "../http/answer.rs"]
mod answer;
mod any_date;
mod by_reference;
mod commands;
#[path = "../http/database.rs"]
mod database;
#[path = "../http/dist.rs"]
mod dist;
#[path = "../http/earlier.rs"]
mod earlier;
mod earlier_links;
mod erased;
#[path = "../http/forms.rs"]
mod forms;
mod given_up;
mod mail;
mod manage;
mod metrics;
mod organisations;
mod over;
#[path = "../http/page.rs"]
mod page;
mod places;
mod purge;
mod reads;
mod rebuilt;
mod release;
mod report;
mod restore;
mod retention;
#[path = "../http/server.rs"]
mod server;
mod smtp;
mod spam;
mod tls;
mod workbook;
mod write;
mod wrong_files;
mod wrong_settings;
mod wrong_words;

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

/// Runs each test on SQLite alone: those that are about its files, or have nothing to do with the storage.
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
