//! The words that say which submissions are asked for.

use nec_ess_domain::wire::Status;
use nec_ess_domain::{Form, Named, forms};
use nec_ess_endpoint::selection::{Mark, Selection};
use nec_ess_endpoint::store::Store;

use crate::options::Options;

/// The states that submissions are listed in.
const STATES: [Status; 3] = [Status::Registered, Status::Waiting, Status::Cancelled];

/// What the filters ask for.
pub(crate) async fn selection(options: &Options, store: &Store) -> Result<Selection, String> {
    let form = options.known_form()?;
    Ok(Selection {
        form,
        day: options.day.as_deref().map(day).transpose()?,
        state: options.state.as_deref().map(state).transpose()?,
        since: match options.since.as_deref() {
            Some(text) => Some(mark(store, &options.meant(text)).await?),
            None => None,
        },
        answered: match options.answered.as_deref() {
            Some(name) => Some(field(form, name)?),
            None => None,
        },
    })
}

fn day(text: &str) -> Result<String, String> {
    // One that nobody chose is no mistake: events change.
    let day: Result<jiff::civil::Date, _> = text.parse();
    day.map(|day| day.to_string())
        .map_err(|_| format!("--day {text}: expected a day such as 2031-11-26"))
}

fn state(name: &str) -> Result<Status, String> {
    let known = STATES.into_iter().find(|state| state.name() == name);
    known.ok_or_else(|| {
        let names = STATES.map(Status::name).join(", ");
        format!("--state {name}: expected one of {names}")
    })
}

fn field(form: Option<&'static Form>, name: &str) -> Result<String, String> {
    let forms = forms::ALL.into_iter();
    let mut names: Vec<&str> = forms
        .filter(|known| form.is_none_or(|form| form == *known))
        .flat_map(|form| form.fields)
        .map(|field| field.name)
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.contains(&name) {
        return Ok(name.to_owned());
    }
    let names = names.join(", ");
    Err(format!("--answered {name}: expected one of {names}"))
}

async fn mark(store: &Store, reference: &str) -> Result<Mark, String> {
    let found = store.by_reference(reference).await;
    let found = found.map_err(|error| error.to_string())?;
    let stored = found.ok_or_else(|| format!("--since {reference}: nothing has this reference"))?;
    Ok(Mark {
        reference: stored.reference,
        created_at: stored.created_at,
    })
}
