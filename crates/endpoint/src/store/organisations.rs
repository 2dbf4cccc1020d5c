//! One submission from each organisation: who has it, as long as it counts. A unique index makes
//! sure of it, whatever comes at once.

use std::collections::BTreeSet;

use nec_ess_domain::{Answers, Named};

use super::answers::read_answers;
use super::connection::Connection;
use super::error::Error;
use super::state::State;
use super::value::values;
use crate::organisation;

/// The reference of the submission that the organisation of `answers` to `form` has already.
pub(super) async fn holder(
    connection: &mut Connection,
    form: &str,
    answers: &Answers,
) -> Result<Option<String>, Error> {
    let Some(organisation) = organisation::of(form, answers) else {
        return Ok(None);
    };
    let sql = "SELECT reference FROM submissions WHERE form = $1 AND organisation = $2";
    let row = connection.row(sql, values![form, organisation]).await?;
    row.map(|row| row.text(0)).transpose()
}

/// Notes the organisation of everything that was stored before. Where one has several, the first
/// keeps it: the others stay stored, and go on as they are.
pub(super) async fn fill_in(connection: &mut Connection) -> Result<(), Error> {
    let rows = connection
        .rows(
            "SELECT reference, form, answers FROM submissions WHERE state = $1
         ORDER BY created_at, reference",
            values![State::Active.name()],
        )
        .await?;
    let mut taken = BTreeSet::new();
    for row in rows {
        let form = row.text(1)?;
        let answers = read_answers(&row.text(2)?)?;
        let Some(organisation) = organisation::of(&form, &answers) else {
            continue;
        };
        if !taken.insert((form, organisation.clone())) {
            continue;
        }
        let sql = "UPDATE submissions SET organisation = $1 WHERE reference = $2";
        connection
            .execute(sql, values![organisation, row.text(0)?])
            .await?;
    }
    Ok(())
}
