//! What organisers do with what is stored.

use std::io::IsTerminal as _;

use nec_ess_domain::Named;
use nec_ess_endpoint::mail::{self, Mailer};
use nec_ess_endpoint::store::{Error, Release};
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
