//! The form endpoint: takes submissions over HTTP, stores each exactly once, and serves the site.
//!
//! It answers with success only after the storage has committed. The rules of the forms are those
//! of `nec-ess-domain`, the pages those of `nec-ess`, both the very code that the browser runs.

mod app;
mod body;
mod calendar;
pub mod description;
pub mod export;
mod form_page;
mod health;
mod json;
pub mod just_stored;
pub mod limits;
pub mod link_secret;
pub mod links;
pub mod mail;
mod manage;
pub mod metrics;
mod negotiate;
mod organisation;
mod private_file;
mod problem;
mod reference;
mod refusal;
mod router;
pub mod server;
mod statics;
pub mod store;
mod submit;

pub use app::App;
pub use router::router;
