//! A helper process that ends with this one, however this one ends.

use std::fs::File;
use std::process::{Child, Command, Stdio};

use crate::failure::{Context, Result};
use crate::process;

/// The shell in between holds the other end of a pipe: when we drop it, exit, or are killed, the pipe closes and the
/// shell ends the program. A `Drop` alone would not run on Ctrl-C.
const SCRIPT: &str = r#"
signal=$1; shift; exec 3<&0
"$@" </dev/null 3<&- & child=$!
( cat <&3 >/dev/null; kill -s "$signal" "$child" ) 2>/dev/null &
exec 3<&- 2>/dev/null
wait "$child"
"#;

/// A running program; dropping it ends it and waits until it has ended.
pub(crate) struct Guarded {
    shell: Child,
}

impl Guarded {
    /// Starts a program that is to be ended with the named signal (`TERM`, `INT`).
    pub(crate) fn start(command: &Command, signal: &str) -> Result<Self> {
        Self::spawn(command, signal, None)
    }

    /// The same with all that the program prints in a file.
    pub(crate) fn start_logged(command: &Command, signal: &str, log: File) -> Result<Self> {
        Self::spawn(command, signal, Some(log))
    }

    fn spawn(command: &Command, signal: &str, log: Option<File>) -> Result<Self> {
        let cannot = || format!("start {}", process::shown(command));
        let mut shell = Command::new("sh");
        shell
            .args(["-c", SCRIPT, "sh", signal])
            .arg(command.get_program())
            .args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            shell.current_dir(folder);
        }
        if let Some(log) = log {
            shell.stderr(log.try_clone().or_cannot(cannot)?).stdout(log);
        }
        let shell = shell.stdin(Stdio::piped()).spawn().or_cannot(cannot)?;
        Ok(Self { shell })
    }

    /// Whether the program has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.shell.try_wait(), Ok(None))
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // It is gone either way.
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropping_ends_the_program() {
        let start = std::time::Instant::now();
        let mut command = Command::new("sleep");
        command.arg("30");
        let mut sleeping = Guarded::start(&command, "TERM").unwrap();
        assert!(!sleeping.has_ended());
        drop(sleeping);
        assert!(start.elapsed().as_secs() < 20);
    }

    #[test]
    fn an_end_is_noticed() {
        let mut ended = Guarded::start(&Command::new("true"), "TERM").unwrap();
        while !ended.has_ended() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}
