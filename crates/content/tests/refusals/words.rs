//! The tables of words.toml whose keys the software decides.

use crate::Fixture;
use nec_ess_domain::Named;
use nec_ess_domain::countries;
use nec_ess_domain::eligibility::Reason;

const FILE: &str = "fr/words.toml";

fn reasons() -> String {
    let names: Vec<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
    names.join(", ")
}

/// A verdict whose reason nobody put into words.
#[test]
fn missing_reason() {
    let site = Fixture::minimal().replace(FILE, "\nstraddles = ", "\n# straddles = ");
    let line = site.line_of(FILE, "[check.reasons]");
    site.refused(&[&format!(
        "content/fr/words.toml:{line}: [check.reasons]: expected a text for `straddles`"
    )]);
}

/// Words for a reason that no verdict has.
#[test]
fn unknown_reason() {
    let site = Fixture::minimal().replace(FILE, "\nabroad = ", "\nfar = \"Loin.\"\nabroad = ");
    let line = site.line_of(FILE, "far = ");
    site.refused(&[&format!(
        "content/fr/words.toml:{line}: [check.reasons]: unknown key `far`, expected: {}",
        reasons()
    )]);
}

/// A table of reasons that is not there at all.
#[test]
fn no_reasons() {
    let site = Fixture::minimal().replace(FILE, "[check.reasons]", "[check.raisons]");
    let line = site.line_of(FILE, "[check.raisons]");
    let start = format!("content/fr/words.toml:{line}: unknown key `raisons`, expected one of ");
    let errors = site.errors();
    assert!(
        errors.len() == 1 && errors[0].starts_with(&start),
        "{errors:#?}"
    );
}

/// A country that forms offer and that has no name.
#[test]
fn missing_country() {
    let site = Fixture::minimal().replace(FILE, "\nPT = \"Portugal\"", "");
    let line = site.line_of(FILE, "[countries]");
    site.refused(&[&format!(
        "content/fr/words.toml:{line}: [countries]: expected a text for `PT`"
    )]);
}

/// A name for a country that forms do not offer; codes are those of ISO 3166-1, in capitals.
#[test]
fn unknown_country() {
    let site = Fixture::minimal()
        .replace(FILE, "\nPT = ", "\npt = ")
        .replace(FILE, "[countries]\n", "[countries]\nUS = \"États-Unis\"\n");
    let table = site.line_of(FILE, "[countries]");
    let known = countries::ALL.join(", ");
    site.refused(&[
        format!("content/fr/words.toml:{table}: [countries]: expected a text for `PT`"),
        format!(
            "content/fr/words.toml:{}: [countries]: unknown key `US`, expected: {known}",
            table + 1
        ),
        format!(
            "content/fr/words.toml:{}: [countries]: unknown key `pt`, expected: {known}",
            site.line_of(FILE, "\npt = ") + 1
        ),
    ]);
}
