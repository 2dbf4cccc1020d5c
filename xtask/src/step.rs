//! One visible step of a longer work.

use std::time::Instant;

use crate::failure::Result;

/// Says what is being done, does it, and says how long it took. On standard error, as cargo does: no colours, no
/// spinner, so that a log file reads the same as a terminal.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("{name} …");
    let start = Instant::now();
    let outcome = work()?;
    eprintln!("{name} … {:.1} s", start.elapsed().as_secs_f64());
    Ok(outcome)
}

/// Says that a step's inputs are what they were, so that its result still holds.
pub(crate) fn unchanged(name: &str) {
    eprintln!("{name} … unchanged");
}
