//! The endpoint's command line.

mod options;
mod organise;
mod serve;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use options::Options;

const USAGE: &str = "\
nec-ess-endpoint serve  [--dist dist] [--data data] [--host 127.0.0.1] [--port 8080]
nec-ess-endpoint export [--data data] [--format jsonl|csv [--plain]] [--form ID] [--quarantine]
nec-ess-endpoint release [--data data] [--dist dist] REFERENCE
nec-ess-endpoint mail   [--data data] [--send [--again] [--dist dist]]
nec-ess-endpoint purge  [--data data] --before 2026-01-01 [--form ID] [--yes]
nec-ess-endpoint backup [--data data] FILE

serve   serves the site, takes submissions, sends mails
export  writes the submissions to standard output; csv as a French Excel opens it, with --plain
        for programs; --quarantine what was taken for spam
release takes what was taken for spam among the submissions, with places and a mail
mail    lists the mails that were not sent; --send sends them now, --again also those that failed
purge   says what was submitted before a day, and deletes it for good once you say yes
backup  writes a copy of the SQLite file, also while the endpoint serves

Submissions are kept in SQLite under --data, or where the variable DATABASE_URL says
(postgres://… or sqlite://…). Mails are sent through SMTP_URL (smtp://…, smtps://…), from
MAIL_FROM, with links that begin with PUBLIC_URL, or else the site's own address; SMTP_CA names a
file of certificates to believe beside the public ones.";

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
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let result = match options.command.as_str() {
        "serve" => serve::serve(options).await,
        "export" => organise::export(options).await,
        "release" => organise::release(options).await,
        "mail" => organise::mail(options).await,
        "purge" => organise::purge(options).await,
        "backup" => organise::backup(options).await,
        _ => {
            eprintln!("{USAGE}");
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
