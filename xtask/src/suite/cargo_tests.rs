//! The Rust tests of the native packages: compiled once for all parts, run package by package.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::build::native;
use crate::failure::{Failure, Result};
use crate::process::{cargo, lines, stream};
use crate::repo::Repo;
use crate::step::step;
use crate::suite::tally::Tally;

/// The compiled tests, once a part has asked for them.
#[derive(Default)]
pub(crate) struct CargoTests(Option<Compiled>);

#[derive(Default)]
struct Compiled {
    programs: Vec<Program>,
    /// Folders of packages that do not compile.
    broken: BTreeSet<PathBuf>,
}

/// One test program, as cargo announces it.
struct Program {
    file: PathBuf,
    /// The package's folder: its tests run there.
    folder: PathBuf,
    name: String,
    /// As cargo says it: "lib", "test".
    kind: String,
}

impl CargoTests {
    /// Runs the tests of one package, given by its folder.
    pub(crate) fn run(
        &mut self,
        repo: &Repo,
        package: &str,
        settings: &[(&str, String)],
    ) -> Result<Tally> {
        self.run_some(repo, package, settings, |_| true)
    }

    /// Runs those test programs of a package whose names are `wanted`.
    pub(crate) fn run_some(
        &mut self,
        repo: &Repo,
        package: &str,
        settings: &[(&str, String)],
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Tally> {
        let folder = repo.path(package);
        // Joining "" leaves a slash at the end, which is no other path to compare.
        let folder = folder.components().collect::<PathBuf>();
        let compiled = self.compiled(repo)?;
        let mut tally = Tally::default();
        if compiled.broken.contains(&folder) {
            println!(
                "{} does not compile (see above)",
                repo.shown(&folder.join("Cargo.toml"))
            );
            tally += Tally::FAILURE;
        }
        for program in compiled
            .programs
            .iter()
            .filter(|program| program.folder == folder && wanted(&program.name))
        {
            println!("\n-- {} ({}) --", program.name, program.kind);
            let mut command = Command::new(&program.file);
            command
                .current_dir(&program.folder)
                .env("CARGO_MANIFEST_DIR", &program.folder);
            command.envs(settings.iter().map(|(name, value)| (name, value)));
            tally += counted(&mut command)?;
        }
        Ok(tally)
    }

    fn compiled(&mut self, repo: &Repo) -> Result<&Compiled> {
        if self.0.is_none() {
            self.0 = Some(step("compiling the native tests", || compile(repo))?);
        }
        self.0
            .as_ref()
            .ok_or_else(|| Failure::new("the tests were not compiled"))
    }
}

/// Runs a program that prints as cargo's test harness does, and counts.
pub(crate) fn counted(command: &mut Command) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = stream(command, |line| {
        tally += Tally::of_cargo_line(line).unwrap_or_default()
    })?;
    Ok(tally.ended(status.success()))
}

/// All test programs of all native packages in one call: see `native::PACKAGES` for why together. A package that does
/// not compile keeps only its own tests from running.
fn compile(repo: &Repo) -> Result<Compiled> {
    let mut command = cargo(repo, "build");
    native::select(&mut command);
    command.args([
        "--tests",
        "--keep-going",
        "--message-format=json-render-diagnostics",
    ]);
    let mut compiled = Compiled::default();
    let status = lines(&mut command, |line| compiled.note(line))?;
    if !status.success() && compiled.broken.is_empty() {
        return Err(Failure::new("the tests could not be compiled (see above)"));
    }
    Ok(compiled)
}

impl Compiled {
    /// Takes in one of cargo's messages: <https://doc.rust-lang.org/cargo/reference/external-tools.html>.
    fn note(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let Some(folder) = text(&message["manifest_path"])
            .as_deref()
            .map(Path::new)
            .and_then(Path::parent)
            .map(Path::to_owned)
        else {
            return;
        };
        let (reason, target) = (text(&message["reason"]), &message["target"]);
        if reason.as_deref() == Some("compiler-message") && message["message"]["level"] == "error" {
            self.broken.insert(folder);
        } else if let (Some(file), true) = (
            text(&message["executable"]),
            message["profile"]["test"] == true,
        ) {
            self.programs.push(Program {
                file: file.into(),
                folder,
                name: text(&target["name"]).unwrap_or_default(),
                kind: text(&target["kind"][0]).unwrap_or_default(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_cargo_are_read() {
        let mut compiled = Compiled::default();
        compiled.note(r#"{"reason":"compiler-artifact","manifest_path":"/r/a/Cargo.toml","target":{"kind":["lib"],"name":"a"},"profile":{"test":true},"executable":"/r/target/a-1"}"#);
        compiled.note(r#"{"reason":"compiler-artifact","manifest_path":"/r/a/Cargo.toml","target":{"kind":["lib"],"name":"a"},"profile":{"test":false},"executable":null}"#);
        compiled.note(r#"{"reason":"compiler-message","manifest_path":"/r/b/Cargo.toml","message":{"level":"error"}}"#);
        compiled.note(r#"{"reason":"compiler-message","manifest_path":"/r/c/Cargo.toml","message":{"level":"warning"}}"#);
        compiled.note("not json");
        assert_eq!(compiled.programs.len(), 1);
        assert_eq!(
            (
                compiled.programs[0].folder.as_path(),
                compiled.programs[0].name.as_str()
            ),
            (Path::new("/r/a"), "a")
        );
        assert_eq!(compiled.broken, BTreeSet::from([PathBuf::from("/r/b")]));
    }
}
