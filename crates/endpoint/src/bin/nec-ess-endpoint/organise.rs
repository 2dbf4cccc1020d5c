//! What organisers do with what is stored.

use std::io::IsTerminal as _;

use jiff::civil::Date;
use nec_ess_domain::Named;
use nec_ess_endpoint::mail::{self, Mailer};
use nec_ess_endpoint::store::{Error, Old, Release};
use nec_ess_endpoint::{App, description};

use crate::options::Options;

pub(crate) async fn release(options: Options) -> Result<(), String> {
    let reference = options.known_reference()?;
    let store = options.open_existing().await?;
    // How many places there are stands beside the pages.
    let caps = description::caps(&description::read(&options.dist)?.site);
    let released = store.release(&reference, &caps).await;
    let why = match released.map_err(|error| error.to_string())? {
        Release::Done(stored) => {
            eprintln!("{reference} counts now: {}", stored.status().name());
            return Ok(());
        }
        Release::Before => "it is among the submissions already".to_owned(),
        Release::Over => "its person has cancelled or erased it".to_owned(),
        Release::SameAnswers(other) => format!("{other} has the very same answers"),
        Release::OrganisationTaken(other) => {
            format!("its organisation has a request already, {other}")
        }
        Release::Unknown => "nothing has this reference".to_owned(),
    };
    Err(format!("{reference}: {why}. Nothing was changed."))
}

pub(crate) async fn mail(options: Options) -> Result<(), String> {
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    if options.send {
        let settings = mail::Settings::from_env().ok_or("SMTP_URL is not set")?;
        let links = options.links(&store).await?;
        let app = App::open(options.dist.clone(), store.clone(), links)?;
        let mailer = Mailer::new(&settings, &app)?;
        if options.again {
            store.retry_failed().await.map_err(failed)?;
        }
        let round = mailer.send_due().await.map_err(failed)?;
        eprintln!(
            "{} sent, {} refused, {} postponed",
            round.sent, round.failed, round.postponed
        );
    }
    let mut lines = String::new();
    for mail in store.unsent().await.map_err(failed)? {
        let columns = [
            mail.status.name(),
            &mail.created_at,
            &mail.reference,
            mail.kind.name(),
            &mail.recipient,
            &format!("{} tries", mail.attempts),
            &mail.error,
        ];
        lines.push_str(columns.join("\t").trim_end());
        lines.push('\n');
    }
    print(&lines)
}

pub(crate) async fn purge(options: Options) -> Result<(), String> {
    let day = options.before.as_deref();
    let before: Option<Date> = day
        .map(str::parse)
        .transpose()
        .map_err(|_| "purge: expected --before with a day such as 2026-01-01")?;
    let before = match before {
        Some(before) => before,
        // All that programs have left.
        None if options.quarantine => Date::MAX,
        None => return Err("purge: expected --before with a day such as 2026-01-01".into()),
    };
    let old = Old {
        before,
        form: options.known_form()?.map(|form| form.id.to_owned()),
        only_quarantine: options.quarantine,
    };
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    let found = store.count_old(&old).await.map_err(failed)?;
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
    if !options.yes && !is_wanted("Delete them for good?")? {
        return Err("nothing was deleted (--yes deletes without asking)".into());
    }
    let count = store.purge(&old).await.map_err(failed)?;
    eprintln!("{count} deleted");
    Ok(())
}

pub(crate) async fn backup(options: Options) -> Result<(), String> {
    let file = options
        .file
        .as_deref()
        .ok_or("backup: expected the file to write")?;
    let store = options.open_existing().await?;
    if !store.is_sqlite() {
        return Err("backup is for SQLite; use pg_dump for PostgreSQL".into());
    }
    if file.exists() {
        return Err(format!("{}: it is there already", file.display()));
    }
    let backed_up = store.backup(file).await;
    backed_up.map_err(|error| format!("{}: {error}", file.display()))
}

/// Asks on the terminal. Where there is none, nobody has said yes.
pub(crate) fn is_wanted(question: &str) -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    eprint!("{question} Type yes: ");
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.map_err(|error| error.to_string())?;
    Ok(answer.trim() == "yes")
}

/// Writes to standard output; a reader that has seen enough is no failure.
pub(crate) fn print(text: impl AsRef<[u8]>) -> Result<(), String> {
    use std::io::Write as _;
    match std::io::stdout().lock().write_all(text.as_ref()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}
