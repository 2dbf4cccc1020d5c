//! The site in real browsers.

use std::path::PathBuf;
use std::process::Command;

use crate::build::{Built, Kind, Request, build, copy_tree};
use crate::failure::{Failure, Result};
use crate::files;
use crate::process::stream;
use crate::repo::Repo;
use crate::suite::edition;
use crate::suite::tally::Tally;
use crate::tools::{browsers, node, wordpress};

/// A month that every clock of these tests has ahead.
const LATER: &str = "2085-11-";

pub(crate) fn run(repo: &Repo) -> Result<Tally> {
    let release = build(repo, &Request::to_test(Kind::Release))?;
    // A hydration mismatch is reported by a debug build only.
    let debug = build(repo, &Request::to_test(Kind::Debug))?;
    let programme = full_programme(repo)?;
    let later = later_edition(repo)?;
    let over = over(repo)?;
    let edition = edition::site(repo)?;
    node::packages(repo, "tests")?;
    let tests = test_files(repo)?;

    let mut tally = Tally::default();
    let mut command = Command::new("node");
    command.current_dir(repo.root()).arg("--test");
    if node::tests_in_parallel() {
        // A test also waits: for a browser to start, for a form that is not sent at once.
        command.arg("--test-concurrency=3");
    }
    let tap = repo.target().join("test/browser.tap");
    files::write(&tap, "")?;
    command.args([
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
        "--test-reporter=tap",
    ]);
    command.arg(format!("--test-reporter-destination={}", tap.display()));
    command.args(tests);
    command
        .env("NEC_DIST", &release.out)
        .env("NEC_DIST_DEBUG", &debug.out)
        .env("NEC_DIST_PROGRAMME", &programme.out)
        .env("NEC_DIST_LATER", &later.out)
        .env("NEC_DIST_OVER", &over.out)
        .env("NEC_DIST_EDITION", &edition.out)
        .env("NEC_ENDPOINT", repo.endpoint());
    if !name_browsers(&mut command) {
        tally += Tally::FAILURE;
    }
    name_wordpress(repo, &mut command);
    let status = stream(&mut command, |_| {})?;
    tally += Tally::of_tap(&files::read_text(&tap)?).ended(status.success());
    Ok(tally)
}

/// The site with the sessions of `tests/programme`: ours has too few for a filter. Only its pages are made anew.
fn full_programme(repo: &Repo) -> Result<Built> {
    let content = repo.target().join("test/programme");
    files::remove_folder(&content)?;
    copy_tree(&repo.path("content"), &content)?;
    copy_tree(&repo.path("tests/programme"), &content)?;
    let request = Request {
        content,
        out: "target/dist-programme".into(),
        ..Request::to_test(Kind::Debug)
    };
    build(repo, &request)
}

/// The month of the first day, as content files write days: "2031-11-".
fn month(facts: &str) -> Result<String> {
    let days = facts.split("\ndate = \"").nth(1);
    let month = days.and_then(|day| day.get(..LATER.len()));
    month.map(str::to_owned).ok_or_else(|| {
        Failure::new(
            "content/event.toml has no `date = \"…\"`: the tests move the days to another year",
        )
    })
}

/// The site as if the event were decades away: registration is open, and time passes as it does on a site to publish.
fn later_edition(repo: &Repo) -> Result<Built> {
    let content = repo.target().join("test/later");
    files::remove_folder(&content)?;
    copy_tree(&repo.path("content"), &content)?;
    let month = month(&files::read_text(&content.join("event.toml"))?)?;
    let mut moved = 0;
    let sessions = files::list(&content.join("programme"))?;
    for file in files::list(&content)?.into_iter().chain(sessions) {
        if file
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let text = files::read_text(&file)?;
            moved += text.matches(&*month).count();
            files::write(&file, text.replace(&*month, LATER))?;
        }
    }
    if moved == 0 {
        return Err(Failure::new(format!(
            "no file of content/ has a day in {month}: the tests move those to {LATER}"
        )));
    }
    let request = Request {
        content,
        out: "target/dist-later".into(),
        as_of: None,
        ..Request::to_test(Kind::Debug)
    };
    build(repo, &request)
}

/// The site of the day that it is: the event is over.
fn over(repo: &Repo) -> Result<Built> {
    let request = Request {
        out: "target/dist-over".into(),
        as_of: None,
        ..Request::to_test(Kind::Debug)
    };
    build(repo, &request)
}

fn test_files(repo: &Repo) -> Result<Vec<PathBuf>> {
    let mut tests = files::list(&repo.path("tests/browser"))?;
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    if tests.is_empty() {
        return Err(Failure::new("there is no tests/browser/*.test.mjs"));
    }
    Ok(tests)
}

/// Tells the tests where the browsers are. Only Chromium must be there; without another, its tests skip themselves.
fn name_browsers(command: &mut Command) -> bool {
    for name in [
        "CHROMIUM",
        "WHOLE_CHROMIUM",
        "FIREFOX",
        "WEBKIT_DRIVER",
        "MINIBROWSER",
    ] {
        command.env_remove(name);
    }
    match browsers::firefox() {
        Ok(firefox) => drop(command.env("FIREFOX", firefox)),
        Err(failure) => println!("skipped: firefox ({failure})"),
    }
    match browsers::webkit() {
        Ok(webkit) => drop(
            command
                .env("WEBKIT_DRIVER", webkit.driver)
                .env("MINIBROWSER", webkit.browser),
        ),
        Err(failure) => println!("skipped: webkit ({failure})"),
    }
    let both = browsers::chromium().and_then(|whole| Ok((whole, browsers::headless_chromium()?)));
    match &both {
        Ok((whole, headless)) => drop(
            command
                .env("WHOLE_CHROMIUM", whole)
                .env("CHROMIUM", headless),
        ),
        Err(failure) => println!("chromium: {failure}"),
    }
    both.is_ok()
}

/// Tells the tests where WordPress is; without it, its test skips itself.
fn name_wordpress(repo: &Repo, command: &mut Command) {
    for name in ["WORDPRESS", "MARIADBD"] {
        command.env_remove(name);
    }
    match wordpress::wordpress(repo) {
        Ok(found) => drop(
            command
                .env("WORDPRESS", found.site)
                .env("MARIADBD", found.database),
        ),
        Err(failure) => println!("skipped: wordpress ({failure})"),
    }
}
