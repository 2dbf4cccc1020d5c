//! The modules of this crate: each is understood by those below it.
#![allow(clippy::unwrap_used)] // A test that cannot read the sources has to stop there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The modules at the top of the crate, each with those whose names its code and that of the modules in it use.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&source, &mut paths);
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let inside = path.strip_prefix(&source).unwrap().with_extension("");
        let module = inside.iter().next().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap().lines();
        let code = code.filter(|line| !line.trim_start().starts_with("//"));
        let code: Vec<&str> = code.collect();
        let used = uses.entry(module.clone()).or_default();
        for rest in code.join("\n").split("crate::").skip(1) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            used.insert(rest[..end.unwrap_or(rest.len())].to_owned());
        }
        used.remove(&module);
    }
    uses
}

/// No module needs one that needs it: taking away those that need no other, again and again, leaves none.
#[test]
fn no_cycle() {
    let mut uses = uses();
    assert!(
        uses.len() > 40 && uses["event"].contains("text"),
        "{uses:#?}"
    );
    let known: BTreeSet<String> = uses.keys().cloned().collect();
    for used in uses.values_mut() {
        // What stands at the top of the crate itself is used by its callers alone.
        assert!(used.is_subset(&known), "{used:?}");
    }
    loop {
        let free: Vec<String> = uses
            .iter()
            .filter(|(_, used)| used.is_empty())
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        for module in free {
            uses.remove(&module);
            uses.values_mut().for_each(|used| {
                used.remove(&module);
            });
        }
    }
    assert!(uses.is_empty(), "these need one another: {uses:#?}");
}
