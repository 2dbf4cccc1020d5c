//! One submission from each organisation: who has it, as long as it counts. A unique index makes
//! sure of it, whatever comes at once.

use std::collections::BTreeSet;

use nec_ess_domain::{Answers, Named};
use sqlx::{AnyConnection, Row};

use super::answers::read_answers;
use super::error::Error;
use super::state::State;
use crate::organisation;

/// The reference of the submission that the organisation of `answers` to `form` has already.
pub(super) async fn holder(
    connection: &mut AnyConnection,
    form: &str,
    answers: &Answers,
) -> Result<Option<String>, Error> {
    let Some(organisation) = organisation::of(form, answers) else {
        return Ok(None);
    };
    sqlx::query_scalar("SELECT reference FROM submissions WHERE form = $1 AND organisation = $2")
        .bind(form)
        .bind(organisation)
        .fetch_optional(connection)
        .await
}

/// Notes the organisation of everything that was stored before. Where one has several, the first
/// keeps it: the others stay stored, and go on as they are.
pub(super) async fn fill_in(connection: &mut AnyConnection) -> Result<(), Error> {
    let rows = sqlx::query(
        "SELECT reference, form, answers FROM submissions WHERE state = $1
         ORDER BY created_at, reference",
    )
    .bind(State::Active.name())
    .fetch_all(&mut *connection)
    .await?;
    let mut taken = BTreeSet::new();
    for row in rows {
        let form: String = row.try_get("form")?;
        let answers = read_answers(&row.try_get::<String, _>("answers")?)?;
        let Some(organisation) = organisation::of(&form, &answers) else {
            continue;
        };
        if !taken.insert((form, organisation.clone())) {
            continue;
        }
        sqlx::query("UPDATE submissions SET organisation = $1 WHERE reference = $2")
            .bind(organisation)
            .bind(row.try_get::<String, _>("reference")?)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
