//! Each page and each question in both languages.

use crate::Fixture;

const PAGE: &str = "+++\nid = \"extra\"\ntitle = \"Extra\"\ndescription = \"Une description assez longue pour les moteurs de recherche.\"\n+++\n\nTexte.\n";

/// A French page that nobody translated.
#[test]
fn french_page_alone() {
    Fixture::minimal()
        .write("fr/extra.md", PAGE)
        .refused(&["content/fr/extra.md:2: expected an English page with the same id `extra`"]);
}

/// An English page without its French twin.
#[test]
fn english_page_alone() {
    Fixture::minimal()
        .write("en/extra.md", PAGE)
        .refused(&["content/en/extra.md:2: expected a French page with the same id `extra`"]);
}

/// An id names one page of a language.
#[test]
fn id_taken_twice() {
    Fixture::minimal()
        .write("en/extra.md", PAGE)
        .write("fr/extra.md", PAGE)
        .write("fr/autre.md", PAGE)
        .refused(&["content/fr/extra.md:2: the id `extra` is also that of content/fr/autre.md: expected another one"]);
}

/// A question that nobody translated, and the other way round.
#[test]
fn question_alone() {
    Fixture::minimal()
        .delete("en/faq/studies/recent.md")
        .refused(&[
            "content/fr/faq/studies/recent.md: expected its twin content/en/faq/studies/recent.md",
        ]);
    Fixture::minimal()
        .delete("fr/faq/studies/recent.md")
        .refused(&[
            "content/en/faq/studies/recent.md: expected its twin content/fr/faq/studies/recent.md",
        ]);
}

/// Both languages ask in the same order.
#[test]
fn differing_order() {
    Fixture::minimal()
        .replace("fr/faq/studies/recent.md", "order = 1", "order = 7")
        .refused(&[
            "content/en/faq/studies/recent.md:4: order = 1, but its twin content/fr/faq/studies/recent.md has 7",
        ]);
}

/// Both languages give the same percentages.
#[test]
fn differing_percentage() {
    Fixture::minimal()
        .replace("fr/etudes.md", "percent = 94", "percent = 95")
        .refused(&["content/en/studies.md:9: the figures differ from those of content/fr/etudes.md: expected the same ids and percentages"]);
}

/// Both languages have the same figures.
#[test]
fn differing_figures() {
    Fixture::minimal()
        .replace("en/studies.md", "id = \"footprint\"", "id = \"carbon\"")
        .refused(&["content/en/studies.md:9: the figures differ from those of content/fr/etudes.md: expected the same ids and percentages"]);
}
