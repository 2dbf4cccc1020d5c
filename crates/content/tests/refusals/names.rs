//! The names of files and folders, which become addresses.

use crate::Fixture;

const PAGE: &str = "+++\nid = \"extra\"\ntitle = \"Extra\"\ndescription = \"Une description assez longue pour les moteurs de recherche.\"\n+++\n\nTexte.\n";

/// An address has no spaces, capitals or accents: they would stand raw in the sitemap.
#[test]
fn name_of_a_page() {
    for (name, better) in [
        ("En plus", "en-plus"),
        ("Extra", "extra"),
        ("été", "ete"),
        ("a--b", "a-b"),
        ("a_b", "a-b"),
    ] {
        Fixture::minimal()
            .write(&format!("fr/{name}.md"), PAGE)
            .write("en/extra.md", PAGE)
            .refused(&[&format!("content/fr/{name}.md: the name becomes the address: expected lower-case letters, digits and single hyphens, such as `{better}.md`")]);
    }
}

/// The same of a folder, told once for all that is in it, and of a question.
#[test]
fn name_of_a_folder_or_a_question() {
    Fixture::minimal()
        .write("fr/Nos articles/un.md", PAGE)
        .write("fr/Nos articles/deux.md", PAGE.replace("extra", "two"))
        .write("en/extra.md", PAGE)
        .write("en/two.md", PAGE.replace("extra", "two"))
        .refused(&["content/fr/Nos articles: the name becomes the address: expected lower-case letters, digits and single hyphens, such as `nos-articles`"]);
    let question = "+++\nquestion = \"?\"\nanchor = \"a\"\norder = 3\n+++\n\nTexte.\n";
    Fixture::minimal()
        .write("fr/faq/studies/Pourquoi.md", question)
        .write("en/faq/studies/Pourquoi.md", question)
        .refused(&["en", "fr"].map(|lang| format!("content/{lang}/faq/studies/Pourquoi.md: the name becomes the address: expected lower-case letters, digits and single hyphens, such as `pourquoi.md`")));
}

/// An id is part of addresses too: those of components, and the names that styles have.
#[test]
fn id_of_a_page() {
    Fixture::minimal()
        .write("fr/extra.md", PAGE.replace("\"extra\"", "\"En plus\""))
        .write("en/extra.md", PAGE.replace("\"extra\"", "\"En plus\""))
        .refused(&["en", "fr"].map(|lang| format!("content/{lang}/extra.md:2: id: expected lower-case letters, digits and single hyphens, such as `en-plus`, found \"En plus\"")));
}

/// A folder that is no language of the site: nobody would see what stands in it.
#[test]
fn folder_of_no_language() {
    Fixture::minimal()
        .write("de/index.md", PAGE)
        .write("FR/index.md", PAGE)
        .refused(&["FR", "de"].map(|name| {
            format!("content/{name}: no folder of the site: expected fr, en or programme here")
        }));
}

/// A file that nothing reads.
#[test]
fn stray_files() {
    for (file, expected) in [
        (
            "notes.txt",
            "event.toml, programme.toml and site.toml, and the folders fr, en and programme",
        ),
        (
            "fr/notes.txt",
            "texts, whose names end in .md, words.toml and forms.toml; pictures stand in public/",
        ),
        (
            "fr/words.toml.bak",
            "texts, whose names end in .md, words.toml and forms.toml; pictures stand in public/",
        ),
        (
            "fr/articles/photo.jpg",
            "texts, whose names end in .md; pictures stand in public/",
        ),
        (
            "fr/articles/words.toml",
            "texts, whose names end in .md; pictures stand in public/",
        ),
        ("programme/notes.md", "sessions, whose names end in .toml"),
    ] {
        Fixture::minimal()
            .write(file, "Texte.\n")
            .refused(&[&format!(
                "content/{file}: nothing reads this file: expected {expected}"
            )]);
    }
    Fixture::minimal()
        .write("programme/old/a.toml", "")
        .refused(&["content/programme/old: nothing reads this folder: expected sessions, whose names end in .toml"]);
    // What systems leave behind and hide is no editor's.
    Fixture::minimal()
        .write(".DS_Store", "")
        .write("fr/.words.toml.swp", "")
        .write("programme/.gitkeep", "")
        .accepted();
}

/// A question stands in the folder of its page.
#[test]
fn question_in_no_folder() {
    for file in ["fr/faq/why.md", "fr/faq/studies/more/why.md"] {
        Fixture::minimal().write(file, PAGE).refused(&[&format!("content/{file}: a question stands in a folder that has the id of its page: expected fr/faq/PAGE/why.md")]);
    }
}

/// Components for other sites have the addresses below embed/.
#[test]
fn page_in_the_place_of_a_component() {
    Fixture::minimal()
        .write("fr/embed/faq.md", PAGE)
        .write("en/extra.md", PAGE)
        .refused(&["content/fr/embed/faq.md: the addresses below fr/embed/ are those of components for other sites: expected another folder"]);
}

/// No two questions of a page claim the same place in their order, and the first is 1.
#[test]
fn order_of_questions() {
    let order = |name: &str, old: u32, new: u32| {
        let mut site = Fixture::minimal();
        for lang in ["fr", "en"] {
            let file = format!("{lang}/faq/studies/{name}.md");
            site = site.replace(&file, &format!("order = {old}"), &format!("order = {new}"));
        }
        site
    };
    order("support", 2, 1).refused(&["en", "fr"].map(|lang| format!("content/{lang}/faq/studies/support.md:4: order = 1 is that of content/{lang}/faq/studies/recent.md too: expected another number")));
    order("recent", 1, 0).refused(&["en", "fr"].map(|lang| format!("content/{lang}/faq/studies/recent.md:4: order: expected a whole number from 1 to 1000000, such as 20, found 0")));
}
