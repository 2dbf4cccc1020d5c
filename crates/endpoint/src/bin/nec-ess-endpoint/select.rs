//! The words that say which submissions are asked for.

use nec_ess_endpoint::by_reference::UNKNOWN;
use nec_ess_endpoint::selection::{Mark, Selection};
use nec_ess_endpoint::store::Store;

use crate::options::Options;

/// What the filters ask for.
pub(crate) async fn selection(options: &Options, store: &Store) -> Result<Selection, String> {
    Ok(Selection {
        form: options.form,
        // One that nobody chose is no mistake: events change.
        day: options.day.map(|day| day.to_string()),
        state: options.state,
        since: match options.since.as_deref() {
            Some(reference) => Some(mark(store, reference).await?),
            None => None,
        },
        answered: options.answered.clone(),
    })
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
