//! The filter of the FAQ page against its table: what visitors ask, on the questions that the site has.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nec_ess_content::{FaqEntry, Site, load};
use nec_ess_domain::{Lang, search};
use unicode_normalization::UnicodeNormalization;

/// The table's path in the repository.
const PATH: &str = "tests/vectors/filter.tsv";
const COLUMNS: usize = 4;
const LEAST_ROWS: usize = 60;
/// How many questions are looked at before one is said to be missing.
const FIRST: usize = 4;
/// What the table says where no question is to be found.
const NOTHING: &str = "nothing";

fn root() -> PathBuf {
    // Found when the test runs: a compiled test may be run for another copy of the repository.
    let folder = std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    Path::new(&folder).join("../..")
}

/// The browser's way of folding a text.
fn fold(text: &str) -> String {
    nec_ess_domain::fold(&text.nfkd().collect::<String>())
}

/// What the filter reads of a question: its words, those of its answer, and the others that it goes by.
fn text_of(entry: &FaqEntry) -> String {
    let answer: String = entry.answer.iter().map(|part| &*part.html).collect();
    fold(&format!(
        "{}{} {}",
        entry.question,
        without_tags(&answer),
        entry.also.join(" ")
    ))
}

/// The text of `html`, as a browser gives it: nothing stands where a tag was.
fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    first
        + &parts
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect::<String>()
}

/// The questions of a language, in the order of the page.
struct Questions<'a> {
    names: Vec<&'a str>,
    texts: Vec<String>,
}

impl<'a> Questions<'a> {
    fn of(site: &'a Site, lang: Lang) -> Self {
        let groups = site.content(lang).faq.iter();
        let entries: Vec<&FaqEntry> = groups.flat_map(|group| &group.entries).collect();
        Self {
            names: entries.iter().map(|entry| &*entry.name).collect(),
            texts: entries.iter().map(|entry| text_of(entry)).collect(),
        }
    }

    fn find(&self, typed: &str) -> Vec<&'a str> {
        let found = search::matching(&fold(typed), &self.texts);
        let names = self.names.iter().zip(found);
        names
            .filter(|(_, is_found)| *is_found)
            .map(|(name, _)| *name)
            .collect()
    }

    /// What is wrong with what `typed` finds.
    fn mistake(&self, typed: &str, first: &str, not: &str) -> Option<String> {
        let found = self.find(typed);
        let shown = &found[..found.len().min(FIRST)];
        let mistake = if first == NOTHING {
            (!found.is_empty()).then(|| "expected nothing".to_owned())
        } else {
            let missing = first.split(' ').find(|name| !shown.contains(name));
            missing.map(|name| format!("expected {name} among the first"))
        };
        let unwanted = || {
            let name = not.split(' ').find(|name| found.contains(name));
            name.map(|name| format!("expected no {name}"))
        };
        let mistake = mistake.or_else(unwanted);
        mistake.map(|mistake| format!("“{typed}” finds {}: {mistake}", found.join(" ")))
    }
}

/// Each of the questions that visitors ask leads to its answer, or elsewhere where the site has none.
#[test]
fn what_visitors_ask() {
    let site = load(&root().join("content")).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let french = Questions::of(&site, Lang::Fr);
    let english = Questions::of(&site, Lang::En);
    let names: BTreeSet<_> = french.names.iter().copied().chain([NOTHING, ""]).collect();
    let table = std::fs::read_to_string(root().join(PATH)).unwrap();
    let rows = table.lines().zip(1..);
    let rows = rows.filter(|(row, _)| !row.is_empty() && !row.starts_with('#'));
    let mut count = 0;
    let mut wrong = Vec::new();
    for (row, line) in rows {
        count += 1;
        let mut cells: Vec<&str> = row.split('\t').collect();
        cells.resize(cells.len().max(COLUMNS), "");
        let [lang, typed, first, not] = cells[..] else {
            panic!("{PATH}:{line}: expected {COLUMNS} columns at most");
        };
        let unknown = first
            .split(' ')
            .chain(not.split(' '))
            .find(|name| !names.contains(name));
        assert_eq!(unknown, None, "{PATH}:{line}: no such question");
        let questions = match lang {
            "fr" => &french,
            "en" => &english,
            _ => panic!("{PATH}:{line}: no such language"),
        };
        let mistake = questions.mistake(typed, first, not);
        wrong.extend(mistake.map(|mistake| format!("{PATH}:{line}: {mistake}")));
    }
    assert!(count >= LEAST_ROWS, "{count} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
