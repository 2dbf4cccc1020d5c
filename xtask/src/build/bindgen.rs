//! The compiled wasm, made ready for browsers: its JavaScript half written, both made small.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::build::{Bundle, Kind, names};
use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::process::quiet;
use crate::repo::Repo;
use crate::step::{step, unchanged};
use crate::tools::node;

/// What the wasm may hold: all that every browser we serve understands, and nothing newer.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-call-indirect-overlong",
];

/// Never `--all-features`: Chromium refuses a file that uses some of them. A flat form first, and `-Oz` more than once,
/// save 1.5 % in brotli over one `-Oz`; small functions put where their one caller is save another 0.7 %. Rust puts the stack at the low end of the memory, so that no address is near zero.
/// Not `--traps-never-happen`: our panics are traps, and the page relies on them.
const OPTIMISE: [&str; 10] = [
    "--strip-producers",
    "--strip-target-features",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size=80",
    names::FLAG,
];

/// The two files that make a part of the app.
pub(crate) struct Bound {
    pub(crate) wasm: PathBuf,
    pub(crate) glue: PathBuf,
}

/// Runs wasm-bindgen, wasm-opt (not on debug builds) and the minifier.
pub(crate) fn bind(repo: &Repo, kind: Kind, bundle: Bundle, compiled: &Path) -> Result<Bound> {
    let name = bundle.name();
    let folder = repo.work().join(kind.name()).join(name);
    let bound = Bound {
        wasm: folder.join(format!("{name}.wasm")),
        glue: folder.join(format!("{name}.js")),
    };
    let inputs = Fingerprint::of_step()?
        .bytes("wasm", &files::read(compiled)?)
        .bytes(
            "tools",
            &files::read(&repo.path("xtask/package-lock.json"))?,
        )
        .bytes("versions", &files::read(&repo.path("Cargo.lock"))?)
        .setting("flags", [&FEATURES[..], &OPTIMISE].concat().join(" "))
        .finish();
    let stamp = Stamp::at(folder.join("stamp"));
    if stamp.holds(&inputs) && bound.wasm.is_file() && bound.glue.is_file() {
        unchanged("wasm-bindgen, wasm-opt");
        return Ok(bound);
    }
    files::remove_folder(&folder)?;
    let raw = folder.join("raw");
    step("wasm-bindgen", || generate(kind, name, compiled, &raw))?;
    if kind.ships() {
        step("wasm-opt", || {
            let wasm = raw.join(format!("{name}_bg.wasm"));
            let glue = raw.join(format!("{name}.js"));
            let js = files::read_text(&glue)?;
            let mut command = node::tool(repo, "wasm-opt");
            let printed = quiet(
                command
                    .args(FEATURES)
                    .args(OPTIMISE)
                    .arg(&wasm)
                    .arg("-o")
                    .arg(&bound.wasm),
            )
            .map_err(to_reinstall)?;
            files::write(&glue, names::follow(&js, &printed)?)
        })?;
    } else {
        files::copy(&raw.join(format!("{name}_bg.wasm")), &bound.wasm)?;
    }
    step("glue", || {
        quiet(&mut bundle_glue(
            repo,
            kind,
            &raw.join(format!("{name}.js")),
            &bound.glue,
        ))
        .map_err(to_reinstall)
    })?;
    stamp.set(&inputs)?;
    Ok(bound)
}

fn generate(kind: Kind, name: &str, compiled: &Path, to: &Path) -> Result<()> {
    let readable = kind == Kind::Debug;
    let mut bindgen = Bindgen::new();
    let written = bindgen.input_path(compiled).web(true).and_then(|bindgen| {
        bindgen
            .typescript(false)
            // The start script says where the wasm is: its name holds a hash.
            .omit_default_module_path(true)
            .remove_name_section(!readable)
            .demangle(readable)
            .remove_producers_section(true)
            .out_name(name)
            .generate(to)
    });
    written.or_cannot(|| format!("run wasm-bindgen on {}", compiled.display()))
}

/// Bundled, because an `inline_js` snippet in a dependency is a file beside the glue.
fn bundle_glue(repo: &Repo, kind: Kind, raw: &Path, to: &Path) -> Command {
    let mut command = node::tool(repo, "esbuild");
    command.arg(raw).args([
        "--bundle",
        "--format=esm",
        "--target=es2020",
        "--log-level=warning",
    ]);
    if kind.ships() {
        command.args(["--minify", "--legal-comments=none"]);
    }
    command.arg(format!("--outfile={}", to.display()));
    command
}

fn to_reinstall(failure: Failure) -> Failure {
    failure.mended_by("npm ci --ignore-scripts --prefix xtask")
}
