//! The percentages that are drawn.

use crate::Fixture;

/// A share of a whole is between nothing and all of it. The line is that of the percentage.
#[test]
fn percentage_out_of_range() {
    for percent in ["101", "-1", "1e9"] {
        let shown: f64 = percent.parse().unwrap();
        let mut site = Fixture::minimal();
        for file in ["fr/etudes.md", "en/studies.md"] {
            site = site.replace(file, "percent = 94", &format!("percent = {percent}"));
        }
        site.refused(&[
            &format!("content/en/studies.md:11: percent = {shown}, expected 0 to 100"),
            &format!("content/fr/etudes.md:11: percent = {shown}, expected 0 to 100"),
        ]);
    }
}

/// Nothing and all are shares too.
#[test]
fn bounds() {
    for percent in ["0", "100", "100.0", "0.5"] {
        let mut site = Fixture::minimal();
        for file in ["fr/etudes.md", "en/studies.md"] {
            site = site.replace(file, "percent = 94", &format!("percent = {percent}"));
        }
        site.accepted();
    }
}

/// What no block shows would be lost without a word.
#[test]
fn shown_nowhere() {
    Fixture::minimal()
        .replace("fr/etudes.md", "{{figures}}", "")
        .refused(&["content/fr/etudes.md:9: [[figures]] is shown nowhere: expected a line `{{figures}}` in the text"]);
}

/// Each figure has its own lines, also when another has the same words.
#[test]
fn second_figure() {
    let mut site = Fixture::minimal();
    for file in ["fr/etudes.md", "en/studies.md"] {
        site = site
            .replace(file, "percent = 94\n", "percent = 44 # percent = 104\n")
            .replace(file, "percent = 4.4", "percent = 104");
    }
    site.refused(&[
        "content/en/studies.md:16: percent = 104, expected 0 to 100",
        "content/fr/etudes.md:16: percent = 104, expected 0 to 100",
    ]);
}
