//! Whoever makes the next edition of the event writes content alone: what is true of one stands nowhere else.

use std::process::Command;

use crate::failure::Result;
use crate::files;
use crate::process::quiet;
use crate::repo::Repo;
use crate::step::step;
use crate::suite::tally::Tally;

/// What is true of this edition alone, in pieces, so that this file does not hold it.
const FACTS: [&str; 4] = [
    concat!("20", "25"),
    concat!("Pa", "ris"),
    concat!("NE", "C-"),
    concat!("94", "8"),
];

/// Folders and files that may hold them, each with the reason.
const ELSEWHERE: [&str; 8] = [
    // What is true of this edition.
    ":!content",
    // How far places are from its venue.
    ":!data",
    // Archives of editions, a folder each.
    ":!public/*/*",
    // Tests have it for an example.
    ":!tests",
    ":!crates/*/tests/*",
    ":!crates/*/proptest-regressions/*",
    // Lists of packages hold numbers of any kind.
    ":!*.lock",
    ":!*package-lock.json",
];

/// The line from which on a file of Rust holds tests alone: clippy sees to it that nothing follows them.
const TESTS: &str = "\nmod tests";

/// Looks for them in every other file that git knows.
pub(super) fn run(repo: &Repo) -> Result<Tally> {
    let found = step("facts of one edition", || {
        let mut list = Command::new("git");
        list.args(["ls-files", "-z", "--", "."]).args(ELSEWHERE);
        let names = quiet(list.current_dir(repo.root()))?;
        let names = String::from_utf8_lossy(&names).into_owned();
        let mut found = Vec::new();
        for name in names.split('\0').filter(|name| !name.is_empty()) {
            // Files that were deleted, and pictures.
            let Ok(text) = files::read_text(&repo.path(name)) else {
                continue;
            };
            found.extend(in_file(name, &text));
        }
        Ok(found)
    })?;
    for line in &found {
        println!("{line}");
    }
    Ok(Tally::check(found.is_empty()))
}

/// The lines of a file that hold one, with what to do.
fn in_file(name: &str, text: &str) -> Vec<String> {
    let is_test = name.ends_with("/tests.rs");
    let own = text.split(TESTS).next().filter(|_| !is_test);
    let lines = own.unwrap_or_default().lines().zip(1..);
    lines
        .filter_map(|(line, number)| {
            let fact = FACTS.into_iter().find(|fact| line.contains(fact))?;
            Some(format!(
                "{name}:{number}: `{fact}` is true of this edition alone: it belongs into content/"
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fact is found with its line; examples of tests are none.
    #[test]
    fn facts_are_found() {
        let year = FACTS[0];
        let text = format!("fn a() {{}}\n// in {year}\n{TESTS} {{\n{year}\n}}\n");
        let found = in_file("src/a.rs", &text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("src/a.rs:2: "), "{found:?}");
        assert!(in_file("src/a/tests.rs", &text).is_empty());
        assert!(in_file("src/a.rs", "nothing").is_empty());
    }
}
