//! The form endpoint: takes submissions over HTTP, stores each exactly once, and serves the site.
//!
//! It answers with success only after the storage has committed. The rules of the forms are those
//! of `nec-ess-domain`, the pages those of `nec-ess`, both the very code that the browser runs.

mod app;
mod body;
pub mod by_reference;
mod calendar;
pub mod description;
mod doubles;
pub mod export;
mod form_page;
mod health;
mod json;
pub mod just_stored;
mod lately;
mod latest;
pub mod limits;
pub mod link_secret;
pub mod links;
mod lost_link;
pub mod mail;
mod manage;
pub mod metrics;
mod name_key;
mod negotiate;
mod organisation;
pub mod plain;
mod private_file;
mod problem;
pub mod reference;
mod refusal;
pub mod report;
pub mod retention;
mod router;
pub mod selection;
pub mod server;
mod shown;
mod statics;
pub mod store;
mod submit;
pub mod variable;
mod verdict;
mod words;

pub use app::App;
pub use latest::Look;
pub use router::router;
