//! The parts of the app, compiled to wasm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::{Bundle, Kind};
use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::{ask, cargo, run};
use crate::repo::Repo;
use crate::step::{step, unchanged};
use crate::tools::wasm_std::{TARGET, WasmStd};

/// Panics end in a bare trap: their words, with the paths in them, never ship.
const SMALL_FLAGS: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Compiles one part of the app; gives the wasm's path. Cargo puts every part at one path, and so takes each for
/// changed once another was built: what has not changed is not given to cargo again.
pub(crate) fn compile(
    repo: &Repo,
    library: &WasmStd,
    kind: Kind,
    bundle: Bundle,
) -> Result<PathBuf> {
    let (build, profile) = match kind {
        Kind::Release => ("small build", "wasm-release"),
        Kind::Plain => ("plain build", "wasm-release"),
        Kind::Debug => ("debug build", "dev"),
    };
    let name = format!("wasm of {} ({build})", bundle.name());
    if kind == Kind::Plain && !library.compiled {
        return Err(
            Failure::new("the plain wasm build needs the compiled standard library")
                .mended_by(format!("rustup target add {TARGET}")),
        );
    }
    let mut command = command(repo, library, kind, bundle, profile);
    let folder = repo.work().join(kind.name());
    let kept = |end: &str| folder.join(format!("{}.compiled.{end}", bundle.name()));
    let [compiled, sources] = ["wasm", "d"].map(kept);
    let stamp = Stamp::at(kept("stamp"));
    if compiled.is_file() && stamp.holds(&inputs(repo, &command, &sources)?) {
        unchanged(&name);
        return Ok(compiled);
    }
    step(&name, || {
        stamp.clear();
        run(&mut command)?;
        let built = repo.target().join(TARGET).join(match kind {
            Kind::Debug => "debug",
            _ => profile,
        });
        files::create_folder(&folder)?;
        for (end, to) in [("wasm", &compiled), ("d", &sources)] {
            let from = built.join(format!("nec_ess.{end}"));
            fs::copy(&from, to).or_cannot(|| format!("copy {}", from.display()))?;
        }
        stamp.set(&inputs(repo, &command, &sources)?)
    })?;
    Ok(compiled)
}

/// What the wasm comes from: the sources that cargo listed, the packages and settings, the compiler.
fn inputs(repo: &Repo, command: &Command, sources: &Path) -> Result<String> {
    let mut inputs = Fingerprint::of_step()?.setting("command", format!("{command:?}"));
    let mut version = Command::new(
        command
            .get_envs()
            .find_map(|(name, value)| value.filter(|_| name == "RUSTC"))
            .unwrap_or("rustc".as_ref()),
    );
    version.arg("-vV").current_dir(repo.root());
    inputs = inputs.setting("compiler", ask(&mut version).unwrap_or_default());
    let listed = fs::read_to_string(sources).unwrap_or_default();
    for source in listed_in(&listed) {
        inputs = inputs.tree(&source)?;
    }
    for manifest in ["Cargo.lock", "Cargo.toml", ".cargo"] {
        inputs = inputs.tree(&repo.path(manifest))?;
    }
    for file in files::list(&repo.path("crates"))? {
        if file.ends_with("Cargo.toml") {
            inputs = inputs.tree(&file)?;
        }
    }
    Ok(inputs.finish())
}

/// The paths behind the colon of a file in the syntax of make, where a space in a path follows a backslash.
fn listed_in(text: &str) -> Vec<PathBuf> {
    let listed = text.split_once(": ").map_or("", |(_, listed)| listed);
    let marked = listed.replace("\\ ", "\0");
    let words = marked.split_whitespace();
    words
        .map(|word| PathBuf::from(word.replace('\0', " ")))
        .collect()
}

fn command(repo: &Repo, library: &WasmStd, kind: Kind, bundle: Bundle, profile: &str) -> Command {
    // `rustc --crate-type`, not `build`: as long as the library is an rlib too, cargo does no link-time optimisation.
    let mut command = cargo(repo, "rustc");
    command.args([
        "--lib",
        "--crate-type",
        "cdylib",
        "--package",
        "nec-ess",
        "--target",
        TARGET,
    ]);
    command.args([
        "--no-default-features",
        "--features",
        bundle.feature(),
        "--profile",
        profile,
    ]);
    command.env_remove("RUSTFLAGS");
    command.env(
        "CARGO_ENCODED_RUSTFLAGS",
        if kind == Kind::Release {
            SMALL_FLAGS.join("\x1f")
        } else {
            String::new()
        },
    );
    if kind == Kind::Release {
        command.args([
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ]);
    } else if !library.compiled {
        command.arg("-Zbuild-std=std,panic_abort");
    }
    if kind.ships() || !library.compiled {
        // Set for the plain build too: several build scripts run again when it comes or goes.
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    match &library.debian {
        Some(debian) => through_debian(command, debian),
        None => command,
    }
}

/// The same call through Debian's compiler, which has another linker, and must not load rustup's libraries.
fn through_debian(usual: Command, debian: &crate::tools::wasm_std::Debian) -> Command {
    let mut command = Command::new(&debian.cargo);
    command.args(usual.get_args());
    for (name, value) in usual.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    if let Some(folder) = usual.get_current_dir() {
        command.current_dir(folder);
    }
    command
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN");
    command
        .env("RUSTC", &debian.rustc)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_read_as_cargo_lists_them() {
        let text = "/a b/x.wasm: /a\\ b/src/lib.rs /c/d.rs\n";
        assert_eq!(
            listed_in(&text.replace("/a b", "/a\\ b")),
            [PathBuf::from("/a b/src/lib.rs"), PathBuf::from("/c/d.rs")]
        );
        assert_eq!(listed_in(""), Vec::<PathBuf>::new());
    }
}
