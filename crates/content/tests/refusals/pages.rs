//! What a page needs, and the pages that the site needs.

use crate::Fixture;

/// A description that tells search engines too little.
#[test]
fn short_description() {
    Fixture::minimal()
        .replace(
            "fr/404.md",
            "Une description assez longue pour les moteurs de recherche et les aperçus de liens.",
            "Une page introuvable, sans plus de précision ici.",
        )
        .refused(&["content/fr/404.md:4: the description has 49 characters, expected 50 to 160"]);
}

/// A description that search engines would cut.
#[test]
fn long_description() {
    let text = "é".repeat(161);
    Fixture::minimal()
        .replace(
            "fr/404.md",
            "Une description assez longue pour les moteurs de recherche et les aperçus de liens.",
            &text,
        )
        .refused(&["content/fr/404.md:4: the description has 161 characters, expected 50 to 160"]);
}

/// Exactly the limits are within them, counted in characters.
#[test]
fn description_at_the_limits() {
    for length in [50, 160] {
        Fixture::minimal()
            .replace("fr/404.md", "Une description assez longue pour les moteurs de recherche et les aperçus de liens.", &"é".repeat(length))
            .accepted();
    }
}

/// A description is as long as visitors see it, not as its facts are named.
#[test]
fn description_is_measured_with_its_facts() {
    let site = Fixture::minimal().replace(
        "fr/404.md",
        "Une description assez longue pour les moteurs de recherche et les aperçus de liens.",
        "Un forfait de {{amount}}, au plus par organisation.",
    );
    site.refused(&["content/fr/404.md:4: the description has 46 characters, expected 50 to 160"]);
}

/// A menu entry that leads to no page.
#[test]
fn menu_without_page() {
    Fixture::minimal()
        .replace("site.toml", "\"studies\", \"faq\"]", "\"etudes\", \"faq\"]")
        .refused(&["content/site.toml:5: menu: no page has the id `etudes`, expected one of: articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop"]);
}

/// A footer entry that leads to no page.
#[test]
fn footer_without_page() {
    Fixture::minimal()
        .replace("site.toml", "[\"manage\"]", "[\"gerer\"]")
        .refused(&["content/site.toml:6: footer: no page has the id `gerer`, expected one of: articles, event, faq, manage, not-found, privacy, programme, receipt, registration, reimbursement, studies, workshop"]);
}

/// A page that the software itself leads to.
#[test]
fn needed_page() {
    Fixture::minimal()
        .delete("fr/recu.md")
        .delete("en/receipt.md")
        .refused(&[
            "content/en: no page has the id `receipt`, which the site leads to",
            "content/fr: no page has the id `receipt`, which the site leads to",
        ]);
}

/// A service that is not ours has an address of its own; the endpoint on the same host is ours.
#[test]
fn foreign_endpoint_without_address() {
    let foreign = || {
        Fixture::minimal().replace(
            "site.toml",
            "cors_origins = ",
            "form_endpoint_is_foreign = true\ncors_origins = ",
        )
    };
    foreign().refused(&["content/site.toml:4: form_endpoint_is_foreign = true: expected the address of that service as `form_endpoint`, which is \"\", our own"]);
    let site = foreign().replace(
        "site.toml",
        "form_endpoint = \"\"",
        "form_endpoint = \"https://forms.example\"",
    );
    assert!(site.accepted().settings.form_endpoint_is_foreign);
}

/// Two files whose place gives the same address: one of them would vanish.
#[test]
fn two_files_for_one_address() {
    let site = Fixture::minimal();
    let text = site.text("fr/articles/index.md");
    site.write("fr/articles.md", text).refused(&[
        "content/fr/articles.md: the address `/fr/articles/` is also that of content/fr/articles/index.md: expected one file for one address",
    ]);
}
