//! The facts that texts name as `{{amount}}`.

use crate::Fixture;
use nec_ess_domain::Lang;

const NAMES: &str = "amount, radius, venue, venue_address, event_dates, workshop_title, workshop_date, workshop_time, draft_period";

/// A slip in a fact's name lists the facts that there are.
#[test]
fn unknown_name() {
    Fixture::minimal()
        .append("fr/404.md", "Un forfait\nde {{montant}} par an.")
        .refused(&[&format!(
            "content/fr/404.md:10: unknown name `{{{{montant}}}}`, expected one of: {NAMES}"
        )]);
}

/// A fact whose braces do not close.
#[test]
fn without_end() {
    Fixture::minimal()
        .append("fr/404.md", "Un forfait de {{amount par an.")
        .refused(&["content/fr/404.md:9: `{{` without its `}}`"]);
}

/// A slip in a key's text is refused on the key's line.
#[test]
fn in_keys() {
    Fixture::minimal()
        .replace("fr/etudes.md", "nav = \"Études\"", "nav = \"{{etudes}}\"")
        .refused(&[&format!(
            "content/fr/etudes.md:5: unknown name `{{{{etudes}}}}`, expected one of: {NAMES}"
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
    let reasons = &site.accepted().fr.words.check.reasons;
    assert!(
        reasons["abroad"].contains("Le \"Musée\"\u{202f}?"),
        "{reasons:?}"
    );
    let site = Fixture::minimal().replace("fr/words.toml", "\nskip = \"", "\nskip = \"{{a}} {{b}}");
    let line = site.line_of("fr/words.toml", "skip = ");
    site.refused(&["a", "b"].map(|name| {
        format!(
            "content/fr/words.toml:{line}: unknown name `{{{{{name}}}}}`, expected one of: {NAMES}"
        )
    }));
}
