//! The `{{block}}` lines of a page.

use crate::{BLOCKS, Fixture};
use nec_ess_domain::forms;

fn with(text: &str) -> Fixture {
    Fixture::minimal().append("fr/404.md", text)
}

/// A slip in a block's name lists the blocks that there are.
#[test]
fn unknown_block() {
    with("{{partner}}").refused(&[&format!(
        "content/fr/404.md:9: unknown block `partner`, expected one of: {BLOCKS}"
    )]);
}

/// Only `{{actions}}` takes words after its name.
#[test]
fn block_with_arguments() {
    with("{{partners all}}")
        .refused(&["content/fr/404.md:9: the block `partners` takes nothing after its name"]);
}

/// Lines are counted through blocks and texts.
#[test]
fn line_after_other_blocks() {
    with("{{partners}}\n\nTexte.\n\n{{days}}\n\nTexte.\n\n{{day}}").refused(&[&format!(
        "content/fr/404.md:17: unknown block `day`, expected one of: {BLOCKS}"
    )]);
}

/// A form on a page that has none.
#[test]
fn form_of_another_page() {
    let known: Vec<_> = forms::ALL.iter().map(|form| form.id).collect();
    with("{{form}}").refused(&[&format!(
        "content/fr/404.md:9: the page `not-found` has no form; pages with one: {}",
        known.join(", ")
    )]);
}

/// The page of a form, where nobody could fill it in.
#[test]
fn page_without_its_form() {
    Fixture::minimal()
        .replace("fr/inscription.md", "{{form}}", "Bientôt.")
        .refused(&[
            "content/fr/inscription.md:2: the page `registration` shows its form nowhere: expected a line `{{form}}` in the text",
        ]);
}

/// A page without what people are led to it for.
#[test]
fn page_without_what_it_is_for() {
    for (file, id, block, what) in [
        ("articles/index.md", "articles", "articles", "its articles"),
        ("faq.md", "faq", "faq-all", "its questions"),
        (
            "confidentialite.md",
            "privacy",
            "retention",
            "how long things are kept",
        ),
        ("programme.md", "programme", "programme", "its sessions"),
        ("defraiement.md", "reimbursement", "check", "its check"),
    ] {
        let file = format!("fr/{file}");
        Fixture::minimal()
            .replace(&file, &format!("{{{{{block}}}}}"), "Bientôt.")
            .refused(&[&format!(
                "content/{file}:2: the page `{id}` shows {what} nowhere: expected a line `{{{{{block}}}}}` in the text"
            )]);
    }
}

/// A block whose ids a page can hold once.
#[test]
fn block_again() {
    for (file, text, block) in [
        ("fr/inscription.md", "{{form}}", "form"),
        ("fr/defraiement.md", "{{check}}", "check"),
        ("fr/faq.md", "Texte.\n\n{{faq-all}}", "faq-all"),
        ("fr/etudes.md", "{{faq}}", "faq"),
        ("fr/programme.md", "{{programme}}", "programme"),
    ] {
        let site = Fixture::minimal().append(file, text);
        let line = site.text(file).trim_end().matches('\n').count() + 1;
        site.refused(&[&format!(
            "content/{file}:{line}: `{{{{{block}}}}}` stands on this page before: expected it once"
        )]);
    }
}

/// Questions on a page that has none.
#[test]
fn faq_without_questions() {
    with("{{faq}}").refused(&["content/fr/404.md:9: no questions stand in faq/not-found/, expected at least one file there"]);
}

/// Charts on a page without figures.
#[test]
fn figures_without_figures() {
    with("{{figures}}").refused(&["content/fr/404.md:9: the page has no [[figures]] in its keys"]);
}

/// A block within a sentence, in a key or in a list of words is no fact of that name.
#[test]
fn block_within_a_line() {
    for block in ["actions registration", "faq", "while-open"] {
        Fixture::minimal()
            .append("fr/404.md", &format!("Ici {{{{{block}}}}} !"))
            .refused(&[&format!("content/fr/404.md:9: `{{{{{block}}}}}` is a block, expected it alone on a line of the text")]);
    }
}
