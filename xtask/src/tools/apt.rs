//! Debian packages.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Once;

use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::process::{is_root, quiet, which};
use crate::step::step;

/// The package lists are brought up to date once a run, before the first install.
static LISTS: Once = Once::new();

/// Installs packages, as root or through sudo; `why` says what for. Elsewhere than on Debian and its descendants, and
/// without the right to install, it fails with the command that a person would run.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let by_hand = format!(
        "apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    let missing = |reason: &str| {
        Failure::new(format!(
            "{why}: {} missing, and {reason}",
            packages.join(" ")
        ))
        .mended_by(format!(
            "{by_hand}   (as root; or your system's packages of the same tools)"
        ))
    };
    if which("apt-get").is_none() {
        return Err(missing("there is no apt-get here"));
    }
    if !is_root() && which("sudo").is_none() {
        return Err(missing("only root can install packages"));
    }
    step(
        &format!("installing {} ({why})", packages.join(" ")),
        || {
            update();
            quiet(
                apt()
                    .args(["install", "-y", "--no-install-recommends"])
                    .args(packages),
            )
            .map_err(|failure| failure.during(why).mended_by(by_hand))?;
            Ok(())
        },
    )
}

/// Unpacks packages in `folder`, which is emptied, and installs nothing; `why` says what for.
pub(crate) fn unpack(packages: &[&str], folder: &Path, why: &str) -> Result<()> {
    files::remove_folder(folder)?;
    files::create_folder(folder)?;
    download(packages, folder, why)?;
    for name in packages {
        let package = files::list(folder)?.into_iter().find(|file| {
            let file = file.file_name().unwrap_or_default().to_string_lossy();
            file.starts_with(&format!("{name}_")) && file.ends_with(".deb")
        });
        let package = package.ok_or_else(|| Failure::new(format!("{name} was not downloaded")))?;
        quiet(Command::new("dpkg-deb").arg("-x").arg(&package).arg(folder))?;
        fs::remove_file(&package).or_cannot(|| format!("remove {}", package.display()))?;
    }
    Ok(())
}

/// Brings packages into `folder` as files.
fn download(packages: &[&str], folder: &Path, why: &str) -> Result<()> {
    if which("apt-get").is_none() || which("dpkg-deb").is_none() {
        let what = format!(
            "{why}: {} are Debian packages, and there is no apt-get and dpkg-deb here",
            packages.join(" ")
        );
        return Err(Failure::new(what));
    }
    if is_root() || which("sudo").is_some() {
        update();
    }
    let mut command = Command::new("apt-get");
    command
        .args(["-q", "download"])
        .args(packages)
        .current_dir(folder);
    quiet(&mut command).map_err(|failure| failure.during(why))?;
    Ok(())
}

/// A failed update is no reason to stop: the lists may be good enough, and what needs them says so if not.
fn update() {
    LISTS.call_once(|| drop(quiet(apt().arg("update"))));
}

/// `apt-get` as root.
fn apt() -> Command {
    let is_root = is_root();
    let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
    if !is_root {
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    }
    // Another apt-get may be at work: on a fresh machine its daily update often is.
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
    command
}
