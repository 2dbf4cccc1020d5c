//! The endpoint's command line.

mod backup;
mod by_reference;
mod export;
mod options;
mod organise;
mod purge;
mod report;
mod select;
mod serve;
mod usage;
mod write;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use options::Options;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .init();
    let options = match Options::read() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}\n\n{}", usage::all());
            return ExitCode::from(2);
        }
    };
    let result = match options.command.as_str() {
        command if options.help => {
            let text = usage::of(command).map_or_else(usage::all, usage::Usage::text);
            organise::print(format!("{text}\n"))
        }
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
        _ => {
            eprintln!("{}", usage::all());
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
