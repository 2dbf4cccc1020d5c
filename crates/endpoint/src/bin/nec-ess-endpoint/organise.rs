//! What organisers do with what is stored.

use std::io::{IsTerminal as _, Write as _};

use jiff::Timestamp;
use nec_ess_domain::Named;
use nec_ess_domain::wire::Status;
use nec_ess_endpoint::by_reference::UNKNOWN;
use nec_ess_endpoint::mail::{self, Mailer};
use nec_ess_endpoint::store::{Error, MailStatus, Paced, Release, State, Store};
use nec_ess_endpoint::{App, description, plain};

use crate::options::Options;

pub(crate) async fn release(options: Options) -> Result<(), String> {
    let reference = &options.reference;
    let store = options.open_existing().await?;
    // How many places there are stands beside the pages.
    let caps = description::caps(&description::read(&options.dist)?.site);
    let released = store.release(reference, &caps).await;
    let why = match released.map_err(|error| error.to_string())? {
        Release::Done(stored) => {
            tell(format!("{reference} counts now: {}", stored.status().name()));
            return Ok(());
        }
        Release::Before(status) => match status {
            Status::Registered => "it is among the submissions already".to_owned(),
            Status::Waiting => {
                "it is among the submissions already, on the waiting list: places that become free are given out by \
                 themselves"
                    .to_owned()
            }
            Status::Cancelled => over(State::Cancelled),
            Status::Erased => over(State::Erased),
        },
        Release::Over(state) => over(state),
        Release::SameAnswers(other) => format!("{other} has the very same answers"),
        Release::OrganisationTaken(other) => {
            format!("its organisation has a request already, {other}")
        }
        Release::Unknown => UNKNOWN.to_owned(),
    };
    Err(format!("{reference}: {why}. Nothing was changed"))
}

/// Why what was cancelled or erased is not released.
fn over(state: State) -> String {
    match state {
        State::Erased => "it is erased: only the reference is left",
        State::Active | State::Cancelled => {
            "it is cancelled, and stays so. Its person can send the form again"
        }
    }
    .to_owned()
}

pub(crate) async fn mail(options: Options) -> Result<(), String> {
    let store = options.open_existing().await?;
    let failed = |error: Error| error.to_string();
    if options.send {
        send(&options, &store).await?;
    }
    let now = Timestamp::now();
    let mut lines = String::new();
    for mail in store.unsent().await.map_err(failed)? {
        let due = Timestamp::from_millisecond(mail.next_at)
            .ok()
            .filter(|due| *due > now && mail.status == MailStatus::Waiting)
            .map_or_else(String::new, |due| format!("due {due:.0}"));
        let columns = [
            mail.status.name(),
            &mail.created_at,
            &mail.reference,
            mail.kind.name(),
            &mail.recipient,
            &match mail.attempts {
                1 => "1 try".to_owned(),
                tries => format!("{tries} tries"),
            },
            &mail.error,
            &due,
        ];
        lines.push_str(columns.join("\t").trim_end());
        lines.push('\n');
    }
    print(&lines)
}

async fn send(options: &Options, store: &Store) -> Result<(), String> {
    let failed = |error: Error| error.to_string();
    let settings = mail::Settings::from_env()?;
    let settings = settings.ok_or_else(|| format!("SMTP_URL is not set: {}", mail::SERVER))?;
    let links = options.links(store).await?;
    let app = App::open(options.dist.clone(), store.clone(), links)?;
    let mailer = Mailer::new(&settings, &app)?;
    if options.again {
        store.retry_failed().await.map_err(failed)?;
    }
    let told = |paced: Paced| {
        let left = paced.last_at - Timestamp::now().as_millisecond();
        tell(format!(
            "letters that are due later: {}. They go one by one, the last within {} minutes. Ctrl-C ends this, and `serve` \
             sends the rest",
            paced.letters,
            left.max(0).div_euclid(60_000) + 1
        ));
    };
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    let round = mailer.send_by_hand(told, stop).await.map_err(failed)?;
    let put_off = match round.put_off {
        0 => String::new(),
        count => format!(", {count} left to go out in one mail with others"),
    };
    tell(format!(
        "{} sent, {} refused, {} postponed{put_off}",
        round.sent, round.failed, round.postponed
    ));
    Ok(())
}

/// Asks on the terminal. Where there is none, nobody has said yes.
pub(crate) fn is_wanted(question: &str) -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    // Whoever cannot read it types nothing.
    let _ = write!(std::io::stderr(), "{question} Type yes: ");
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.map_err(|error| plain::words(&error))?;
    Ok(answer.trim() == "yes")
}

/// Says a line to whoever runs the command, beside what it writes; that nobody listens is no failure.
pub(crate) fn tell(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr(), "{}", line.as_ref());
}

/// Writes to standard output; a reader that has seen enough is no failure.
pub(crate) fn print(text: impl AsRef<[u8]>) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    // What is only put by is lost at the end, and nobody is told.
    let written = out.write_all(text.as_ref()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!(
            "nothing more can be written: {}",
            plain::words(&error)
        )),
        _ => Ok(()),
    }
}
