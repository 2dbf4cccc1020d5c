//! The facts of event.toml.

use crate::Fixture;

/// A time zone that the world does not have.
#[test]
fn bad_time_zone() {
    Fixture::minimal()
        .replace("event.toml", "\"Europe/Paris\"", "\"Europe/Lutece\"")
        .refused(&["content/event.toml:4: failed to find time zone `Europe/Lutece` in time zone database, expected an IANA name such as Europe/Paris"]);
}

/// A day that no calendar has.
#[test]
fn bad_date() {
    Fixture::minimal()
        .replace("event.toml", "\"2025-11-25\"", "\"2025-11-31\"")
        .refused(&["content/event.toml:16: parsed date is not valid: parameter 'day' for `2025-11` is invalid, must be in range `1..=30`"]);
}

/// An event without days.
#[test]
fn no_days() {
    let site = Fixture::minimal();
    let text = site.text("event.toml");
    let (before, days) = text.split_once("[[days]]").unwrap();
    let (_, after) = days.split_once("[workshop]").unwrap();
    // A key has to stand above the first table.
    let text = format!("days = []\n{before}[workshop]{after}");
    site.write("event.toml", text)
        .append("fr/404.md", "Les {{event_dates}}, [ici](/ici/).")
        .refused(&[
            "content/event.toml:1: expected at least one [[days]]",
            "content/fr/404.md:9: the site has no page `/ici/` (pages end with `/`)",
        ]);
}

/// An instant at which registration closes needs its offset.
#[test]
fn closing_without_offset() {
    Fixture::minimal()
        .replace("event.toml", "[registration]\n", "[registration]\ncloses = \"2025-11-24T18:00:00\"\n")
        .refused(&["content/event.toml:40: failed to find offset component, which is required for parsing a timestamp"]);
}

/// A period that is none, one that is missing, and one too many: each with its line.
#[test]
fn bad_periods() {
    for (old, new, error) in [
        (
            "quarantine = \"30 days\"",
            "quarantine = \"bientôt\"",
            "content/event.toml:50: expected a period such as \"30 days\", \"12 months\" or \"1 year\", found \"bientôt\"",
        ),
        (
            "quarantine = \"30 days\"\n",
            "",
            "content/event.toml:45: missing field `quarantine`",
        ),
        (
            "quarantine = \"30 days\"",
            "quarantine = \"30 days\"\nmails = \"30 days\"",
            "content/event.toml:51: unknown field `mails`, expected one of `access_needs`, `registrations`, \
             `workshop_registrations`, `reimbursement_requests`, `quarantine`, `copies`",
        ),
    ] {
        Fixture::minimal()
            .replace("event.toml", old, new)
            .refused(&[error]);
    }
}

/// What may tell of someone's health is not kept longer than the rest.
#[test]
fn access_needs_go_first() {
    Fixture::minimal()
        .replace("event.toml", "access_needs = \"30 days\"", "access_needs = \"2 years\"")
        .refused(&["content/event.toml:46: access_needs: expected a period no longer than that of registrations, which they stand in"]);
}
