//! Java, which the HTML checker runs on.

use std::process::Command;

use crate::failure::Result;
use crate::process::ask;
use crate::tools::apt;

/// Makes sure that `java` runs.
pub(crate) fn ensure() -> Result<()> {
    if ask(Command::new("java").arg("-version")).is_none() {
        apt::install(&["default-jre-headless"], "the HTML checker runs on Java")?;
    }
    Ok(())
}
