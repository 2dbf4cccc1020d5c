//! What is said of values of another kind: never the words of a library, always what is expected, with an example.

use crate::Fixture;

/// Dates and times of day, as people in France and elsewhere write them.
#[test]
fn dates() {
    for (old, new, mistake) in [
        (
            "date = \"2025-11-25\"",
            "date = \"25/11/2025\"",
            "16: date: expected a day such as \"2031-11-26\", found \"25/11/2025\"",
        ),
        (
            "date = \"2025-11-25\"",
            "date = \"2025-11-31\"",
            "16: date: expected a day such as \"2031-11-26\", found \"2025-11-31\"",
        ),
        (
            "date = \"2025-11-25\"",
            "date = 20251125",
            "16: date: expected a day such as \"2031-11-26\", found 20251125",
        ),
        (
            "date = \"2025-11-25\"",
            "date = \"2025-11-25T10:00\"",
            "16: date: expected a day such as \"2031-11-26\", found \"2025-11-25T10:00\"",
        ),
        (
            "start = \"2025-11-26T13:00\"",
            "start = \"13:00\"",
            "31: start: expected a day and a time such as \"2031-11-26T13:00\", found \"13:00\"",
        ),
        (
            "start = \"2025-11-26T13:00\"",
            "start = \"2025-11-26\"",
            "31: start: expected a day and a time such as \"2031-11-26T13:00\", found \"2025-11-26\"",
        ),
        (
            "[registration]\n",
            "[registration]\ncloses = \"2025-11-24T18:00:00\"\n",
            "40: closes: expected an instant with its distance from UTC, such as \"2031-11-24T18:00:00+01:00\", found \"2025-11-24T18:00:00\"",
        ),
        (
            "time_zone = \"Europe/Paris\"",
            "time_zone = \"Paris\"",
            "4: time_zone: expected a zone of the IANA database, such as \"Europe/Brussels\", found \"Paris\"",
        ),
    ] {
        Fixture::minimal()
            .replace("event.toml", old, new)
            .refused(&[&format!("content/event.toml:{mistake}")]);
    }
}

/// TOML has dates of its own, without quotation marks: they mean the same.
#[test]
fn dates_of_toml() {
    let site = Fixture::minimal()
        .replace("event.toml", "\"2025-11-25\"", "2025-11-25")
        .replace("event.toml", "\"2025-11-26T13:00\"", "2025-11-26T13:00:00")
        .replace(
            "event.toml",
            "[registration]\n",
            "[registration]\ncloses = 2025-11-24T18:00:00+01:00\n",
        )
        .accepted();
    assert_eq!(site.event.days[0].date.to_string(), "2025-11-25");
    assert_eq!(site.event.workshop.as_ref().unwrap().start.hour(), 13);
    assert!(site.event.registration.closes.is_some());
}

/// The time of a session.
#[test]
fn times_of_day() {
    let session = "day = \"2025-11-25\"\nstart = \"10 h\"\nend = \"11:00\"\nkind = \"talk\"\ntitle = { fr = \"A\", en = \"B\" }\n";
    Fixture::minimal()
        .write("programme/a.toml", session)
        .refused(&["content/programme/a.toml:2: start: expected a time of day such as \"09:30\", found \"10 h\""]);
}

/// Tables of a list are written with two brackets.
#[test]
fn one_bracket_for_two() {
    let session = "day = \"2025-11-25\"\nkind = \"talk\"\ntitle = { fr = \"A\", en = \"B\" }\n\n[people]\nname = \"C\"\n";
    Fixture::minimal()
        .write("programme/a.toml", session)
        .refused(&["content/programme/a.toml:5: people: expected a list, such as [\"…\", \"…\"], or a table under [[people]] for each entry, found a table"]);
}

/// A text of which both languages are wanted.
#[test]
fn both_languages() {
    for (old, new, found) in [
        (
            "city = { fr = \"Bruxelles\", en = \"Brussels\" }",
            "city = \"Bruxelles\"",
            "\"Bruxelles\"",
        ),
        (
            "city = { fr = \"Bruxelles\", en = \"Brussels\" }",
            "city = [\"Bruxelles\", \"Brussels\"]",
            "a list",
        ),
    ] {
        Fixture::minimal()
            .replace("event.toml", old, new)
            .refused(&[&format!("content/event.toml:17: city: expected a text in both languages, such as {{ fr = \"Bonjour\", en = \"Hello\" }}, found {found}")]);
    }
    Fixture::minimal()
        .replace("event.toml", ", en = \"Brussels\" }", " }")
        .refused(&["content/event.toml:17: expected a key `en` in `city`, such as en = \"…\""]);
}

/// Values of another kind.
#[test]
fn kinds() {
    for (file, old, new, mistake) in [
        (
            "event.toml",
            "name = \"Musée social – CEDIAS\"",
            "name = 3",
            "7: name: expected a text between quotation marks, such as \"…\", found 3",
        ),
        (
            "event.toml",
            "latitude = 48.858068",
            "latitude = \"48,858068\"",
            "12: latitude: expected a number without quotation marks, such as 4.5, found \"48,858068\"",
        ),
        (
            "event.toml",
            "at_venue = true",
            "at_venue = \"oui\"",
            "27: at_venue: expected true or false, without quotation marks, found \"oui\"",
        ),
        (
            "event.toml",
            "funders = [\"ESS France\"]",
            "funders = \"ESS France\"",
            "42: funders: expected a list, such as [\"…\", \"…\"], found \"ESS France\"",
        ),
        (
            "event.toml",
            "funders = [\"ESS France\"]",
            "funders = [\"ESS France\", true]",
            "42: funders: expected a text between quotation marks, such as \"…\", found true",
        ),
        (
            "event.toml",
            "[registration]\n",
            "",
            " expected a table [registration], at its end",
        ),
        (
            "event.toml",
            "project = \"DIGISET\"",
            "projet = \"DIGISET\"",
            "33: unknown key `projet`, expected one of `title`, `start`, `end`, `project`",
        ),
        (
            "event.toml",
            "project = \"DIGISET\"",
            "project = DIGISET",
            "33: project: expected a text between quotation marks, such as project = \"DIGISET\", found DIGISET",
        ),
    ] {
        Fixture::minimal()
            .replace(file, old, new)
            .refused(&[&format!("content/{file}:{mistake}")]);
    }
}

/// A text in the place of a table.
#[test]
fn table() {
    Fixture::minimal()
        .replace("event.toml", "[registration]\n", "")
        .replace("event.toml", "time_zone", "registration = \"jamais\"\ntime_zone")
        .refused(&["content/event.toml:4: registration: expected a table of keys, such as { key = \"…\" }, found \"jamais\""]);
}

/// A text of several lines is right about its own.
#[test]
fn lines_of_long_texts() {
    Fixture::minimal()
        .replace(
            "fr/etudes.md",
            "lead = \"Ce que disent les études.\"",
            "lead = \"\"\"\nCe que disent les études,\net {{montant}}.\"\"\"",
        )
        .errors()
        .iter()
        .for_each(|error| assert!(error.starts_with("content/fr/etudes.md:8: "), "{error}"));
}
