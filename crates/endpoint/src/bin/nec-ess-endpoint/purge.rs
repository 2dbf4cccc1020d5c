//! `purge`: deletes for good what is past its period, or older than a day.

use jiff::Timestamp;
use jiff::civil::Date;
use nec_ess_endpoint::store::{Error, Old};
use nec_ess_endpoint::{description, retention};

use crate::options::Options;
use crate::organise::is_wanted;

pub(crate) async fn purge(options: Options) -> Result<(), String> {
    let day = options.before.as_deref();
    let before: Option<Date> = day
        .map(str::parse)
        .transpose()
        .map_err(|_| "purge: expected --before with a day such as 2026-01-01")?;
    match before {
        Some(before) => older(&options, before).await,
        // All that programs have left.
        None if options.quarantine => older(&options, Date::MAX).await,
        None => past(&options).await,
    }
}

/// By the periods that stand in the site's description, as `serve` does each day.
async fn past(options: &Options) -> Result<(), String> {
    let form = options.known_form()?;
    let site = description::read(&options.dist)?.site;
    let mut past = retention::past(&site.event, Timestamp::now());
    if let Some(form) = form {
        past.forms.retain(|(id, _)| *id == form.id);
        past.access_needs = None;
        past.quarantine = None;
    }
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    let found = store.count_past(&past).await.map_err(failed)?;
    if found.is_nothing() {
        eprintln!("nothing is past its period");
        return Ok(());
    }
    eprintln!("past its period: {}", retention::words(&found));
    ask(options)?;
    let (deleted, outcome) = store.delete_past(&past).await;
    eprintln!("deleted: {}", retention::words(&deleted));
    store.close().await;
    outcome.map_err(failed)
}

async fn older(options: &Options, before: Date) -> Result<(), String> {
    let old = Old {
        before,
        form: options.known_form()?.map(|form| form.id.to_owned()),
        only_quarantine: options.quarantine,
    };
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    let found = store.count_old(&old).await.map_err(failed)?;
    let day = options.before.as_deref();
    let since = day.map_or(String::new(), |day| format!(" from before {day}"));
    let whose = if options.quarantine {
        " in the quarantine"
    } else {
        ""
    };
    if found.is_empty() {
        eprintln!("nothing is{whose}{since}");
        return Ok(());
    }
    for (form, count) in &found {
        eprintln!("{form}: {count}{whose}{since}");
    }
    ask(options)?;
    let count = store.purge(&old).await.map_err(failed)?;
    eprintln!("{count} deleted");
    store.close().await;
    Ok(())
}

fn ask(options: &Options) -> Result<(), String> {
    if options.yes || is_wanted("Delete them for good?")? {
        return Ok(());
    }
    Err("nothing was deleted (--yes deletes without asking)".into())
}
