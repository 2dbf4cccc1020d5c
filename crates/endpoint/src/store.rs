//! Where submissions are kept: SQLite by default, PostgreSQL by URL, the same SQL for both.

mod answers;
mod attendances;
mod by_reference;
mod changes;
mod connection;
mod database;
mod error;
mod head;
mod identity;
mod instant;
mod job;
mod life;
mod mail;
mod migrations;
mod mover;
mod new_submission;
mod open;
mod organisations;
mod outbox;
mod postgres;
mod private_file;
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
mod waiting_list;

pub(crate) use attendances::chosen;
pub use attendances::{Caps, Places};
pub use by_reference::{Resend, Told};
pub use changes::Change;
pub use database::{Store, missing_file};
pub use error::Error;
pub use mail::{Mail, MailKind, MailStatus};
pub use new_submission::{NewSubmission, Outcome};
pub use outbox::Event;
pub use release::Release;
pub use state::State;
pub use stored::Stored;
pub use waiting_list::Waiting;
