//! What the guides say of commands, folders and each other, against what is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli;

/// The guides that people read; decisions tell of their own time.
const GUIDES: [&str; 9] = [
    "README.md",
    "data/places/README.md",
    "docs/content.md",
    "docs/embedding.md",
    "docs/endpoint.md",
    "docs/forms.md",
    "docs/operating.md",
    "docs/threat-model.md",
    "tests/README.md",
];
/// Folders that builds make, or that only a clone has.
const MADE: [&str; 3] = ["dist", "node_modules", "target"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backquotes in running text, and the lines of blocks of code.
fn code(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (index, part) in text.split("```").enumerate() {
        if index % 2 == 1 {
            found.extend(part.lines().map(str::to_owned));
        } else {
            let spans = part.split('`').skip(1).step_by(2);
            found.extend(spans.map(|span| span.replace('\n', " ")));
        }
    }
    found
}

/// Every command of ours that a guide tells can be typed.
#[test]
fn commands_can_be_typed() {
    let mut count = 0;
    for guide in GUIDES {
        for line in code(&text(guide)) {
            let Some((_, command)) = line.split_once("cargo xtask ") else {
                continue;
            };
            let command = command.split(" #").next().unwrap_or_default();
            let words = command.split_whitespace().map(str::to_owned);
            let read = cli::parse(words);
            assert!(read.is_ok(), "{guide}: {command}: {read:?}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

/// The folders of `path`, without those that are made.
fn folders(path: &str) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(root().join(path)).expect("the folder is there");
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| !name.starts_with('.') && !MADE.contains(&name.as_str()))
}

/// The README's map names folders that are there, and each of them: those of the repository, the crates, and the parts of
/// the app.
#[test]
fn the_map_is_the_territory() {
    let readme = text("README.md");
    let (_, map) = readme.split_once("\n## The folders\n").expect("a map");
    let map = map.split("\n## ").next().unwrap_or_default();
    let mut named = BTreeSet::new();
    for row in map.lines().filter(|line| line.starts_with("| `")) {
        let first = row.split('|').nth(1).unwrap_or_default();
        for path in code(first) {
            assert!(root().join(&path).exists(), "{path}");
            named.insert(path.trim_end_matches('/').to_owned());
        }
    }
    let is_named = |path: &str| {
        let parts = named
            .iter()
            .any(|name| name.starts_with(&format!("{path}/")));
        parts || named.contains(path)
    };
    for path in folders(".") {
        assert!(is_named(&path), "{path}");
    }
    for path in folders("crates") {
        assert!(is_named(&format!("crates/{path}")), "crates/{path}");
    }
    for part in folders("src").filter(|part| part != "bin") {
        assert!(map.contains(&format!("`{part}/`")), "src/{part}");
    }
}

/// Where a heading is reached, as hosts of repositories make it.
fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        letter if letter.is_alphanumeric() || "-_".contains(letter) => Some(letter),
        _ => None,
    });
    letters.collect::<String>().to_lowercase()
}

/// Each link leads to a file that is there, and to a heading in it.
#[test]
fn links_lead_somewhere() {
    let mut count = 0;
    for guide in GUIDES {
        let folder = Path::new(guide).parent().unwrap_or(Path::new(""));
        // Examples of Markdown are no links.
        let text = text(guide);
        let prose: String = text.split("```").step_by(2).collect();
        let prose: String = prose.split('`').step_by(2).collect();
        for link in prose.split("](").skip(1) {
            let link = link.split(')').next().unwrap_or_default();
            if link.starts_with("http") {
                continue;
            }
            let (path, wanted) = link.split_once('#').unwrap_or((link, ""));
            let file = if path.is_empty() {
                root().join(guide)
            } else {
                root().join(folder).join(path)
            };
            assert!(file.exists(), "{guide}: {link}");
            if !wanted.is_empty() {
                let target = fs::read_to_string(&file).expect("a text");
                let headings = target.lines().filter(|line| line.starts_with('#'));
                let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#').trim()));
                assert!(anchors.any(|anchor| anchor == wanted), "{guide}: {link}");
            }
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}
