//! `[legal]` of `site.toml`: what may be empty, and what may not.

use nec_ess_content::{LegalFact, Site};
use nec_ess_domain::{Lang, Named};

use crate::Fixture;

/// The smallest site, with `lines` under `[legal]`; the first of them is line 13.
fn with(lines: &str) -> Fixture {
    let table = format!("[legal]\n{lines}\n\n[links]");
    Fixture::minimal().replace("site.toml", "[links]", &table)
}

fn lines(site: &Site, fact: LegalFact, lang: Lang) -> Vec<&str> {
    site.settings.legal.lines(fact, lang).collect()
}

/// Without the table, with an empty one and with empty texts, everything is still to be filled in.
#[test]
fn everything_may_be_empty() {
    let empty = LegalFact::ALL.iter();
    let empty: Vec<_> = empty
        .map(|fact| format!("{} = \"\"", fact.name()))
        .collect();
    for fixture in [
        Fixture::minimal(),
        with(""),
        with(&empty.join("\n")),
        with("host = { fr = \" \", en = \"\" }"),
    ] {
        let site = fixture.accepted();
        let missing: Vec<_> = site.settings.legal.missing().collect();
        assert_eq!(missing, LegalFact::ALL);
    }
}

/// One text is for both languages, and each may have its own, in lines.
#[test]
fn one_text_or_two() {
    let site = with("contact = \"a@b.example\"\nhost = { fr = \"Ici !\", en = \"Here\" }\nrights = \"\"\"\nOne\nTwo\n\"\"\"").accepted();
    assert_eq!(lines(&site, LegalFact::Contact, Lang::Fr), ["a@b.example"]);
    assert_eq!(lines(&site, LegalFact::Contact, Lang::En), ["a@b.example"]);
    assert_eq!(lines(&site, LegalFact::Host, Lang::Fr), ["Ici\u{202f}!"]);
    assert_eq!(lines(&site, LegalFact::Host, Lang::En), ["Here"]);
    assert_eq!(lines(&site, LegalFact::Rights, Lang::En), ["One", "Two"]);
    let missing: Vec<_> = site.settings.legal.missing().collect();
    let facts = LegalFact::ALL.iter().copied();
    let left = facts
        .filter(|fact| ![LegalFact::Contact, LegalFact::Host, LegalFact::Rights].contains(fact));
    assert_eq!(missing, left.collect::<Vec<_>>());
}

/// A slip in a key names the keys that there are.
#[test]
fn unknown_key() {
    with("contact = \"\"\nemail = \"a@b.example\"").refused(&["content/site.toml:15: unknown key `email`, expected one of `contact`, `publisher`, `director`, `host`, `legal_basis`, `rights`, `authority`"]);
}

/// The same within a text.
#[test]
fn unknown_language() {
    with("host = { fr = \"Ici\", de = \"Hier\" }")
        .refused(&["content/site.toml:14: unknown key `de`, expected one of `fr`, `en`"]);
}

/// A value that is no text.
#[test]
fn no_text() {
    with("host = 3").refused(&[
        "content/site.toml:14: host: expected a text, or { fr = \"…\", en = \"…\" }, found 3",
    ]);
}

/// A text that half of the visitors would miss.
#[test]
fn one_language_alone() {
    with("contact = \"\"\nhost = { fr = \"Ici\", en = \"\" }")
        .refused(&["content/site.toml:15: host: expected a text in both languages, or in none"]);
}
