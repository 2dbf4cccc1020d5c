//! The browsers that the tests drive.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::files;
use crate::process::which;
use crate::tools::apt;

/// WebKitGTK's driver, and the browser that it starts.
pub(crate) struct WebKit {
    pub(crate) driver: PathBuf,
    pub(crate) browser: PathBuf,
}

/// Chromium; without it most browser tests cannot run.
pub(crate) fn chromium() -> Result<PathBuf> {
    let find = || {
        ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(which)
    };
    found_or_installed(
        find,
        &["chromium", "chromium-driver", "fonts-dejavu-core"],
        "browser tests in Chromium",
    )
}

/// The same engine without windows, in which tests take half the time; the whole browser where that is not to be had.
pub(crate) fn headless_chromium() -> Result<PathBuf> {
    let name = "chromium-headless-shell";
    found_or_installed(|| which(name), &[name], "quicker browser tests").or_else(|failure| {
        println!("note: browser tests take longer than they could ({failure})");
        chromium()
    })
}

/// Firefox.
pub(crate) fn firefox() -> Result<PathBuf> {
    let find = || ["firefox-esr", "firefox"].into_iter().find_map(which);
    found_or_installed(find, &["firefox-esr"], "browser tests in Firefox")
}

/// WebKitGTK with the virtual display that it needs.
pub(crate) fn webkit() -> Result<WebKit> {
    let find = || {
        which("Xvfb")?;
        Some(WebKit {
            driver: which("WebKitWebDriver")?,
            browser: mini_browser()?,
        })
    };
    found_or_installed(
        find,
        &["webkit2gtk-driver", "xvfb", "xauth"],
        "browser tests in WebKit",
    )
}

/// The small browser inside WebKitGTK's library package: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let machine = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    let folders = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    let direct = folders
        .iter()
        .map(|folder| Path::new(&machine).join(folder).join("MiniBrowser"));
    direct.into_iter().find(|file| file.is_file()).or_else(|| {
        let all = files::list(Path::new("/usr/libexec")).unwrap_or_default();
        all.into_iter().find(|file| file.ends_with("MiniBrowser"))
    })
}

fn found_or_installed<T>(find: impl Fn() -> Option<T>, packages: &[&str], why: &str) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install(packages, why)?;
    find().ok_or_else(|| {
        Failure::new(format!(
            "{why}: {} installed, but the program is not there",
            packages.join(" ")
        ))
    })
}
