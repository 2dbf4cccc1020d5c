//! Whole folders: files of other systems, and several mistakes at once.

use crate::{BLOCKS, FACTS, Fixture};

/// The minimal site passes as it is: every test here changes one thing of it.
#[test]
fn minimal_site_passes() {
    Fixture::minimal().accepted();
}

/// Files saved on other systems, with a byte-order mark and CRLF, mean the same.
#[test]
fn byte_order_mark_and_crlf() {
    let plain = Fixture::minimal();
    let mut other = Fixture::minimal();
    for file in plain.files() {
        let name = file.to_str().unwrap();
        let text = format!("\u{feff}{}", plain.text(name).replace('\n', "\r\n"));
        other = other.write(name, text);
    }
    assert_eq!(
        serde_json::to_value(plain.accepted()).unwrap(),
        serde_json::to_value(other.accepted()).unwrap()
    );
}

/// Lines are counted the same in files of other systems.
#[test]
fn lines_with_crlf() {
    let site = Fixture::minimal().append("fr/404.md", "[ici](/nulle-part/)");
    let text = format!("\u{feff}{}", site.text("fr/404.md").replace('\n', "\r\n"));
    site.write("fr/404.md", text).refused(&[
        "content/fr/404.md:9: the site has no page `/nulle-part/` (pages end with `/`)",
    ]);
}

/// An editor sees every mistake at once, file by file, from top to bottom.
#[test]
fn several_mistakes() {
    Fixture::minimal()
        .replace("site.toml", "[\"manage\"]", "[\"gerer\"]")
        .replace("event.toml", "\"Europe/Paris\"", "\"Paris\"")
        .replace("fr/programme.md", "Un accueil.", "[b](/b/)\n\n# Un")
        .append("fr/programme.md", "[a](/a/)\n\n{{midi}}")
        .replace("fr/etudes.md", "Il pèse", "![Une photo](/photo.jpg) Il pèse")
        .replace("en/faq/studies/support.md", "order = 2", "order = 4")
        .refused(&[
            "content/en/faq/studies/support.md:4: order = 4, but its twin content/fr/faq/studies/support.md has 2",
            "content/event.toml:4: time_zone: expected a zone of the IANA database, such as \"Europe/Brussels\", found \"Paris\"",
            "content/fr/etudes.md:28: there is no picture `/photo.jpg`: expected the file public/photo.jpg",
            "content/fr/programme.md:9: the site has no page `/b/` (pages end with `/`)",
            "content/fr/programme.md:11: a heading of level 1: the title comes from the key `title` of the front matter, expected `##` or a lower level",
            "content/fr/programme.md:19: the site has no page `/a/` (pages end with `/`)",
            &format!("content/fr/programme.md:21: unknown block `midi`, expected one of: {BLOCKS}"),
            "content/site.toml:6: footer: no page has the id `gerer`, expected one of: articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop",
        ]);
}

/// A slip in one of the two TOML files hides neither the other's nor a page's.
#[test]
fn mistakes_beside_those_of_toml() {
    Fixture::minimal()
        .replace("site.toml", "cors_origins = ", "cors = ")
        .replace("event.toml", "radius_km = ", "radius = ")
        .page("Texte.\n")
        .refused(&[
            "content/en/extra.md:1: expected a first line `+++`, then the page's keys, then another line `+++`",
            "content/event.toml:37: unknown key `radius`, expected one of `amount_eur`, `radius_km`",
            "content/fr/extra.md:1: expected a first line `+++`, then the page's keys, then another line `+++`",
            "content/site.toml:4: unknown key `cors`, expected one of `origin`, `form_endpoint`, `form_endpoint_is_foreign`, `cors_origins`, `menu`, `footer`, `organiser`, `legal`, `links`",
        ]);
}

/// Without the facts, the outside addresses and the words, texts are checked as far as they go.
#[test]
fn mistakes_beside_missing_toml() {
    Fixture::minimal()
        .delete("site.toml")
        .replace("event.toml", "radius_km = ", "radius = ")
        .replace("fr/words.toml", "\nskip = ", "\nskipp = ")
        .replace("fr/404.md", "Une description assez longue pour les moteurs de recherche et les aperçus de liens.", "{{event_dates}}")
        .append("fr/404.md", "## À {{radius}}\n\n[a](#a-20-km) [b](link:don) {{montant}} [c](page:c)\n\n{{actions don}}")
        .refused(&[
            "content/event.toml:37: unknown key `radius`, expected one of `amount_eur`, `radius_km`",
            &format!("content/fr/404.md:11: unknown name `{{{{montant}}}}`, expected one of: {FACTS}"),
            "content/fr/404.md:11: no page has the id `c`, expected one of: articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop",
            "content/fr/words.toml:7: unknown key `skipp`, expected one of `skip`, `menu`, `menu_button`, `footer`, `language`, `offline`, `organised_by`, `promise`, `as_of`, `over`, `current_edition`",
            "content/site.toml: is missing: expected it here",
        ]);
}

/// A mistake stands on the line of its key, also where the key's name occurs before it.
#[test]
fn line_of_the_key() {
    let long = "é".repeat(161);
    let text = format!(
        "+++\nid = \"extra\"\ntitle = \"Une description\"\ndescription = \"{long}\"\n+++\n\nTexte.\n"
    );
    let mut errors = Fixture::minimal().page(text).errors();
    let menu = Fixture::minimal()
        .replace(
            "site.toml",
            "menu = [\"programme\"",
            "# The menu.\nmenu = [\"program\"",
        )
        .errors();
    errors.extend(menu);
    let order = Fixture::minimal()
        .replace("en/faq/studies/support.md", "order = 2", "order = 4")
        .replace(
            "en/faq/studies/support.md",
            "How to support",
            "In what order to support",
        )
        .errors();
    errors.extend(order.into_iter().take(1));
    assert_eq!(
        errors,
        [
            "content/en/extra.md:4: the description has 161 characters, expected 50 to 160",
            "content/fr/extra.md:4: the description has 161 characters, expected 50 to 160",
            "content/site.toml:6: menu: no page has the id `program`, expected one of: articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop",
            "content/en/faq/studies/support.md:4: order = 4, but its twin content/fr/faq/studies/support.md has 2",
        ]
    );
}
