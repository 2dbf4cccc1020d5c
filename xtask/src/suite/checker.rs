//! The W3C's HTML checker over every page.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::html;
use crate::repo::Repo;
use crate::step::step;
use crate::tools::{java, node};

/// The checker reads files, whose address no `'self'` of a content security policy names: it takes each of the site's
/// own scripts for a blocked one. The browser tests see the policy as it works.
const NOT_OURS: &str =
    r".*Resource violates Content Security Policy \(meta tag\): external script ./assets/.*";

/// Whether the checker has nothing to say, warnings included; it prints what it says.
pub(crate) fn check(repo: &Repo, dist: &Path) -> Result<bool> {
    java::ensure()?;
    node::packages(repo, "tests")?;
    let checked = documents(dist)?;
    if checked.is_empty() {
        return Err(Failure::new(format!(
            "there is no page in {}",
            repo.shown(dist)
        )));
    }
    let mut command = Command::new("java");
    command
        .arg("-jar")
        .arg(jar(repo)?)
        .args(["--skip-non-html", "--also-check-css", "--stdout"])
        .args(["--filterpattern", NOT_OURS])
        .args(&checked);
    let messages = step(&format!("HTML checker on {} files", checked.len()), || {
        let output = command
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output();
        let output = output.or_cannot(|| "run java".into())?;
        let mut messages = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if messages.is_empty() && !output.status.success() {
            messages = format!("the checker itself failed ({})", output.status);
        }
        Ok(messages)
    })?;
    println!(
        "HTML checker: {} messages on {} files",
        messages.lines().count(),
        checked.len()
    );
    if !messages.is_empty() {
        println!("{messages}");
    }
    Ok(messages.is_empty())
}

/// Whole pages and style sheets; the fragments that the app fetches are not documents.
fn documents(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for file in files::list(dist)? {
        let ending = file
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ending == "css" || ending == "html" && html::is_document(&files::read_text(&file)?) {
            found.push(file);
        }
    }
    Ok(found)
}

fn jar(repo: &Repo) -> Result<PathBuf> {
    let package = repo.path("tests/node_modules/vnu-jar");
    let jars = files::list(&package)?
        .into_iter()
        .find(|file| file.ends_with("vnu.jar"));
    jars.ok_or_else(|| {
        Failure::new("the HTML checker is not there (tests/node_modules/vnu-jar)")
            .mended_by("name vnu-jar in tests/package.json, then: npm ci --prefix tests")
    })
}
