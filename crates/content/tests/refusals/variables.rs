//! The facts that texts name as `{{amount}}`.

use crate::{FACTS, Fixture};
use nec_ess_domain::Lang;

/// A slip in a fact's name lists the facts that there are.
#[test]
fn unknown_name() {
    Fixture::minimal()
        .append("fr/404.md", "Un forfait\nde {{montant}} par an.")
        .refused(&[&format!(
            "content/fr/404.md:10: unknown name `{{{{montant}}}}`, expected one of: {FACTS}"
        )]);
}

/// A fact whose braces do not close.
#[test]
fn without_end() {
    Fixture::minimal()
        .append("fr/404.md", "Un forfait de {{amount par an.")
        .refused(&["content/fr/404.md:9: `{{` without its `}}`"]);
}

/// The facts themselves, the settings and the names of people are shown as they are typed: a fact that one of them names
/// would be, too.
#[test]
fn where_none_is_filled_in() {
    for (file, typed, named, key) in [
        ("event.toml", "theme = { fr = \"", "{{year}} ", "fr"),
        ("event.toml", "short_title = \"", "{year} ", "short_title"),
        ("event.toml", "project = \"", "{{anything ", "project"),
        ("site.toml", "\nname = \"", "{{city}} ", "name"),
    ] {
        let site = Fixture::minimal().replace(file, typed, &format!("{typed}{named}"));
        let line = site.line_of(file, named);
        let expected = match named {
            "{year} " => "`{year}`: expected two braces on each side, {{year}}".to_owned(),
            _ => {
                let all = site.text(file);
                let from = &all[all.find("{{").unwrap()..];
                let end = from
                    .find("}}")
                    .map_or(from.find('"').unwrap(), |end| end + 2);
                format!(
                    "`{}` stands for nothing here: expected the words themselves",
                    &from[..end]
                )
            }
        };
        site.refused(&[&format!("content/{file}:{line}: {key}: {expected}")]);
    }
    let site = Fixture::minimal().write(
        "programme/talk.toml",
        "day = \"2025-11-25\"\nkind = \"talk\"\ntitle = { fr = \"Un\", en = \"One\" }\n\n[[people]]\nname = \"Ada {{city}}\"\norganisation = \"{{venue}}\"\n",
    );
    site.refused(&[
        "content/programme/talk.toml:6: name: `{{city}}` stands for nothing here: expected the words themselves",
        "content/programme/talk.toml:7: organisation: `{{venue}}` stands for nothing here: expected the words themselves",
    ]);
}

/// A slip in a key's text is refused on the key's line.
#[test]
fn in_keys() {
    Fixture::minimal()
        .replace("fr/etudes.md", "nav = \"Études\"", "nav = \"{{etudes}}\"")
        .refused(&[&format!(
            "content/fr/etudes.md:5: unknown name `{{{{etudes}}}}`, expected one of: {FACTS}"
        )]);
}

/// Facts are filled in texts and keys, each in its language's manner.
#[test]
fn filled() {
    let mut site = Fixture::minimal();
    for (file, nav) in [("fr/etudes.md", "Études"), ("en/studies.md", "Studies")] {
        site = site.replace(
            file,
            &format!("nav = \"{nav}\""),
            "nav = \"{{ event_dates }}\"",
        );
    }
    let loaded = site.accepted();
    let nav = |lang| loaded.page(lang, "studies").unwrap().nav.clone();
    assert_eq!(nav(Lang::Fr), "25–26 novembre 2025");
    assert_eq!(nav(Lang::En), "25–26 November 2025");
    assert_eq!(
        site.html("reimbursement"),
        "<p>Un forfait de 948\u{a0}€ au-delà de 20\u{a0}km.</p>\n"
    );
}

/// The text of a figure may name facts like every other text.
#[test]
fn in_figures() {
    let site = Fixture::minimal()
        .replace(
            "fr/etudes.md",
            "text = \"des Français·es\"",
            "text = \"à {{radius}}\"",
        )
        .accepted();
    let page = site.page(Lang::Fr, "studies").unwrap();
    assert_eq!(page.figures[0].text, "à 20\u{a0}km");
}

/// Words may name facts in any characters; their comments are nobody's texts.
#[test]
fn in_words() {
    let site = Fixture::minimal()
        .replace(
            "event.toml",
            "name = \"Musée social – CEDIAS\"",
            "name = 'Le \"Musée\" ?'",
        )
        .replace("fr/words.toml", "[shell]\n", "# {{montant}}\n[shell]\n");
    let reasons = &site.accepted().fr.words.check.clone().unwrap().reasons;
    assert!(
        reasons["abroad"].contains("Le \"Musée\"\u{202f}?"),
        "{reasons:?}"
    );
    let site = Fixture::minimal().replace("fr/words.toml", "\nskip = \"", "\nskip = \"{{a}} {{b}}");
    let line = site.line_of("fr/words.toml", "skip = ");
    site.refused(&["a", "b"].map(|name| {
        format!(
            "content/fr/words.toml:{line}: unknown name `{{{{{name}}}}}`, expected one of: {FACTS}"
        )
    }));
}

/// Every fact is said in each language's manner, and with a capital where its name has one.
#[test]
fn values() {
    let text = [
        "{{title}} · {{short_title}} · {{theme}} · {{year}} · {{event_dates}}",
        "{{day_count}} · {{Day_count}} · {{city}} · {{cities}} · {{city_count}}",
        "{{venue_day_count}} · {{workshop_project}} · {{day:1}} · {{day:1-2}}",
        "{{day_city:1}} · {{day_label:2}}",
    ]
    .join(" · ");
    let site = Fixture::minimal()
        .append("fr/404.md", &text)
        .append("en/404.md", &text)
        .accepted();
    let said = |lang| {
        let page = site.page(lang, "not-found").unwrap();
        let nec_ess_content::Block::Html(html) = &page.blocks[0] else {
            panic!("{page:?}");
        };
        html.lines().last().unwrap().to_owned()
    };
    assert_eq!(
        said(Lang::Fr),
        "<p>NEC\u{a0}ESS\u{a0}2025 · NEC\u{a0}ESS\u{a0}2025 · Une troisième voie · 2025 · 25–26 novembre 2025 · deux · Deux · Paris · \
         Bruxelles et Paris · deux · un · DIGISET · 25 novembre · 25 et 26 novembre · Bruxelles · Conférences</p>"
    );
    assert_eq!(
        said(Lang::En),
        "<p>NEC\u{a0}ESS\u{a0}2025 · NEC\u{a0}ESS\u{a0}2025 · A third way · 2025 · 25–26 November 2025 · two · Two · Paris · \
         Brussels and Paris · two · one · DIGISET · 25 November · 25 and 26 November · Brussels · Talks</p>"
    );
}

/// Thousands are set apart, in English too.
#[test]
fn thousands() {
    let site = Fixture::minimal()
        .replace("event.toml", "amount_eur = 948", "amount_eur = 12948")
        .replace("event.toml", "radius_km = 20", "radius_km = 1200")
        .accepted();
    let said = |lang| {
        let page = site.page(lang, "reimbursement").unwrap();
        format!("{:?}", page.blocks)
    };
    let french = said(Lang::Fr);
    assert!(
        french.contains("12\\u{202f}948\\u{a0}€") && french.contains("1\\u{202f}200\\u{a0}km"),
        "{french}"
    );
    let english = said(Lang::En);
    assert!(
        english.contains("€12,948") && english.contains("1,200\\u{a0}km"),
        "{english}"
    );
}

/// A day is one of the event's, by its number.
#[test]
fn days_that_are_none() {
    for (name, mistake) in [
        (
            "day",
            "expected the number of a day, such as {{day:1}} or {{day:2-3}}",
        ),
        (
            "day:0",
            "expected the number of a day, such as {{day:1}} or {{day:2-3}}",
        ),
        (
            "day:2-1",
            "expected the number of a day, such as {{day:1}} or {{day:2-3}}",
        ),
        (
            "day_city:1-2",
            "expected the number of a day, such as {{day_city:1}}",
        ),
        (
            "day_label",
            "expected the number of a day, such as {{day_label:1}}",
        ),
        (
            "day:3",
            "the event has no such day, expected a number from 1 to 2",
        ),
        (
            "day:2-3",
            "the event has no such day, expected a number from 1 to 2",
        ),
    ] {
        Fixture::minimal()
            .append("fr/404.md", &format!("Le {{{{{name}}}}}."))
            .refused(&[&format!("content/fr/404.md:9: `{{{{{name}}}}}`: {mistake}")]);
    }
}

/// A fact that a text says itself is noted, in every kind of text, with its line; the site is built all the same.
#[test]
fn typed_facts_are_noted() {
    let note = |place: &str, found: &str, name: &str| {
        format!(
            "content/{place}: {found:?} is typed here, and event.toml says it: write {{{{{name}}}}}, or `meant = [{found:?}]` in the keys if it is meant"
        )
    };
    let site = Fixture::minimal()
        .append("fr/404.md", "À Paris,\nle 25 novembre.")
        .replace(
            "fr/etudes.md",
            "Ce que disent les études.",
            "Les études de 2025.",
        )
        .append("en/faq/studies/support.md", "It is €948.")
        .replace("fr/words.toml", "skip = \"", "skip = \"NEC ESS 2025, ")
        .append(
            "programme.toml",
            "hall = { fr = \"Salle\", en = \"Hall in Brussels\" }",
        );
    let line = site.line_of("programme.toml", "hall = { fr");
    assert_eq!(
        site.notes(),
        [
            note("en/faq/studies/support.md:9", "€948", "amount"),
            note("fr/404.md:9", "Paris", "city"),
            note("fr/404.md:10", "25 novembre", "day:1"),
            note("fr/etudes.md:6", "2025", "year"),
            note("fr/words.toml:7", "NEC ESS 2025", "short_title"),
            note(&format!("programme.toml:{line}"), "Brussels", "day_city:1"),
        ]
    );
}

/// What is meant is said to be, once for a file; names of départements and what stands in no text are none.
#[test]
fn typed_facts_may_be_meant() {
    let meant = |list: &str| {
        Fixture::minimal()
            .append("fr/404.md", "À Paris, en 2025.")
            .replace("fr/404.md", "id = ", &format!("meant = {list}\nid = "))
    };
    assert_eq!(meant("[\"Paris\", \"2025\"]").notes(), Vec::<String>::new());
    let notes = meant("[\"Paris\"]").notes();
    assert!(
        notes.len() == 1 && notes[0].starts_with("content/fr/404.md:10: \"2025\""),
        "{notes:#?}"
    );
    assert_eq!(
        meant("[\"Paris\", \"2025\", \"2024\"]").notes(),
        ["content/fr/404.md:2: meant: \"2024\" stands nowhere in this file: it can go"]
    );
    meant("\"Paris\"").refused(&[
        "content/fr/404.md:2: meant: expected a list, such as [\"…\", \"…\"], found \"Paris\"",
    ]);
}
