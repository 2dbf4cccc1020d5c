//! The facts of event.toml.

use crate::Fixture;

/// A time zone that the world does not have.
#[test]
fn bad_time_zone() {
    Fixture::minimal()
        .replace("event.toml", "\"Europe/Paris\"", "\"Europe/Lutece\"")
        .refused(&["content/event.toml:4: time_zone: expected a zone of the IANA database, such as \"Europe/Brussels\", found \"Europe/Lutece\""]);
}

/// A day that no calendar has.
#[test]
fn bad_date() {
    Fixture::minimal()
        .replace("event.toml", "\"2025-11-25\"", "\"2025-11-31\"")
        .refused(&["content/event.toml:16: date: expected a day such as \"2031-11-26\", found \"2025-11-31\""]);
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
            "content/event.toml:1: days: expected one [[days]] at least",
            "content/fr/404.md:9: the site has no page `/ici/` (pages end with `/`)",
        ]);
}

/// An instant at which registration closes needs its offset.
#[test]
fn closing_without_offset() {
    Fixture::minimal()
        .replace("event.toml", "[registration]\n", "[registration]\ncloses = \"2025-11-24T18:00:00\"\n")
        .refused(&["content/event.toml:40: closes: expected an instant with its distance from UTC, such as \"2031-11-24T18:00:00+01:00\", found \"2025-11-24T18:00:00\""]);
}

/// A period that is none, one that is missing, and one too many: each with its line.
#[test]
fn bad_periods() {
    for (old, new, error) in [
        (
            "quarantine = \"30 days\"",
            "quarantine = \"bientôt\"",
            "content/event.toml:50: quarantine: expected a period such as \"30 days\", \"12 months\" or \"1 year\", found \"bientôt\"",
        ),
        (
            "quarantine = \"30 days\"\n",
            "",
            "content/event.toml:45: expected a key `quarantine` in `retention`, such as quarantine = \"30 days\"",
        ),
        (
            "quarantine = \"30 days\"",
            "quarantine = \"30 days\"\nmails = \"30 days\"",
            "content/event.toml:51: unknown key `mails`, expected one of `access_needs`, `registrations`, \
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

/// The second of the two days is the later one.
#[test]
fn days_out_of_order() {
    Fixture::minimal()
        .replace("event.toml", "date = \"2025-11-26\"", "date = \"2025-11-24\"")
        .replace("event.toml", "2025-11-26T13", "2025-11-25T13")
        .replace("event.toml", "2025-11-26T17", "2025-11-25T17")
        .refused(&["content/event.toml:23: date: `2025-11-24` stands after `2025-11-25`: expected the days in their order, the earliest first"]);
}

/// A day takes place once.
#[test]
fn a_day_twice() {
    Fixture::minimal()
        .replace(
            "event.toml",
            "date = \"2025-11-25\"",
            "date = \"2025-11-26\"",
        )
        .refused(&[
            "content/event.toml:23: date: `2025-11-26` is there already: expected each day once",
        ]);
}

/// The workshop is on a day of the event, whether a session stands for it or not; it is told once.
#[test]
fn workshop_on_another_day() {
    let mistake = "content/event.toml:31: start: the workshop is on 2025-11-28, which is no day of the event, expected one of: 2025-11-25, 2025-11-26";
    let site = Fixture::minimal()
        .replace("event.toml", "2025-11-26T13", "2025-11-28T13")
        .replace("event.toml", "2025-11-26T17", "2025-11-28T17");
    site.refused(&[mistake]);
    site.write(
        "programme/workshop.toml",
        "workshop = true\nkind = \"workshop\"\n",
    )
    .refused(&[mistake]);
}

/// It ends after it begins, on the same day: a calendar would show a day and a night of it, or refuse it.
#[test]
fn workshop_that_runs_backwards() {
    for end in [
        "2025-11-26T13:00",
        "2025-11-26T09:00",
        "2025-11-25T17:00",
        "2025-11-27T17:00",
    ] {
        Fixture::minimal()
            .replace("event.toml", "2025-11-26T17:00", end)
            .refused(&["content/event.toml:32: end: expected a time of the same day, later than `start`, such as \"2025-11-26T14:00\""]);
    }
}

/// What counts as a time is what clocks and calendars show: in the night when they are put forward, 2:30 is later than 3:00.
#[test]
fn workshop_in_the_hour_that_is_left_out() {
    Fixture::minimal()
        .replace("event.toml", "date = \"2025-11-25\"", "date = \"2025-03-30\"")
        .replace("event.toml", "date = \"2025-11-26\"", "date = \"2025-03-31\"")
        .replace("event.toml", "2025-11-26T13:00", "2025-03-30T02:30")
        .replace("event.toml", "2025-11-26T17:00", "2025-03-30T03:00")
        .refused(&["content/event.toml:32: end: expected a time of the same day, later than `start`, such as \"2025-03-30T04:30\""]);
}

/// There is room for somebody, the reimbursement is worth something, and the radius leaves somebody outside and inside.
#[test]
fn numbers_that_mean_nothing() {
    for (key, line, old) in [
        (
            "capacity",
            21,
            "label = { fr = \"Ouverture\", en = \"Opening\" }
at_venue = false",
        ),
        ("amount_eur", 36, "amount_eur = 948"),
        ("radius_km", 37, "radius_km = 20"),
    ] {
        for found in ["0", "-1", "2000000", "\"948 €\"", "19.5"] {
            let (before, _) = old.split_once(key).unwrap_or((old, ""));
            let separator = if before == old { "\n" } else { "" };
            let new = format!("{before}{separator}{key} = {found}");
            Fixture::minimal()
                .replace("event.toml", old, &new)
                .refused(&[&format!("content/event.toml:{line}: {key}: expected a whole number from 1 to 1000000, such as 20, found {found}")]);
        }
    }
}

/// Registration does not close after the event: that would leave people on a list that nobody reads any more.
#[test]
fn closing_after_the_end() {
    Fixture::minimal()
        .replace("event.toml", "[registration]\n", "[registration]\ncloses = \"2025-11-27T00:00:01+01:00\"\n")
        .refused(&["content/event.toml:40: closes: expected an instant before the last day has ended, such as \"2025-11-25T18:00:00+01:00\""]);
}

/// A place on the globe, in a country.
#[test]
fn places_that_are_none() {
    for (old, new, mistake) in [
        (
            "latitude = 48.858068",
            "latitude = 488.58068",
            "12: latitude: expected degrees from -90 to 90, such as 45.5, found 488.58068",
        ),
        (
            "longitude = 2.321866",
            "longitude = -180.5",
            "13: longitude: expected degrees from -180 to 180, such as -3.25, found -180.5",
        ),
        (
            "longitude = 2.321866",
            "longitude = nan",
            "13: longitude: expected degrees from -180 to 180, such as -3.25, found NaN",
        ),
        (
            "country = \"BE\"",
            "country = \"Belgique\"",
            "18: country: expected the two capital letters of a country, such as \"BE\", found \"Belgique\"",
        ),
        (
            "country = \"BE\"\nlabel = { fr = \"Ouverture\", en = \"Opening\" }\nat_venue = false",
            "country = \"BE\"\nlabel = { fr = \"Ouverture\", en = \"Opening\" }\nat_venue = true",
            "18: country: the day is at the venue, which is in FR: expected the same here, or `at_venue = false`",
        ),
    ] {
        Fixture::minimal()
            .replace("event.toml", old, new)
            .refused(&[&format!("content/event.toml:{mistake}")]);
    }
}

/// An empty text says nothing.
#[test]
fn empty_texts() {
    for (old, new, line, key) in [
        (
            "short_title = \"NEC ESS 2025\"",
            "short_title = \"\"",
            2,
            "short_title",
        ),
        ("en = \"Opening\"", "en = \" \"", 19, "en"),
        ("[\"ESS France\"]", "[\"ESS France\", \"\"]", 42, "funders"),
    ] {
        Fixture::minimal()
            .replace("event.toml", old, new)
            .refused(&[&format!(
                "content/event.toml:{line}: {key}: expected words, found an empty text"
            )]);
    }
}

/// A button that leads nowhere, for what comes next.
#[test]
fn next_without_address() {
    let next =
        |url: &str| format!("\n[next]\nlabel = {{ fr = \"A\", en = \"B\" }}\nurl = \"{url}\"\n");
    let site = Fixture::minimal().append("event.toml", &next("/fr/"));
    let line = site.line_of("event.toml", "url = \"/fr/\"");
    site.refused(&[&format!(
        "content/event.toml:{line}: url: expected a whole address, such as \"https://example.org/page/\" or \"mailto:name@example.org\", found \"/fr/\""
    )]);
    for url in ["https://site.example/2032/", "mailto:equipe@site.example"] {
        Fixture::minimal()
            .append("event.toml", &next(url))
            .accepted();
    }
}
