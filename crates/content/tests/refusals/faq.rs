//! Questions and answers.

use crate::Fixture;
use nec_ess_domain::Lang;

const FILE: &str = "fr/faq/studies/support.md";

/// A question that nobody answered.
#[test]
fn question_without_answer() {
    Fixture::minimal()
        .replace(FILE, "Consultez le [programme](page:programme).", "")
        .refused(&["content/fr/faq/studies/support.md:6: a question without an answer: expected text after the keys"]);
}

/// Two questions cannot share a place on the FAQ page.
#[test]
fn duplicate_anchor() {
    Fixture::minimal()
        .replace(FILE, "anchor = \"soutenir\"", "anchor = \"etudes-recentes\"")
        .refused(&["content/fr/faq/studies/support.md:3: the anchor `etudes-recentes` is that of content/fr/faq/studies/recent.md too: expected another one"]);
}

/// An anchor is part of an address that people copy.
#[test]
fn bad_anchor() {
    for anchor in ["Soutenir", "soutenir le SOGA", "études", "a--b"] {
        Fixture::minimal()
            .replace(FILE, "\"soutenir\"", &format!("\"{anchor}\""))
            .refused(&[&format!("content/fr/faq/studies/support.md:3: anchor `{anchor}`: expected lower-case letters, digits and single hyphens")]);
    }
}

/// Other words for a question are words.
#[test]
fn empty_other_word() {
    Fixture::minimal()
        .replace(FILE, "order =", "also = [\"don\", \" \"]\norder =")
        .refused(&[
            "content/fr/faq/studies/support.md:4: also: expected words, found an empty text",
        ]);
}

/// A folder of questions whose name is no page.
#[test]
fn folder_of_no_page() {
    let text = |anchor: &str| {
        format!("+++\nquestion = \"?\"\nanchor = \"{anchor}\"\norder = 1\n+++\n\nTexte.\n")
    };
    Fixture::minimal()
        .write("fr/faq/etudes/a.md", text("a"))
        .write("en/faq/etudes/a.md", text("b"))
        .refused(&[
            "content/en/faq/etudes/a.md: the folder faq/etudes/ belongs to no page: expected a page id as its name",
            "content/fr/faq/etudes/a.md: the folder faq/etudes/ belongs to no page: expected a page id as its name",
        ]);
}

/// Questions need a heading on the FAQ page.
#[test]
fn page_without_faq_title() {
    Fixture::minimal()
        .replace("fr/etudes.md", "faq_title = \"Les études\"\n", "")
        .refused(&["content/fr/etudes.md:2: the page has questions in faq/: expected a key `faq_title`, their heading on the FAQ page"]);
}

/// Questions come in the order of their key, not of their file.
#[test]
fn order() {
    let mut site = Fixture::minimal();
    for lang in ["fr", "en"] {
        site = site.replace(
            &format!("{lang}/faq/studies/recent.md"),
            "order = 1",
            "order = 3",
        );
    }
    let site = site.accepted();
    for lang in Lang::ALL {
        let group = site.faq_of(lang, "studies").unwrap();
        let names: Vec<_> = group.entries.iter().map(|entry| &entry.name).collect();
        assert_eq!(names, ["support", "recent"]);
    }
}
