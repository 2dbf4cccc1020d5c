//! Makes the table of places anew, for the venue and the radius in `event.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Context, Failure, Result};
use crate::files;
use crate::process::run;
use crate::repo::Repo;
use crate::step::step;
use crate::tools::{node, python};

const TABLE: &str = "data/places/communes.tsv";

/// Makes the table; `options` may name another content folder and another file for it.
pub(super) fn make(repo: &Repo, options: &[String]) -> Result<()> {
    let (content, table) = paths(repo, options)?;
    node::ensure_node()?;
    let python = python::environment(repo, &repo.path("data/places/requirements.txt"))?;
    let work = repo.target().join("places");
    let made = work.join("communes.tsv");
    let mut generate = Command::new(python);
    generate
        .arg(repo.path("data/places/generate.py"))
        .arg("--packages")
        .arg(work.join("packages"))
        .arg("--content")
        .arg(content)
        .arg("--out")
        .arg(&made)
        .current_dir(repo.root());
    step("making the table of places", || run(&mut generate))?;
    let before = fs::read_to_string(&table).unwrap_or_default();
    let after = files::read_text(&made)?;
    if let Some(folder) = table.parent() {
        files::create_folder(folder)?;
    }
    // In one go: whoever stops this half-way has the old table or the new one.
    let beside = table.with_extension("new");
    files::copy(&made, &beside)?;
    fs::rename(&beside, &table).or_cannot(|| format!("write {}", table.display()))?;
    println!(
        "{}: {}",
        repo.shown(&table),
        Changes::between(&before, &after)
    );
    Ok(())
}

/// The content folder and the table that `options` name.
fn paths(repo: &Repo, options: &[String]) -> Result<(PathBuf, PathBuf)> {
    let (mut content, mut table) = (repo.path("content"), repo.path(TABLE));
    let mut options = options.iter();
    while let Some(option) = options.next() {
        let place = match option.as_str() {
            "--content" => &mut content,
            "--data" => &mut table,
            other => {
                return Err(Failure::new(format!(
                    "`places --make` does not know: {other}"
                )));
            }
        };
        let value = options
            .next()
            .ok_or_else(|| Failure::new(format!("{option} needs a value.")))?;
        *place = repo.path(value);
    }
    Ok((content, table))
}

/// How two tables differ.
#[derive(Debug, Default, PartialEq)]
struct Changes {
    rows: usize,
    changed: usize,
    new: usize,
    gone: usize,
}

impl Changes {
    fn between(before: &str, after: &str) -> Self {
        let (before, after) = (rows(before), rows(after));
        let known = after.iter().filter(|(key, _)| before.contains_key(*key));
        Self {
            rows: after.len(),
            changed: known
                .clone()
                .filter(|(key, row)| before[*key] != **row)
                .count(),
            new: after.len() - known.count(),
            gone: before
                .keys()
                .filter(|key| !after.contains_key(*key))
                .count(),
        }
    }
}

impl std::fmt::Display for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            rows,
            changed,
            new,
            gone,
        } = self;
        write!(
            f,
            "{rows} rows, of which {changed} changed and {new} are new; {gone} are gone"
        )
    }
}

/// The rows of a table by what they are unique by: code, type and name.
fn rows(table: &str) -> BTreeMap<[&str; 3], &str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("code\t"))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(([cells.next()?, cells.next()?, cells.next()?], line))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows count, not what stands above them.
    #[test]
    fn changes_are_counted() {
        let before =
            "# venue 1 2\ncode\ttype\tname\n1\tcommune\tA\t5\n2\tcommune\tB\t5\n3\tcommune\tC\t5\n";
        let after =
            "# venue 3 4\ncode\ttype\tname\n1\tcommune\tA\t6\n2\tcommune\tB\t5\n2\tcedex\tB\t5\n";
        let changes = Changes::between(before, after);
        assert_eq!(
            changes,
            Changes {
                rows: 3,
                changed: 1,
                new: 1,
                gone: 1
            }
        );
        assert_eq!(
            changes.to_string(),
            "3 rows, of which 1 changed and 1 are new; 1 are gone"
        );
        assert_eq!(Changes::between("", after).new, 3);
    }
}
