//! What the threat model says is shown by a test is.

use std::fs;
use std::path::Path;

/// Every test that the document names is there.
#[test]
fn names_tests_that_are_there() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("docs/threat-model.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let named: Vec<&str> = rows
        .filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        let is_there = match name.split_once("::") {
            Some((file, test)) => ["http", "depth_storage", "deploy", "faults", "fuzz"]
                .iter()
                .any(|folder| {
                    let file = tests.join(folder).join(format!("{file}.rs"));
                    let text = fs::read_to_string(file).unwrap_or_default();
                    text.contains(&format!("fn {test}("))
                }),
            None => root.join("tests/browser").join(name).is_file(),
        };
        assert!(is_there, "docs/threat-model.md: there is no test {name}");
    }
}
