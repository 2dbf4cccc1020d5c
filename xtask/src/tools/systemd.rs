//! What checks units of systemd, which need not run here.

use crate::failure::{Failure, Result};
use crate::process::which;
use crate::tools::apt;

const WHY: &str = "the units of deploy/ are checked";

/// Sees to it that `systemd-analyze` is there.
pub(crate) fn ensure() -> Result<()> {
    if which("systemd-analyze").is_none() {
        apt::install(&["systemd"], WHY)?;
    }
    match which("systemd-analyze") {
        Some(_) => Ok(()),
        None => Err(Failure::new(format!(
            "{WHY}: systemd is installed, but systemd-analyze is not there"
        ))),
    }
}
