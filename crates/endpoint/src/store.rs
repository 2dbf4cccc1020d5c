//! Where submissions are kept: SQLite by default, PostgreSQL by URL, the same SQL for both.

mod answers;
mod attendances;
mod changes;
mod connection;
mod database;
mod error;
mod head;
mod identity;
mod instant;
mod job;
mod letters;
mod life;
mod links;
mod mail;
mod migrations;
mod mover;
mod new_submission;
mod numbers;
mod open;
mod organisations;
mod outbox;
mod postgres;
mod quarantine;
mod queue;
#[cfg(test)]
mod reads;
mod release;
mod sqlite;
mod state;
mod stored;
mod submissions;
mod value;

pub use attendances::{Caps, Places};
pub use changes::{Change, Old};
pub use database::{Store, sqlite_file};
pub use error::Error;
pub use letters::Texts;
pub use mail::{Mail, MailKind, MailStatus};
pub use new_submission::{NewSubmission, Outcome};
pub use outbox::Event;
pub use release::Release;
pub use state::State;
pub use stored::Stored;
