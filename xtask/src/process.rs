//! Running other programs. None of them reads our standard input: it may be closed.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::{Context, Failure, Result};
use crate::repo::Repo;

/// Cargo, in the repository's root, with its results where we look for them whatever the environment says.
pub(crate) fn cargo(repo: &Repo, subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand);
    if subcommand != "fmt" {
        command.arg("--target-dir").arg(repo.target());
    }
    command
        .current_dir(repo.root())
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET");
    command
}

/// Runs a program whose output the person sees as it comes.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .or_cannot(|| format!("start {}", shown(command)))?;
    check(command, status)
}

/// Runs a program whose output matters only when it fails; gives its standard output.
pub(crate) fn quiet(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .or_cannot(|| format!("start {}", shown(command)))?;
    if !output.status.success() {
        let mut log = std::io::stderr().lock();
        // Nothing better can be done when standard error is closed.
        let _ = log
            .write_all(&output.stdout)
            .and_then(|()| log.write_all(&output.stderr));
    }
    check(command, output.status)?;
    Ok(output.stdout)
}

/// A program's first words on standard output, or nothing when it is not there or fails: for asking about tools.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Whether we may do what only root may.
pub(crate) fn is_root() -> bool {
    ask(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Runs a program and hands each line of its standard output on, after printing it.
pub(crate) fn stream(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<ExitStatus> {
    lines(command, |line| {
        println!("{line}");
        on_line(line);
    })
}

/// Runs a program and hands each line of its standard output on; its standard error is seen as it comes.
pub(crate) fn lines(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<ExitStatus> {
    let name = shown(command);
    let cannot = || format!("run {name}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .or_cannot(cannot)?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        // By bytes: a test may print what is not UTF-8.
        while output
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            on_line(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
            line.clear();
        }
    }
    child.wait().or_cannot(cannot)
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{} ({status})", shown(command))))
}

/// The command as one would type it, near enough to read.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A program on the search path.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
