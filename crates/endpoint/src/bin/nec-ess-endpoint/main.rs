//! The endpoint's command line.
//!
//! It ends with 0 when what was asked for is done, with 2 when the words of the command line make no sense, and with 1
//! when it could not be done.

mod backup;
mod by_reference;
mod export;
mod log;
mod options;
mod organise;
mod purge;
mod report;
mod select;
mod serve;
mod usage;
mod write;

use std::process::ExitCode;

use organise::{print, tell};

#[tokio::main]
async fn main() -> ExitCode {
    log::start();
    let options = match options::read() {
        Ok(options) => options,
        Err(message) => return wrong(message),
    };
    let result = match options.command.as_str() {
        "" if options.help => print(usage::all() + "\n"),
        command if options.help => match usage::of(command) {
            Some(usage) => print(usage.text() + "\n"),
            None => return wrong(usage::no_command(command)),
        },
        "serve" => serve::serve(options).await,
        "report" => report::report(options).await,
        "export" => export::export(options).await,
        "show" => by_reference::show(options).await,
        "correct" => by_reference::correct(options).await,
        "cancel" => by_reference::cancel(options).await,
        "erase" => by_reference::erase(options).await,
        "resend" => by_reference::resend(options).await,
        "release" => organise::release(options).await,
        "mail" => organise::mail(options).await,
        "write" => write::write(options).await,
        "purge" => purge::purge(options).await,
        "backup" => backup::backup(options).await,
        "restore" => backup::restore(options),
        "" => return wrong(usage::all()),
        other => return wrong(usage::no_command(other)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tell(message);
            ExitCode::FAILURE
        }
    }
}

/// Says what is wrong with the words of the command line.
fn wrong(message: String) -> ExitCode {
    tell(message);
    ExitCode::from(2)
}
