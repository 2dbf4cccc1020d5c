//! Other submissions of the same person for the same day: they are taken, and the person is told.

use nec_ess_domain::forms;

use super::connection::Connection;
use super::error::Error;
use super::state::State;
use super::stored::{Stored, by_number};
use super::value::values;
use crate::limits::mailbox;

/// The references of the submissions to the form of `stored` that count, have its address and are for a day of its own.
/// None for a request: one person may make those of several organisations.
pub(super) async fn of(connection: &mut Connection, stored: &Stored) -> Result<Vec<String>, Error> {
    let email = stored.email();
    if email.is_empty() || stored.form == forms::REIMBURSEMENT.id {
        return Ok(Vec::new());
    }
    // By the mails that told of them, which have an index of addresses; of many, the latest.
    let sql = "SELECT DISTINCT submission FROM outbox WHERE lower(recipient) = lower($1) AND submission <> $2
               ORDER BY submission DESC LIMIT 20";
    let mut twins = Vec::new();
    for row in connection.rows(sql, values![email, stored.number]).await? {
        let other = by_number(connection, row.number(0)?).await?;
        // It may have been corrected since.
        let is_theirs = mailbox(other.email()) == mailbox(email);
        if other.state == State::Active
            && other.form == stored.form
            && is_theirs
            && shares_a_day(&other, stored)
        {
            twins.push(other.reference);
        }
    }
    Ok(twins)
}

/// The workshop is on one day, which nobody chooses.
fn shares_a_day(one: &Stored, other: &Stored) -> bool {
    let mut days = one.days.iter();
    one.form == forms::WORKSHOP.id
        || days.any(|day| other.days.iter().any(|other| other.day == day.day))
}
