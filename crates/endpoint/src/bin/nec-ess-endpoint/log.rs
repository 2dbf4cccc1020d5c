//! What is logged, to standard error, as the variable `RUST_LOG` says.

use std::io::IsTerminal as _;

use nec_ess_endpoint::variable;
use tracing_subscriber::EnvFilter;

const VARIABLE: &str = "RUST_LOG";
const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
const EXPECTED: &str = "expected a level, such as info or warn, or one for each part, such as info,sqlx=debug; info it is";

/// Begins to log.
pub(crate) fn start() {
    let (filter, wrong) = match filter() {
        Ok(filter) => (filter, None),
        Err(wrong) => (EnvFilter::new("info"), Some(wrong)),
    };
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_env_filter(filter)
        .init();
    if let Some(wrong) = wrong {
        // No reason to keep people from registering.
        tracing::warn!("{wrong}");
    }
}

fn filter() -> Result<EnvFilter, String> {
    let text = variable::read(VARIABLE).map_err(|wrong| format!("{wrong}; info it is"))?;
    let text = text.unwrap_or_else(|| "info".into());
    let wrong = || format!("{VARIABLE}={text}: {EXPECTED}");
    // A level that is mistyped would pass for the name of a part, and nothing else would be logged.
    let has_level = |part: &str| {
        let level = part.rsplit('=').next().unwrap_or(part).trim();
        LEVELS.iter().any(|known| known.eq_ignore_ascii_case(level))
    };
    if !text.split(',').all(has_level) {
        return Err(wrong());
    }
    EnvFilter::try_new(&text).map_err(|_| wrong())
}
