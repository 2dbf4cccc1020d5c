//! The rules of the site that need no input or output: form schemas, field checks, languages.
//!
//! The browser (wasm) and the endpoint (native) run this very code, so a submission that the
//! browser accepts is one that the endpoint accepts. It stays free of dependencies because every
//! kilobyte of it is shipped to visitors.

pub mod answers;
pub mod countries;
pub mod eligibility;
pub mod email;
pub mod forms;
pub mod key;
pub mod lang;
pub mod places;
pub mod registration_number;
pub mod schema;
pub mod spam;
pub mod validate;

pub use answers::Answers;
pub use lang::Lang;
pub use schema::{Choices, Field, Form, Kind, Presence, Shown};
pub use validate::{Code, FieldError, validate};
