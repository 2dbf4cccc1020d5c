//! The content of the next edition: a copy of this one's without the facts that change.

use std::path::Path;

use crate::build::copy_tree;
use crate::failure::{Failure, Result};
use crate::files;
use crate::repo::Repo;

const FACTS: &str = "event.toml";
/// What stands for an empty text in both languages.
const BOTH: &str = "{ fr = \"\", en = \"\" }";
/// What stands for any other empty value.
const ONE: &str = "\"\"";

/// What goes: it is true of one edition alone, and none needs it at first.
const DROPPED: [&str; 4] = ["revised", "calendars", "reference_prefix", "capacity"];
/// What has to be filled in: the table, the key, what stands for it until then, and what is expected. The build shows
/// the last of these.
const ASKED: [(&str, &str, &str, &str); 21] = [
    ("", "title", BOTH, "the full title"),
    (
        "",
        "short_title",
        ONE,
        "the name with its year, such as \"ABC 2031\"",
    ),
    ("", "theme", BOTH, "the theme line"),
    ("[venue]", "name", ONE, "the name of the building"),
    ("[venue]", "street", ONE, "number and street"),
    ("[venue]", "postal_code", ONE, "the postal code"),
    ("[venue]", "city", ONE, "the town"),
    (
        "[venue]",
        "country",
        ONE,
        "two capital letters, such as \"FR\"",
    ),
    (
        "[venue]",
        "latitude",
        ONE,
        "degrees north, a number such as 45.764",
    ),
    (
        "[venue]",
        "longitude",
        ONE,
        "degrees east, a number such as 4.8357",
    ),
    (
        "[[days]]",
        "date",
        ONE,
        "a day such as \"2031-11-26\"; one [[days]] for each",
    ),
    ("[[days]]", "city", BOTH, "the town of that day"),
    (
        "[[days]]",
        "country",
        ONE,
        "two capital letters, such as \"FR\"",
    ),
    ("[[days]]", "label", BOTH, "what that day is"),
    ("[workshop]", "title", BOTH, "the title of the workshop"),
    (
        "[workshop]",
        "start",
        ONE,
        "a day and a time such as \"2031-11-26T13:00\"",
    ),
    (
        "[workshop]",
        "end",
        ONE,
        "a time of the same day, such as \"2031-11-26T17:00\"",
    ),
    (
        "[workshop]",
        "project",
        ONE,
        "the project that the workshop is part of",
    ),
    (
        "[reimbursement]",
        "amount_eur",
        ONE,
        "whole euros, a number such as 500",
    ),
    (
        "[reimbursement]",
        "radius_km",
        ONE,
        "whole kilometres, a number such as 20",
    ),
    (
        "[registration]",
        "closes",
        ONE,
        "an instant such as \"2031-11-24T18:00:00+01:00\"; without this line, the end of the last day",
    ),
];

/// Copies `content/` to `folder`, with the facts to fill in.
pub(crate) fn begin(repo: &Repo, folder: &Path) -> Result<()> {
    let folder = repo.path(folder);
    let shown = repo.shown(&folder);
    if !files::list(&folder)?.is_empty() {
        let what = format!("{shown} is not empty: nothing was copied");
        return Err(Failure::new(what).mended_by("name a folder that is not there yet"));
    }
    let facts = emptied(&files::read_text(&repo.path("content").join(FACTS))?);
    copy_tree(&repo.path("content"), &folder)?;
    files::write(&folder.join(FACTS), facts)?;
    for session in files::list(&folder.join("programme"))? {
        if !stays(&files::read_text(&session)?) {
            files::remove(&session)?;
        }
    }
    println!(
        "{shown} is ready: `cargo xtask build --content {shown}` names each line of {FACTS} that is still to be filled in.\n\
         An event without a workshop or a reimbursement has no table [workshop] or [reimbursement] there: take it out.\n\
         The pages are those of this edition: read them through. Then `cargo xtask places --make --content {shown}` \
         measures from the new venue,\nand {shown} takes the place of content/."
    );
    Ok(())
}

/// Whether a session is of every edition: the workshop's has no facts of its own.
fn stays(session: &str) -> bool {
    session.lines().any(|line| line == "workshop = true")
}

/// The facts without those that change, each with what is expected.
fn emptied(facts: &str) -> String {
    let mut out = String::new();
    let mut table = String::new();
    for line in facts.lines() {
        if line.starts_with('[') {
            line.clone_into(&mut table);
        }
        // What comes next is this edition's: the copy may be it.
        if table == "[next]" {
            continue;
        }
        let of_table = |key: &str| {
            let mut asked = ASKED.iter();
            asked.find(|(owner, own, ..)| *owner == table && *own == key)
        };
        let key = line.split(" = ").next().unwrap_or_default();
        let key = key.trim_start_matches("# ");
        match of_table(key) {
            Some((_, key, empty, hint)) => out.push_str(&format!("{key} = {empty} # {hint}")),
            None if DROPPED.contains(&key) => continue,
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> String {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/event.toml");
        files::read_text(&file).unwrap()
    }

    /// Every fact that is asked for stands in the copy once for each table, empty and with what is expected; nothing else
    /// of this edition is left.
    #[test]
    fn facts_are_emptied() {
        let days = facts().matches("[[days]]").count();
        let emptied = emptied(&facts());
        for (table, key, empty, hint) in ASKED {
            let line = format!("\n{key} = {empty} # {hint}\n");
            let expected = if table == "[[days]]" { days } else { 1 };
            let found = emptied.matches(&line).count();
            let also = if key == "country" || key == "title" || key == "city" {
                9
            } else {
                expected
            };
            assert!(
                (expected..=also).contains(&found),
                "{table} {key}: {found}\n{emptied}"
            );
        }
        assert!(
            !emptied.contains("948") && !emptied.contains("48.85"),
            "{emptied}"
        );
        assert!(emptied.contains("\naccess_needs = \"30 days\"\n"));
    }

    /// What comes after this edition is none of the next one's facts; the tables around it stay.
    #[test]
    fn what_comes_next_goes() {
        let facts = "[registration]\n\n[next]\nlabel = { fr = \"A\", en = \"B\" }\nurl = \"https://site.example/\"\n\n[partners]\n";
        assert_eq!(emptied(facts), "[registration]\n\n[partners]\n");
    }

    /// Sessions are those of one edition; the workshop's takes its facts from `event.toml`.
    #[test]
    fn sessions_go() {
        assert!(stays("# x\nworkshop = true\nkind = \"workshop\"\n"));
        assert!(!stays("day = \"2025-11-26\"\n"));
    }
}
