//! The check in the browser. Browser only.

mod choices;
mod files;
mod reimbursement_check;
mod verdict;

pub(crate) use reimbursement_check::attach_all;
