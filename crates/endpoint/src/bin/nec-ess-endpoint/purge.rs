//! `purge`: deletes for good what is past its period, or older than a day.

use jiff::Timestamp;
use jiff::civil::Date;
use nec_ess_endpoint::store::{Error, Old, OldOfForm};
use nec_ess_endpoint::{description, retention};

use crate::options::Options;
use crate::organise::{is_wanted, tell};

pub(crate) async fn purge(options: Options) -> Result<(), String> {
    match options.before {
        Some(before) => older(&options, before).await,
        // All that programs have left.
        None if options.quarantine => older(&options, Date::MAX).await,
        None => past(&options).await,
    }
}

/// By the periods that stand in the site's description, as `serve` does each day.
async fn past(options: &Options) -> Result<(), String> {
    let site = description::read(&options.dist)?.site;
    let mut past = retention::past(&site.event, Timestamp::now());
    if let Some(form) = options.form {
        past.forms.retain(|(id, _)| *id == form.id);
        past.access_needs = None;
        past.quarantine = None;
        tell("access needs and the quarantine are left out: they are looked at without --form");
    }
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    let found = store.count_past(&past).await.map_err(failed)?;
    if found.is_nothing() {
        tell("nothing is past its period");
        return Ok(());
    }
    tell(format!("past its period: {}", retention::words(&found)));
    if !found.forms.is_empty() {
        tell(
            "(with what is cancelled, and with the references of what is erased, which `report` leaves out)",
        );
    }
    ask(options)?;
    let (deleted, outcome) = store.delete_past(&past).await;
    tell(format!("deleted: {}", retention::words(&deleted)));
    store.close().await;
    outcome.map_err(failed)
}

async fn older(options: &Options, before: Date) -> Result<(), String> {
    let old = Old {
        before,
        form: options.form.map(|form| form.id.to_owned()),
        only_quarantine: options.quarantine,
    };
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    let found = store.count_old(&old).await.map_err(failed)?;
    // Instants are stored as they are in UTC, and compared so.
    let since = match options.before {
        Some(day) => format!(" from before {day} (UTC)"),
        None => String::new(),
    };
    let whose = if options.quarantine {
        " in the quarantine"
    } else {
        ""
    };
    if found.is_empty() {
        tell(format!("nothing is{whose}{since}"));
        return Ok(());
    }
    for of_form in &found {
        let OldOfForm { form, all, .. } = of_form;
        let parts = parts(of_form, options.quarantine);
        tell(format!("{form}: {all}{whose}{since}: {parts}"));
    }
    ask(options)?;
    let count = store.purge(&old).await.map_err(failed)?;
    tell(format!("{count} deleted"));
    store.close().await;
    Ok(())
}

/// What `count` is made of, told apart as `report` does, and with what that leaves out.
fn parts(count: &OldOfForm, only_quarantine: bool) -> String {
    let over = if only_quarantine {
        "cancelled or erased"
    } else {
        "cancelled or erased in quarantine"
    };
    let parts = [
        (count.counting, "registered or waiting"),
        (count.cancelled, "cancelled"),
        (count.erased, "erased"),
        (count.quarantined, "in quarantine"),
        (count.quarantined_over, over),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    parts.join(", ")
}

fn ask(options: &Options) -> Result<(), String> {
    if options.yes || is_wanted("Delete them for good?")? {
        return Ok(());
    }
    Err("nothing was deleted (--yes deletes without asking)".into())
}
