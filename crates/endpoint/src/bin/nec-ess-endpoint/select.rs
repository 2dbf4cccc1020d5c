//! The words that say which submissions are asked for.

use nec_ess_content::Event;
use nec_ess_domain::forms::REGISTRATION;
use nec_ess_domain::schema::Appears;
use nec_ess_endpoint::by_reference::UNKNOWN;
use nec_ess_endpoint::selection::{Mark, Selection};
use nec_ess_endpoint::store::{Error, Store, Stored};

use crate::options::Options;

/// What the filters ask for. What is asked for the workshop alone is asked of its day, unless they name another: who does not
/// come on that day may have answered it before.
pub(crate) async fn selection(
    options: &Options,
    store: &Store,
    event: Option<&Event>,
) -> Result<Selection, String> {
    let is_of_workshop = |name: &String| {
        let field = REGISTRATION.field(name);
        field.is_some_and(|field| field.appears == Appears::OnWorkshopDay)
    };
    let day = options.day.map(|day| day.to_string());
    let implied = options
        .answered
        .as_ref()
        .filter(|name| is_of_workshop(name));
    let implied = implied.and_then(|_| Some(event?.workshop.as_ref()?.start.date().to_string()));
    Ok(Selection {
        form: options.form,
        day: day.or(implied),
        state: options.state,
        since: match options.since.as_deref() {
            Some(reference) => Some(mark(store, reference).await?),
            None => None,
        },
        answered: options.answered.clone(),
        coming: options.coming,
    })
}

/// Refuses a form or a day that `event` does not have, unless something is stored of it, from before the event gave it up:
/// whoever asks for it is mistaken, and a list of nobody would not say so.
pub(crate) async fn are_there(
    options: &Options,
    store: &Store,
    event: &Event,
) -> Result<(), String> {
    let form = options.form.filter(|form| !event.has(form));
    let day = options.day.map(|day| day.to_string());
    let day = day.filter(|day| !event.day_ids().contains(day));
    if form.is_none() && day.is_none() {
        return Ok(());
    }
    let failed = |error: Error| error.to_string();
    let mut stored = store.all().await.map_err(failed)?;
    stored.extend(store.quarantined().await.map_err(failed)?);
    if let Some(form) = form
        && !stored.iter().any(|stored| stored.form == form.id)
    {
        let there: Vec<&str> = event.forms().map(|form| form.id).collect();
        return Err(format!(
            "--form {}: the event does not have this form, and nothing is stored of it: expected one of {}",
            form.id,
            there.join(", ")
        ));
    }
    let has_chosen = |stored: &Stored, day: &str| stored.days.iter().any(|place| place.day == day);
    if let Some(day) = day
        && !stored.iter().any(|stored| has_chosen(stored, &day))
    {
        return Err(format!(
            "--day {day}: the event does not have this day, and nobody has chosen it: expected one of {}",
            event.day_ids().join(", ")
        ));
    }
    Ok(())
}

async fn mark(store: &Store, reference: &str) -> Result<Mark, String> {
    let found = store.by_reference(reference).await;
    let found = found.map_err(|error| error.to_string())?;
    let stored = found.ok_or_else(|| format!("--since {reference}: {UNKNOWN}"))?;
    Ok(Mark {
        reference: stored.reference,
        created_at: stored.created_at,
    })
}
