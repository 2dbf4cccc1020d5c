//! The check in the browser. Browser only.

mod anew;
mod choices;
mod files;
mod questions;
mod reimbursement_check;
mod verdict;

pub(crate) use reimbursement_check::attach_all;
