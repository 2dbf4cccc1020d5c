//! The reimbursement check without a page: what was answered, the places that it may mean, the verdict, and what is said
//! beside the field. The browser shows this, and [`crate::eligibility`] has the rule.

mod answered;
mod files;
mod known;
mod offers;
mod query;

pub use answered::{Answered, Choice, Finding, Said};
pub use files::{File, Files};
pub use known::{Known, Subject};
pub use offers::{Offer, Offers};
pub use query::Query;
