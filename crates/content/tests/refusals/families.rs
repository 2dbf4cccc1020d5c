//! The families of actors that are shown as cards.

use nec_ess_content::{Block, Family, Site};
use nec_ess_domain::Lang;

use crate::{FACTS, Fixture};

const DESCRIPTION: &str = "Une description assez longue pour les moteurs de recherche.";

/// A page whose families are right; they begin on line 6, and the block is on line 20.
fn page() -> String {
    format!(
        "+++
id = \"extra\"
title = \"En plus\"
description = \"{DESCRIPTION}\"

[[families]]
id = \"commons\"
drawing = \"stack\"
title = \"Communs : à {{{{radius}}}}\"
text = \"À {{{{radius}}}} de là.\"
examples = [\"Un\", \"À {{{{radius}}}}\"]

[[families]]
id = \"education\"
drawing = \"book\"
title = \"Éducation\"
examples = [\"Trois\"]
+++
## Les familles
{{{{families}}}}
### La suite
"
    )
}

/// Expects `mistake` (line and message) in the page of both languages, with `old` replaced by `new`.
#[track_caller]
fn refused(old: &str, new: &str, mistake: &str) {
    let page = page();
    assert_eq!(page.matches(old).count(), 1, "{old:?}");
    Fixture::minimal()
        .page(page.replace(old, new))
        .refused(&["en", "fr"].map(|lang| format!("content/{lang}/extra.md:{mistake}")));
}

fn shown(site: &Site) -> Vec<Family> {
    let blocks = &site.page(Lang::Fr, "extra").unwrap().blocks;
    let mut families = blocks.iter().filter_map(|block| match block {
        Block::Families(families) => Some(families.clone()),
        _ => None,
    });
    families.next().unwrap()
}

/// Facts are filled in and no-break spaces set, in every text.
#[test]
fn texts() {
    let families = shown(&Fixture::minimal().page(page()).accepted());
    assert_eq!(families[0].title, "Communs\u{a0}: à 20\u{a0}km");
    assert_eq!(families[0].text.as_deref(), Some("À 20\u{a0}km de là."));
    assert_eq!(families[0].examples, ["Un", "À 20\u{a0}km"]);
    assert_eq!(families[1].text, None);
}

/// Their headings have anchors like all others of the page: links lead there, and none is given twice.
#[test]
fn anchors() {
    let text = page().replace(
        "### La suite",
        "### Éducation\n\n[a](#education) [b](#education-2)",
    );
    let families = shown(&Fixture::minimal().page(text).accepted());
    let anchors: Vec<_> = families.iter().map(|family| &family.anchor).collect();
    assert_eq!(anchors, ["communs-a-20-km", "education"]);
}

/// Their headings skip no level.
#[test]
fn heading_before() {
    refused(
        "## Les familles\n",
        "\n",
        "20: the families have headings of level 3: expected a heading `##` before `{{families}}`",
    );
}

/// A slip in a key names the keys that there are.
#[test]
fn unknown_key() {
    refused(
        "text = ",
        "texte = ",
        "10: unknown key `texte`, expected one of `id`, `drawing`, `title`, `text`, `examples`",
    );
}

/// A slip in a drawing's name lists the drawings.
#[test]
fn unknown_drawing() {
    refused(
        "\"stack\"",
        "\"stak\"",
        "8: drawing: expected one of `loop`, `book`, `stack`, `platform`, found \"stak\"",
    );
}

/// What every family needs is missed by name, at the beginning of the family.
#[test]
fn missing_keys() {
    for (key, name, example) in [
        ("id = \"education\"\n", "id", "\"…\""),
        ("drawing = \"book\"\n", "drawing", "\"loop\""),
        ("title = \"Éducation\"\n", "title", "\"…\""),
    ] {
        refused(
            key,
            "",
            &format!("13: expected a key `{name}` in `families`, such as {name} = {example}"),
        );
    }
}

/// A card with a heading alone tells nobody anything.
#[test]
fn empty_family() {
    refused(
        "examples = [\"Trois\"]\n",
        "",
        "13: the family `education` says nothing: expected `text`, or `examples`, or both",
    );
}

/// A slip in a fact's name is refused on its own line, in each of the texts.
#[test]
fn unknown_fact() {
    for (old, line) in [("Communs : à", 9), ("À {{radius}} de là", 10), ("Un\"", 11)] {
        let new = format!("{{{{rayon}}}} {old}");
        refused(
            old,
            &new,
            &format!("{line}: unknown name `{{{{rayon}}}}`, expected one of: {FACTS}"),
        );
    }
}

/// Cards on a page without families.
#[test]
fn without_families() {
    Fixture::minimal()
        .append("fr/404.md", "{{families}}")
        .refused(&["content/fr/404.md:9: the page has no [[families]] in its keys"]);
}

/// What no block shows would be lost without a word.
#[test]
fn shown_nowhere() {
    refused(
        "{{families}}\n",
        "\n",
        "6: [[families]] is shown nowhere: expected a line `{{families}}` in the text",
    );
}

/// Both languages show the same families with the same drawings and as many examples.
#[test]
fn differing_twins() {
    for (old, new) in [
        ("id = \"commons\"", "id = \"common\""),
        ("\"stack\"", "\"loop\""),
        ("[\"Un\", ", "[\"Un\", \"Deux\", "),
    ] {
        Fixture::minimal()
            .page(page())
            .replace("en/extra.md", old, new)
            .refused(&["content/en/extra.md:6: the families differ from those of content/fr/extra.md: expected the same ids and drawings, and as many examples"]);
    }
}
