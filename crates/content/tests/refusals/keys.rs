//! The keys of front matter and of the TOML files.

use crate::Fixture;

/// A page whose keys are right.
const PAGE: &str = "+++
id = \"extra\"
title = \"En plus\"
description = \"Une description assez longue pour les moteurs de recherche.\"

[[figures]]
id = \"all\"
percent = 100
text = \"de tout\"
+++

Texte.

{{figures}}
";

/// A question whose keys are right.
const QUESTION: &str = "+++
question = \"Pourquoi ?\"
anchor = \"pourquoi\"
order = 3
+++

Parce que.
";

/// Expects `mistake` (line and message) in the page of both languages, whose keys have `old`
/// replaced by `new`.
#[track_caller]
fn page(old: &str, new: &str, mistake: &str) {
    assert!(PAGE.contains(old));
    Fixture::minimal()
        .page(PAGE.replace(old, new))
        .refused(&["en", "fr"].map(|lang| format!("content/{lang}/extra.md:{mistake}")));
}

/// The same of a question.
#[track_caller]
fn question(old: &str, new: &str, mistake: &str) {
    assert!(QUESTION.contains(old));
    let text = QUESTION.replace(old, new);
    Fixture::minimal()
        .write("en/faq/studies/why.md", &text)
        .write("fr/faq/studies/why.md", &text)
        .refused(&["en", "fr"].map(|lang| format!("content/{lang}/faq/studies/why.md:{mistake}")));
}

/// Both pass as they are.
#[test]
fn right_keys() {
    Fixture::minimal()
        .page(PAGE)
        .write("en/faq/studies/why.md", QUESTION)
        .write("fr/faq/studies/why.md", QUESTION)
        .accepted();
}

/// A slip in a page's key names the keys that there are.
#[test]
fn unknown_key_of_a_page() {
    page(
        "title = ",
        "titel = ",
        "3: unknown key `titel`, expected one of `id`, `title`, `nav`, `description`, `lead`, `faq_title`, `figures`, `families`, `once_closed`, `once_over`, `needs`",
    );
}

/// A slip in a question's key names the keys that there are.
#[test]
fn unknown_key_of_a_question() {
    question(
        "anchor = ",
        "ancre = ",
        "3: unknown key `ancre`, expected one of `question`, `anchor`, `also`, `order`, `stage`, `needs`",
    );
}

/// A slip in a figure's key names the keys that there are.
#[test]
fn unknown_key_of_a_figure() {
    page(
        "percent = ",
        "percentage = ",
        "8: unknown key `percentage`, expected one of `id`, `percent`, `text`",
    );
}

/// A key that every page needs is missed by name.
#[test]
fn missing_key_of_a_page() {
    page(
        "title = \"En plus\"\n",
        "",
        "3: expected a key `title`, such as title = \"…\", below this line",
    );
}

/// A key that every question needs is missed by name.
#[test]
fn missing_key_of_a_question() {
    question(
        "order = 3\n",
        "",
        "3: expected a key `order`, such as order = 3, below this line",
    );
}

/// A value of another type says which one is expected.
#[test]
fn wrong_type() {
    page(
        "title = \"En plus\"",
        "title = 3",
        "3: title: expected a text between quotation marks, such as \"…\", found 3",
    );
    question(
        "order = 3",
        "order = \"3\"",
        "4: order: expected a whole number from 1 to 1000000, such as 20, found \"3\"",
    );
}

/// TOML that cannot be read at all is refused on its line.
#[test]
fn broken_toml() {
    page(
        "title = \"En plus\"",
        "title = \"En plus",
        "3: title: expected a quotation mark at the end of the text too, such as title = \"En plus\"",
    );
}

/// The same key twice.
#[test]
fn key_given_twice() {
    page(
        "title = ",
        "id = \"deux\"\ntitle = ",
        "3: id stands above already: expected each key once",
    );
}

/// A page that starts with its text is told where its keys belong.
#[test]
fn no_front_matter() {
    page(
        PAGE,
        "Texte.\n",
        "1: expected a first line `+++`, then the page's keys, then another line `+++`",
    );
}

/// Keys without the line that ends them.
#[test]
fn front_matter_without_end() {
    page(
        "+++\n\nTexte",
        "++\n\nTexte",
        "1: the keys have no end: expected a second line `+++`",
    );
}

/// A file in another encoding than UTF-8.
#[test]
fn not_utf8() {
    Fixture::minimal()
        .page(b"+++\nid = \"extra\"\ntitle = \"\xe9\"\n+++\n")
        .refused(&[
            "content/en/extra.md: is not written in UTF-8: expected a text that was saved in UTF-8",
            "content/fr/extra.md: is not written in UTF-8: expected a text that was saved in UTF-8",
        ]);
}

/// A page whose keys cannot be read is there all the same: its twin, its questions and the menu are
/// not to blame.
#[test]
fn unreadable_page_is_one_mistake() {
    Fixture::minimal()
        .replace("fr/etudes.md", "nav = \"Études\"", "nav = 3")
        .refused(&["content/fr/etudes.md:5: nav: expected a text between quotation marks, such as \"…\", found 3"]);
}

/// The same where nothing of the page can be read but its beginning, or not even its id.
#[test]
fn unreadable_page_of_any_kind() {
    const PROGRAMME: &str = "content/fr/programme.md";
    for (old, new, mistake) in [
        (
            "title = \"Le programme\"",
            "title = \"Le programme",
            "3: title: expected a quotation mark at the end of the text too, such as title = \"Le programme\"",
        ),
        (
            "id = \"programme\"\n",
            "",
            "3: expected a key `id`, such as id = \"…\", below this line",
        ),
        (
            "id = \"programme\"",
            "id = 3",
            "2: id: expected a text between quotation marks, such as \"…\", found 3",
        ),
        (
            "+++\nid",
            "id",
            "1: expected a first line `+++`, then the page's keys, then another line `+++`",
        ),
        (
            "+++\n\n",
            "\n",
            "1: the keys have no end: expected a second line `+++`",
        ),
    ] {
        Fixture::minimal()
            .replace("fr/programme.md", old, new)
            .append(
                "fr/404.md",
                "[ici](page:programme#midi)\n\n{{actions programme}}",
            )
            .refused(&[&format!("{PROGRAMME}:{mistake}")]);
    }
    Fixture::minimal()
        .write(
            "fr/programme.md",
            b"+++\nid = \"programme\"\ntitle = \"\xe9\"\n+++\n",
        )
        .refused(&[
            "content/fr/programme.md: is not written in UTF-8: expected a text that was saved in UTF-8",
        ]);
}

/// An id that no page of either language has is no unreadable page's.
#[test]
fn unreadable_page_excuses_no_slip() {
    Fixture::minimal()
        .replace("fr/programme.md", "id = \"programme\"\n", "")
        .replace("site.toml", "\"studies\"", "\"etudes\"")
        .refused(&[
            "content/fr/programme.md:3: expected a key `id`, such as id = \"…\", below this line",
            "content/site.toml:5: menu: no page has the id `etudes`, expected one of: articles, event, faq, manage, not-found, privacy, receipt, registration, reimbursement, studies, workshop",
        ]);
}

/// A question whose keys cannot be read is there all the same: its twin, its page and the links to
/// it are not to blame.
#[test]
fn unreadable_question_is_one_mistake() {
    Fixture::minimal()
        .replace("fr/faq/studies/support.md", "order = 2", "order = \"2\"")
        .delete("fr/faq/studies/recent.md")
        .delete("en/faq/studies/recent.md")
        .append("fr/404.md", "[ici](page:faq#soutenir)")
        .refused(&[
            "content/fr/faq/studies/support.md:4: order: expected a whole number from 1 to 1000000, such as 20, found \"2\"",
        ]);
}

/// Every file of a folder that is not there is missing for one reason.
#[test]
fn missing_folder() {
    let site = Fixture::minimal();
    std::fs::remove_dir_all(site.root().join("en")).unwrap();
    let reason = "is missing: expected it here";
    site.append("fr/404.md", "[ici](/en/programme/#midi)")
        .refused(&[
            format!("content/en: {reason}"),
            format!("content/en/forms.toml: {reason}"),
            format!("content/en/words.toml: {reason}"),
        ]);
}

/// A slip in site.toml names the keys that there are.
#[test]
fn unknown_key_of_the_site() {
    Fixture::minimal()
        .replace("site.toml", "cors_origins = ", "cors = ")
        .refused(&["content/site.toml:4: unknown key `cors`, expected one of `origin`, `form_endpoint`, `form_endpoint_is_foreign`, `cors_origins`, `menu`, `footer`, `organiser`, `legal`, `links`"]);
}

/// A slip in event.toml names the keys that there are, also within a table.
#[test]
fn unknown_key_of_the_event() {
    Fixture::minimal()
        .replace("event.toml", "radius_km = ", "radius = ")
        .refused(&[
            "content/event.toml:37: unknown key `radius`, expected one of `amount_eur`, `radius_km`",
        ]);
}

/// A slip in words.toml names the keys that there are.
#[test]
fn unknown_key_of_the_words() {
    let site = Fixture::minimal().replace("fr/words.toml", "\nskip = ", "\nskipp = ");
    let line = site.line_of("fr/words.toml", "skipp = ");
    site.refused(&[&format!("content/fr/words.toml:{line}: unknown key `skipp`, expected one of `skip`, `menu`, `menu_button`, `footer`, `language`, `offline`, `organised_by`, `promise`, `as_of`, `over`, `current_edition`")]);
}

/// A word that the frame needs is missed by name.
#[test]
fn missing_key_of_the_words() {
    let site = Fixture::minimal().replace("en/words.toml", "skip = \"Skip to content\"\n", "");
    let line = site.line_of("en/words.toml", "[shell]");
    site.refused(&[&format!(
        "content/en/words.toml:{line}: expected a key `skip` in `shell`, such as skip = \"…\""
    )]);
}

/// A file that the site cannot do without.
#[test]
fn missing_file() {
    Fixture::minimal()
        .delete("fr/words.toml")
        .refused(&["content/fr/words.toml: is missing: expected it here"]);
}

/// Facts that a new edition leaves open are told all at once, each with the comment that says what is expected.
#[test]
fn open_facts_are_told_together() {
    Fixture::minimal()
        .replace(
            "event.toml",
            "radius_km = 20",
            "radius_km = \"\" # whole kilometres, such as 20",
        )
        .replace(
            "event.toml",
            "title = { fr = \"NEC ESS 2025\", en = \"NEC ESS 2025\" }",
            "title = { fr = \"\", en = \"\" } # the full title",
        )
        .refused(&[
            "content/event.toml:1: title: still to be filled in: the full title",
            "content/event.toml:37: radius_km: still to be filled in: whole kilometres, such as 20",
        ]);
}
