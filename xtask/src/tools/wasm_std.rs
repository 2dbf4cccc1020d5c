//! Rust's standard library for wasm32-unknown-unknown, and its source.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::files;
use crate::fingerprint::Stamp;
use crate::process::{ask, quiet, shown, which};
use crate::repo::Repo;
use crate::step::step;
use crate::tools::apt;

/// The target of every wasm build.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How the wasm builds reach the standard library.
pub(crate) struct WasmStd {
    /// The compiler, when it is not the one that cargo finds by itself.
    pub(crate) debian: Option<Debian>,
    /// The library is there compiled.
    pub(crate) compiled: bool,
    /// Its source is there: the small build compiles the library anew, for size.
    pub(crate) source: bool,
}

/// Debian's second Rust, packaged for building browsers: it has the library's source, not its compiled form.
pub(crate) struct Debian {
    pub(crate) cargo: PathBuf,
    pub(crate) rustc: PathBuf,
}

/// Finds the library, or installs it: by rustup, else (where rustup cannot download) from Debian.
pub(crate) fn ensure(repo: &Repo) -> Result<WasmStd> {
    let mut found = look(repo);
    let complete = found.compiled && found.source;
    if !complete && which("rustup").is_some() && is_first_try(repo)? {
        // Neither failure is fatal: there is another way.
        let _ = rustup(repo, &["target", "add", TARGET]);
        let _ = rustup(repo, &["component", "add", "rust-src"]);
        found = look(repo);
    }
    if found.compiled && !found.source {
        eprintln!("note: the library's source is not here: the plain, larger wasm is built");
        eprintln!("  to mend it: rustup component add rust-src");
    }
    if found.compiled || found.source {
        return Ok(found);
    }
    eprintln!("note: no {TARGET} from rustup; Debian's own Rust builds the wasm instead");
    debian().map_err(|failure| {
        failure
            .during(&format!("no Rust standard library for {TARGET}"))
            .mended_by(format!(
                "rustup target add {TARGET} && rustup component add rust-src"
            ))
    })
}

/// Where rustup cannot download, it may take minutes to say so: it is asked once, not at each build.
fn is_first_try(repo: &Repo) -> Result<bool> {
    let compiler =
        ask(Command::new("rustc").arg("-vV").current_dir(repo.root())).unwrap_or_default();
    let tried = Stamp::at(repo.work().join("rustup.stamp"));
    let is_first = !tried.holds(&compiler);
    tried.set(&compiler)?;
    Ok(is_first)
}

fn rustup(repo: &Repo, arguments: &[&str]) -> Result<Vec<u8>> {
    let mut command = Command::new("rustup");
    command.args(arguments).current_dir(repo.root());
    let name = shown(&command);
    step(&name, || quiet(&mut command))
}

fn look(repo: &Repo) -> WasmStd {
    let rustc = |arguments: &[&str]| {
        let answer = ask(Command::new("rustc")
            .args(arguments)
            .current_dir(repo.root()));
        answer.map(PathBuf::from).unwrap_or_default()
    };
    let libraries = rustc(&["--print", "target-libdir", "--target", TARGET]);
    let is_core = |file: &PathBuf| {
        file.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("libcore-"))
    };
    WasmStd {
        debian: None,
        compiled: files::list(&libraries)
            .unwrap_or_default()
            .iter()
            .any(is_core),
        source: has_source(&rustc(&["--print", "sysroot"])),
    }
}

fn has_source(sysroot: &Path) -> bool {
    sysroot
        .join("lib/rustlib/src/rust/library/Cargo.lock")
        .is_file()
}

fn debian() -> Result<WasmStd> {
    let packages = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
    let found = || {
        let debian = Debian {
            cargo: packaged("cargo-web", "/usr/bin/cargo")?,
            rustc: packaged("rustc-web", "/usr/bin/rustc")?,
        };
        let sysroot = ask(Command::new(&debian.rustc)
            .env_remove("LD_LIBRARY_PATH")
            .args(["--print", "sysroot"]))?;
        which("wasm-ld-22")?;
        has_source(Path::new(&sysroot)).then_some(debian)
    };
    if found().is_none() {
        apt::install(&packages, "compiling to wasm")?;
    }
    let debian = found().ok_or_else(|| {
        Failure::new(format!("{} do not provide a compiler", packages.join(", ")))
    })?;
    Ok(WasmStd {
        debian: Some(debian),
        compiled: false,
        source: true,
    })
}

/// The file of an installed package whose path ends so. By full path: a `rustc` earlier on PATH is rustup's.
fn packaged(package: &str, ending: &str) -> Option<PathBuf> {
    let files = ask(Command::new("dpkg").args(["-L", package]))?;
    files
        .lines()
        .filter(|line| line.ends_with(ending))
        .map(PathBuf::from)
        .find(|file| file.is_file())
}
