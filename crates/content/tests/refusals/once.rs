//! Each mistake is told once, and all of them in one run.

use crate::Fixture;

/// A site with several changes to one file.
fn with(file: &str, changes: &[(&str, &str)]) -> Fixture {
    let site = Fixture::minimal();
    changes
        .iter()
        .fold(site, |site, (old, new)| site.replace(file, old, new))
}

/// Every wrong value of a file is told, beside keys that are missing or unknown and lines that are no TOML.
#[test]
fn every_value_of_a_file() {
    with(
        "event.toml",
        &[
            ("date = \"2025-11-25\"", "date = 25/11/2025"),
            ("postal_code = \"75007\"", "postal_code = 75007"),
            ("at_venue = false", "at_venue = no"),
            ("amount_eur = 948", "amount_eur = \"948 €\""),
            ("radius_km = 20", "radius = 20"),
            ("co_organisers = [\"La Mednum\"]\n", ""),
            ("copies = \"30 days\"", "copies = \"30 jours\""),
            ("[registration]\n", ""),
            (
                "theme = { fr = \"Une troisième voie\", en = \"A third way\" }\n",
                "",
            ),
        ],
    )
    .refused(&[
        "content/event.toml: expected a table [registration], at its end",
        "content/event.toml:4: expected a key `theme`, such as theme = { fr = \"Bonjour\", en = \"Hello\" }, below this line",
        "content/event.toml:8: postal_code: expected a text between quotation marks, such as \"…\", found 75007",
        "content/event.toml:15: date: expected a day such as \"2031-11-26\", found 25/11/2025",
        "content/event.toml:19: at_venue: expected true or false, in small letters without quotation marks, found no",
        "content/event.toml:35: amount_eur: expected a whole number from 1 to 1000000, such as 20, found \"948 €\"",
        "content/event.toml:36: unknown key `radius`, expected one of `amount_eur`, `radius_km`",
        "content/event.toml:39: expected a key `co_organisers` in `partners`, such as co_organisers = [\"…\"]",
        "content/event.toml:48: copies: expected a period such as \"30 days\", \"12 months\" or \"1 year\", found \"30 jours\"",
    ]);
}

/// A table that is missing is told with its keys and an example of each, and so is one of a list.
#[test]
fn missing_tables() {
    let site = Fixture::minimal();
    let text = site.text("event.toml");
    let (before, rest) = text.split_once("[venue]").unwrap();
    let (_, workshop) = rest.split_once("[workshop]").unwrap();
    let text = format!("{before}[workshop]{workshop}");
    site.write("event.toml", text).refused(&[
        "content/event.toml: expected a table [venue] with its keys: city = \"…\", country = \"…\", latitude = 4.5, longitude = 4.5, name = \"…\", postal_code = \"…\", street = \"…\", at its end",
        "content/event.toml: expected a table [[days]] with its keys: at_venue = true, city = { fr = \"Bonjour\", en = \"Hello\" }, country = \"…\", date = \"2031-11-26\", label = { fr = \"Bonjour\", en = \"Hello\" }, at its end",
    ]);
}

/// Keys that are missing from a file of words are all told.
#[test]
fn missing_words() {
    let site = with("en/words.toml", &[("\nmenu = ", "\n# menu = ")]);
    let text = site.text("en/words.toml");
    let text = text.replacen("\nskip = ", "\n# skip = ", 1);
    let errors = site.write("en/words.toml", text).errors();
    let expected = ["skip", "menu"].map(|key| {
        format!("content/en/words.toml:6: expected a key `{key}` in `shell`, such as {key} = \"…\"")
    });
    assert_eq!(errors, expected);
}

/// Two sessions cannot both be the workshop.
#[test]
fn two_workshops() {
    let session = "workshop = true\nkind = \"workshop\"\n";
    Fixture::minimal()
        .write("programme/a.toml", session)
        .write("programme/b.toml", session)
        .refused(&["content/programme/b.toml:1: workshop = true stands in content/programme/a.toml too: expected it in one file, and a title, a day and times here"]);
}

/// A session is held in each language once.
#[test]
fn a_language_twice() {
    Fixture::minimal()
        .write("programme/a.toml", "day = \"2025-11-25\"\nkind = \"talk\"\ntitle = { fr = \"A\", en = \"B\" }\nlanguages = [\"fr\", \"fr\"]\n")
        .refused(&["content/programme/a.toml:4: languages: \"fr\" is there already: expected each language once"]);
}

/// A site may post once.
#[test]
fn a_site_twice() {
    with(
        "site.toml",
        &[(
            "cors_origins = []",
            "cors_origins = [\"https://a.example\", \"https://a.example\"]",
        )],
    )
    .refused(&[
        "content/site.toml:4: cors_origins: expected each site once, found \"https://a.example\"",
    ]);
}

/// Facts that no event has.
#[test]
fn facts_that_are_none() {
    for (old, new, mistake) in [
        (
            "country = \"BE\"",
            "country = \"XX\"",
            "18: country: expected the two capital letters of a country, such as \"BE\", found \"XX\"",
        ),
        (
            "at_venue = true",
            "at_venue = false",
            "27: at_venue: no day is at the [venue]: expected one at least with at_venue = true",
        ),
        (
            "date = \"2025-11-25\"",
            "date = \"2025-09-25\"",
            "23: date: `2025-11-26` is long after `2025-09-25`: expected the next day within 31 days",
        ),
        (
            "[registration]\n",
            "[registration]\ncloses = \"1999-11-24T18:00:00+01:00\"\n",
            "40: closes: expected an instant in the two years before the event, such as \"2025-11-24T18:00:00+01:00\"",
        ),
    ] {
        with("event.toml", &[(old, new)]).refused(&[&format!("content/event.toml:{mistake}")]);
    }
}

/// A short title is a name: what is made of it is not complained of too.
#[test]
fn short_titles_that_are_none() {
    for name in ["!!!", &"X".repeat(200)] {
        with(
            "event.toml",
            &[(
                "short_title = \"NEC ESS 2025\"",
                &format!("short_title = {name:?}"),
            )],
        )
        .append("fr/404.md", "{{short_title}} {{montants}}")
        .errors()
        .iter()
        .zip([
            "content/event.toml:2: short_title: expected a name of up to 60 characters",
            "content/fr/404.md:9: unknown name",
        ])
        .for_each(|(error, start)| assert!(error.starts_with(start), "{error}"));
    }
}

/// Two pages with one id are told, and nothing that follows from it.
#[test]
fn an_id_twice() {
    let copy = Fixture::minimal().text("en/studies.md");
    Fixture::minimal()
        .write("en/copy.md", copy)
        .errors()
        .iter()
        .zip(["content/en/studies.md:2: the id `studies` is also that of content/en/copy.md"])
        .for_each(|(error, start)| assert!(error.starts_with(start), "{error}"));
}

/// A place that two questions of one page have is told once, where it differs from the other language or in both.
#[test]
fn an_order_twice() {
    let en = "en/faq/studies/recent.md";
    with(en, &[("order = 1", "order = 2")]).refused(&[
        "content/en/faq/studies/recent.md:4: order = 2, but its twin content/fr/faq/studies/recent.md has 1",
    ]);
    with(en, &[("order = 1", "order = 2")])
        .replace("fr/faq/studies/recent.md", "order = 1", "order = 2")
        .refused(&["en", "fr"].map(|lang| format!("content/{lang}/faq/studies/support.md:4: order = 2 is that of content/{lang}/faq/studies/recent.md too: expected another number")));
}

/// A percentage that is none is not compared with the other language.
#[test]
fn a_percentage_that_is_none() {
    with("fr/etudes.md", &[("percent = 94", "percent = 101")])
        .refused(&["content/fr/etudes.md:11: percent = 101, expected 0 to 100"]);
}
