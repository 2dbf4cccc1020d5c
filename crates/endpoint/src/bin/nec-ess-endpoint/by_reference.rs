//! The commands that are about one submission.

use nec_ess_endpoint::App;
use nec_ess_endpoint::by_reference::{Case, UNKNOWN};
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::store::{Resend, State};

use crate::options::Options;
use crate::organise::{is_wanted, print, tell};

pub(crate) async fn show(options: Options) -> Result<(), String> {
    let app = app(&options).await?;
    let case = Case::find(&app, options.lang, &options.reference).await?;
    if case.state() == State::Erased {
        tell(format!("{}: only the reference is left", options.reference));
    }
    print(case.card().await?)
}

pub(crate) async fn correct(options: Options) -> Result<(), String> {
    let app = app(&options).await?;
    let case = Case::find(&app, options.lang, &options.reference).await?;
    print(case.correct(&options.changes, options.late).await?)
}

pub(crate) async fn cancel(options: Options) -> Result<(), String> {
    let app = app(&options).await?;
    let case = Case::find(&app, options.lang, &options.reference).await?;
    if case.state() == State::Cancelled {
        tell(format!(
            "{}: it was cancelled before, and nothing was changed",
            options.reference
        ));
    }
    print(case.cancel().await?)
}

pub(crate) async fn erase(options: Options) -> Result<(), String> {
    let app = app(&options).await?;
    let case = Case::find(&app, options.lang, &options.reference).await?;
    if case.state() == State::Erased {
        tell(format!(
            "{}: it was erased before, and only the reference is left",
            options.reference
        ));
    } else if !options.yes {
        // Whoever asks for it should see whom it is about.
        let card = case.card().await?;
        tell(card.trim_end());
        if !is_wanted("Erase it for good?")? {
            return Err("nothing was erased (--yes erases without asking)".into());
        }
    }
    let erased = case.erase().await?;
    // It has left the database's log too once this returns.
    app.store.close().await;
    print(erased)
}

pub(crate) async fn resend(options: Options) -> Result<(), String> {
    let reference = &options.reference;
    let store = options.open_existing().await?;
    let resent = store.resend(reference).await;
    let why = match resent.map_err(|error| error.to_string())? {
        Resend::Done(stored) => {
            tracing::info!(
                form = stored.form,
                reference,
                action = "resend",
                by = "organiser",
                "changed"
            );
            let email = stored.answers.first("email");
            return print(format!("{reference}: a mail to {email} is in the outbox\n"));
        }
        Resend::Erased => {
            "it is erased, only the reference is left: there is no address to write to"
        }
        Resend::Quarantined => "it is in quarantine: `release` takes it in and writes the mail",
        Resend::Cancelled => "it is cancelled, and was in quarantine: no mail is written of it",
        Resend::Unknown => UNKNOWN,
    };
    Err(format!("{reference}: {why}"))
}

async fn app(options: &Options) -> Result<App, String> {
    let store = options.open_existing().await?;
    // The words and how many places there are stand beside the pages.
    App::open(options.dist.clone(), store, Links::of_nobody()?)
}
