//! The content that ships: what has to be there, and what its texts went through.
#![allow(clippy::unwrap_used)] // A test whose content is missing has to stop there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use nec_ess_content::{Block, Page, Site, load, read};
use nec_ess_domain::Lang;

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

fn site() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    load(&root).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// Everything that people of one language read: the words, the pages, the questions.
fn texts(site: &Site, lang: Lang) -> Vec<String> {
    fn strings(value: &serde_json::Value, out: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => out.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
            serde_json::Value::Object(members) => {
                members.values().for_each(|member| strings(member, out));
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    strings(&serde_json::to_value(site.content(lang)).unwrap(), &mut out);
    out
}

fn html(page: &Page) -> impl Iterator<Item = &str> {
    page.blocks.iter().filter_map(|block| match block {
        Block::Html(html) => Some(html.as_str()),
        _ => None,
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Both languages have every page, each under an address of its own.
#[test]
fn pages() {
    let site = site();
    for lang in Lang::ALL {
        let pages = &site.content(lang).pages;
        assert_eq!(pages.len(), 18, "{lang:?}");
        let urls: BTreeSet<_> = pages.iter().map(|page| &page.url).collect();
        assert_eq!(urls.len(), 18, "{lang:?}");
        for page in pages {
            assert!(site.page(lang.other(), &page.id).is_some(), "{}", page.url);
        }
        assert_eq!(site.articles(lang).count(), 3);
    }
}

/// Both languages have every question, in the order of the FAQ page.
#[test]
fn questions() {
    let site = site();
    for lang in Lang::ALL {
        let groups: Vec<_> = site
            .content(lang)
            .faq
            .iter()
            .map(|group| (group.page.as_str(), group.entries.len()))
            .collect();
        assert_eq!(
            groups,
            [
                ("event", 8),
                ("registration", 9),
                ("studies", 7),
                ("aesio", 5),
                ("ai-social-economy", 5),
                ("transition-pathways", 5),
            ],
            "{lang:?}"
        );
    }
    let names = |lang| -> Vec<String> {
        let entries = site
            .content(lang)
            .faq
            .iter()
            .flat_map(|group| &group.entries);
        entries.map(|entry| entry.name.clone()).collect()
    };
    assert_eq!(names(Lang::Fr), names(Lang::En));
}

/// No French line starts with a punctuation mark, and no figure leaves its unit.
#[test]
fn no_break_spaces() {
    let site = site();
    let all = texts(&site, Lang::Fr);
    for text in &all {
        for loose in [" ;", " !", " ?", " »", "« ", " : ", " %", " €", "1 000"] {
            assert!(!text.contains(loose), "{loose:?} in {text:?}");
        }
    }
    let count = |c| all.iter().filter(|text| text.contains(c)).count();
    assert!(count(NARROW) > 30 && count(WIDE) > 20);
    for text in texts(&site, Lang::En) {
        for (at, _) in text.match_indices(NARROW) {
            let is_figure = text[..at].ends_with(|c: char| c.is_ascii_digit());
            assert!(is_figure, "{text:?}");
        }
    }
}

/// Every fact is filled in, in the manner of its language.
#[test]
fn variables() {
    let site = site();
    for lang in Lang::ALL {
        let all = texts(&site, lang);
        for text in &all {
            assert!(!text.contains("{{") && !text.contains("}}"), "{text:?}");
        }
        let amount = match lang {
            Lang::Fr => "948\u{a0}€",
            Lang::En => "€948",
        };
        let [dates, span] = match lang {
            Lang::Fr => ["25–27 novembre 2025", "du 25 au 27 novembre 2025"],
            Lang::En => ["25–27 November 2025", "from 25 to 27 November 2025"],
        };
        let address = "5 rue Las Cases, 75007 Paris";
        for fact in [amount, "20\u{a0}km", address, dates, span] {
            assert!(all.iter().any(|text| text.contains(fact)), "{fact}");
        }
    }
}

/// Every fact of this edition is named, and what is typed all the same is meant.
#[test]
fn nothing_to_look_at() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = read(&root.join("content"), &root.join("public")).unwrap();
    assert_eq!(read.notes, Vec::<String>::new());
}

/// Another edition's facts stand in the texts once they stand in event.toml.
#[test]
fn another_edition() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let folder = tempfile::tempdir().unwrap();
    copy(&here, &folder.path().join("content"));
    let file = folder.path().join("content/event.toml");
    let mut text = fs::read_to_string(&file).unwrap();
    for (old, new) in [
        ("2025", "2031"),
        ("-11-", "-05-"),
        ("\"Paris\"", "\"Lyon\""),
        ("\"Bruxelles\"", "\"Gand\""),
        ("\"Brussels\"", "\"Ghent\""),
        ("948", "1250"),
        ("DIGISET", "AUTRE"),
    ] {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    fs::write(&file, text).unwrap();
    let site = load(&folder.path().join("content")).unwrap_or_else(|errors| panic!("{errors:#?}"));
    // Studies, articles and what was before are of their own time.
    let of_their_own = ["studies", "articles", "aesio", "transition-pathways"];
    for lang in Lang::ALL {
        let pages = site.content(lang).pages.iter();
        let pages = pages.filter(|page| !of_their_own.contains(&page.id.as_str()));
        for page in pages {
            let text = serde_json::to_string(page).unwrap();
            let text = text.replace(
                "2023, l’événement est passé par Lille, Saint-Sébastien et Bruxelles",
                "",
            );
            let text = text.replace("held in Lille, San Sebastián and Brussels", "");
            for old in [
                "2025",
                "ovembre",
                "ovember",
                "Paris",
                "Bruxelles",
                "Brussels",
                "948",
                "DIGISET",
            ] {
                assert!(!text.contains(old), "{old} on {}: {text}", page.url);
            }
        }
    }
}

/// Search engines show a description whole, as it reads with its facts.
#[test]
fn descriptions() {
    let site = site();
    for page in Lang::ALL
        .map(|lang| &site.content(lang).pages)
        .into_iter()
        .flatten()
    {
        let length = page.description.chars().count();
        assert!((50..=160).contains(&length), "{} {length}", page.url);
    }
}

/// An address with `#` leads to one place of its page.
#[test]
fn ids_are_unique() {
    let site = site();
    for page in Lang::ALL
        .map(|lang| &site.content(lang).pages)
        .into_iter()
        .flatten()
    {
        let mut seen = BTreeSet::new();
        for id in html(page).flat_map(|html| html.split(" id=\"").skip(1)) {
            let id = id.split('"').next().unwrap();
            assert!(seen.insert(id), "#{id} twice on {}", page.url);
        }
    }
}
