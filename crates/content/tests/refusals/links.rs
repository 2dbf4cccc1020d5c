//! Links and buttons: each leads somewhere.

use crate::Fixture;

/// The ids of the minimal site's pages, as messages list them.
const PAGES: &str = "articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop";

fn with(text: &str) -> Fixture {
    Fixture::minimal().append("fr/404.md", text)
}

/// A page id that does not exist; the message lists those that do.
#[test]
fn dead_page() {
    with("[ici](page:program)").refused(&[&format!(
        "content/fr/404.md:9: no page has the id `program`, expected one of: {PAGES}"
    )]);
}

/// An address that no page has.
#[test]
fn dead_path() {
    with("[ici](/fr/programmes/)").refused(&[
        "content/fr/404.md:9: the site has no page `/fr/programmes/` (pages end with `/`)",
    ]);
}

/// A page's address without its last slash would cost a redirect.
#[test]
fn path_without_slash() {
    with("[ici](/fr/programme)").refused(&[
        "content/fr/404.md:9: the site has no page `/fr/programme` (pages end with `/`)",
    ]);
}

/// A place on the same page that no heading has.
#[test]
fn dead_anchor_of_the_page_itself() {
    with("## Un lieu\n\n[ici](#un-lieu) [là](#ailleurs)")
        .refused(&["content/fr/404.md:11: the page `/fr/404/` has no place `#ailleurs`"]);
    Fixture::minimal()
        .replace("fr/etudes.md", "Ce que disent", "[Ce](#ici) que disent")
        .refused(&["content/fr/etudes.md:6: the page `/fr/etudes/` has no place `#ici`"]);
}

/// A place on another page that no heading has.
#[test]
fn dead_anchor_of_another_page() {
    with("[ici](page:programme#le-matin) [là](page:programme#midi)")
        .refused(&["content/fr/404.md:9: the page `/fr/programme/` has no place `#midi`"]);
}

/// A question that the FAQ page does not have.
#[test]
fn dead_anchor_of_a_question() {
    with("[ici](page:faq#soutenir) [là](page:faq#adherer)")
        .refused(&["content/fr/404.md:9: the page `/fr/faq/` has no place `#adherer`"]);
}

/// Links within answers are checked on their own line.
#[test]
fn dead_link_of_an_answer() {
    Fixture::minimal()
        .replace(
            "fr/faq/studies/support.md",
            "(page:programme)",
            "(page:programme#midi)",
        )
        .refused(&[
            "content/fr/faq/studies/support.md:7: the page `/fr/programme/` has no place `#midi`",
        ]);
}

/// Links within a lead are checked on their own line.
#[test]
fn dead_link_of_a_lead() {
    Fixture::minimal()
        .replace(
            "fr/etudes.md",
            "Ce que disent les études.",
            "Voir [là](page:nulle-part).",
        )
        .refused(&[&format!(
            "content/fr/etudes.md:6: no page has the id `nulle-part`, expected one of: {PAGES}"
        )]);
}

/// An outside address that site.toml does not have; the message lists those it has.
#[test]
fn unknown_outside_address() {
    with("[ici](link:don)").refused(&["content/fr/404.md:9: no address `don` in [links] of content/site.toml, expected one of: soga, unlabelled"]);
}

/// Schemes that no page needs, some of which could run a script.
#[test]
fn unknown_scheme() {
    for address in [
        "http://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "programme",
    ] {
        with(&format!("[ici]({address})")).refused(&[&format!(
            "content/fr/404.md:9: cannot tell where `{address}` leads, expected `page:ID`, `link:ID`, an address that starts with `/`, a whole address such as `https://example.org/page/`, or `mailto:name@example.org`"
        )]);
    }
}

/// Every kind of link that leads somewhere comes out as its address.
#[test]
fn living_links() {
    let html = with("[a](page:faq) [b](page:faq#soutenir) [c](/en/programme/) [d](link:soga) [e](https://example.org/) [f](mailto:a@example.org)").html("not-found");
    for href in [
        "/fr/faq/",
        "/fr/faq/#soutenir",
        "/en/programme/",
        "https://socialgoodaccelerator.eu/",
        "https://example.org/",
        "mailto:a@example.org",
    ] {
        assert!(
            html.contains(&format!("href=\"{href}\"")),
            "{href} in {html}"
        );
    }
}

/// A place on a page of the other language is a place too.
#[test]
fn anchor_of_the_other_language() {
    let html = with("[ici](/en/programme/#the-morning)").html("not-found");
    assert!(
        html.contains("href=\"/en/programme/#the-morning\""),
        "{html}"
    );
    with("[ici](/en/programme/#le-matin)")
        .refused(&["content/fr/404.md:9: the page `/en/programme/` has no place `#le-matin`"]);
}

/// A question is a place of the page that it is about, if that page shows it.
#[test]
fn question_on_its_page() {
    with("[ici](page:studies#soutenir)").accepted();
    with("[ici](page:studies#soutenir)")
        .replace("fr/etudes.md", "\n{{faq}}\n", "")
        .refused(&["content/fr/404.md:9: the page `/fr/etudes/` has no place `#soutenir`"]);
}

/// A place on a page that cannot be read cannot be told.
#[test]
fn anchor_of_an_unreadable_page() {
    with("[ici](page:programme#midi) [là](/fr/programme/#midi) [ici](page:faq#midi)")
        .replace("fr/programme.md", "title = \"Le programme\"", "title = 3")
        .replace("fr/faq/studies/recent.md", "\"etudes-recentes\"", "3")
        .refused(&[
            "content/fr/faq/studies/recent.md:3: anchor: expected a text between quotation marks, such as \"…\", found 3",
            "content/fr/programme.md:3: title: expected a text between quotation marks, such as \"…\", found 3",
        ]);
}

/// A link that leads nowhere at all.
#[test]
fn empty_anchor() {
    for address in ["#", "page:programme#", "/en/programme/#"] {
        with(&format!("[ici]({address})")).refused(&[&format!(
            "content/fr/404.md:9: `{address}` leads to no place: expected the words of a heading, or the anchor of a question, after the `#`"
        )]);
    }
}

/// A button whose id is neither a page nor an outside address.
#[test]
fn unknown_button() {
    with("{{actions programme program}}").refused(&[&format!(
        "content/fr/404.md:9: no page and no outside link has the id `program`, expected one of: {PAGES}, soga, unlabelled"
    )]);
}

/// A button without words.
#[test]
fn button_without_label() {
    with("{{actions unlabelled}}").refused(&["content/fr/404.md:9: the button `unlabelled` has no label, expected a key `unlabelled` in [actions] of content/fr/words.toml"]);
}

/// Buttons that lead nowhere.
#[test]
fn no_button() {
    with("{{actions}}").refused(&[
        "content/fr/404.md:9: `{{actions}}` leads nowhere, expected page ids or link ids after it",
    ]);
}
