//! The rules of the site that need no input or output: form schemas, field checks, languages.
//!
//! The browser (wasm) and the endpoint (native) run this very code, so a submission that the
//! browser accepts is one that the endpoint accepts. It depends on `serde` alone, because every kilobyte
//! of it is shipped to visitors.

pub mod answers;
pub mod check;
pub mod colour;
pub mod countries;
pub mod eligibility;
pub mod email;
mod fold;
pub mod forms;
pub mod html;
pub mod key;
pub mod lang;
pub mod lines;
pub mod named;
pub mod phase;
pub mod places;
pub mod registration_number;
pub mod schema;
pub mod search;
pub mod source;
pub mod spam;
pub mod text;
pub mod validate;
pub mod web;
pub mod wire;

pub use answers::Answers;
pub use fold::fold;
pub use lang::Lang;
pub use lines::Lines;
pub use named::{Named, Table};
pub use phase::{Phase, Schedule};
pub use schema::{Appears, Choices, Field, Form, Kind, Presence};
pub use validate::{Code, FieldError, validate};
