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
    let mistake = "a folder of questions has the id of its page as its name: expected one of: articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop";
    let text = |anchor: &str| {
        format!("+++\nquestion = \"?\"\nanchor = \"{anchor}\"\norder = 1\n+++\n\nTexte.\n")
    };
    Fixture::minimal()
        .write("fr/faq/etudes/a.md", text("a"))
        .write("en/faq/etudes/a.md", text("b"))
        .refused(&[
            format!("content/en/faq/etudes: {mistake}"),
            format!("content/fr/faq/etudes: {mistake}"),
        ]);
}

/// A folder with another name than its twin is told once, whatever stands in it.
#[test]
fn folder_renamed() {
    let site = Fixture::minimal();
    let folder = site.root().join("en/faq");
    std::fs::rename(folder.join("studies"), folder.join("the studies")).unwrap();
    let [mistake] = site.errors().try_into().unwrap();
    assert!(
        mistake.starts_with("content/en/faq/the studies: a folder of questions has the id of its page as its name: expected one of: articles, "),
        "{mistake}"
    );
}

/// Questions need a heading on the FAQ page.
#[test]
fn page_without_faq_title() {
    Fixture::minimal()
        .replace("fr/etudes.md", "faq_title = \"Les études\"\n", "")
        .refused(&["content/fr/etudes.md:6: the page has questions in faq/: expected a key `faq_title` below this line, their heading on the FAQ page, such as faq_title = \"…\""]);
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
