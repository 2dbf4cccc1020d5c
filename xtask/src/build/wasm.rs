//! The parts of the app, compiled to wasm.

use std::path::PathBuf;
use std::process::Command;

use crate::build::{Bundle, Kind};
use crate::failure::{Failure, Result};
use crate::process::{cargo, run};
use crate::repo::Repo;
use crate::step::step;
use crate::tools::wasm_std::{TARGET, WasmStd};

/// Panics end in a bare trap: their words, with the paths in them, never ship.
const SMALL_FLAGS: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Compiles one part of the app; gives the wasm's path, where the next part takes its place. Cargo itself knows
/// whether anything has changed.
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
    step(&name, || {
        run(&mut command(repo, library, kind, bundle, profile))
    })?;
    let folder = if kind == Kind::Debug {
        "debug"
    } else {
        profile
    };
    Ok(repo.target().join(TARGET).join(folder).join("nec_ess.wasm"))
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
