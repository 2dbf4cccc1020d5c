//! The sessions of the programme.

use crate::{FACTS, Fixture};

/// A session that passes, on the first of the two days.
const SESSION: &str = r#"day = "2025-11-25"
start = "10:00"
end = "11:00"
kind = "talk"
title = { fr = "Ouverture", en = "Opening" }
room = "hall"
"#;

/// The minimal site with a room, and `text` as a session.
fn with(name: &str, text: &str) -> Fixture {
    Fixture::minimal()
        .append("programme.toml", "hall = { fr = \"Salle\", en = \"Hall\" }")
        .write(&format!("programme/{name}.toml"), text)
}

/// The session with one change.
fn but(old: &str, new: &str) -> Fixture {
    assert_eq!(SESSION.matches(old).count(), 1, "{old:?}");
    with("opening", &SESSION.replace(old, new))
}

/// What all tests here change passes as it is, also without what need not be known.
#[test]
fn sessions_pass() {
    with("opening", SESSION).accepted();
    let site = but("start = \"10:00\"\nend = \"11:00\"\n", "").replace(
        "programme/opening.toml",
        "room = \"hall\"\n",
        "",
    );
    let session = &site.accepted().programme.sessions[0];
    assert_eq!((session.time, session.room.as_deref()), (None, None));
}

/// A day that is not one of the event's.
#[test]
fn another_day() {
    but("2025-11-25", "2025-11-28").refused(&["content/programme/opening.toml:1: `2025-11-28` is no day of the event, expected one of: 2025-11-25, 2025-11-26"]);
}

/// Title and day are needed.
#[test]
fn missing_keys() {
    but("day = \"2025-11-25\"\n", "").refused(&[
        "content/programme/opening.toml:5: expected a key `day` below this line, one of the days of the event, such as day = \"2025-11-25\"",
    ]);
    but("title = { fr = \"Ouverture\", en = \"Opening\" }\n", "")
        .refused(&["content/programme/opening.toml:5: expected a key `title` below this line, in both languages, such as title = { fr = \"…\", en = \"…\" }"]);
}

/// A session ends after it begins, on the same day.
#[test]
fn times_that_run_backwards() {
    let message = "content/programme/opening.toml:3: the session ends before it begins: expected a time of the same day, later than 10:00";
    for end in ["10:00", "09:30", "00:30"] {
        but("11:00", end).refused(&[message]);
    }
}

/// In the night when clocks are put forward, 2:30 is no earlier than 3:00.
#[test]
fn time_that_is_left_out() {
    but("start = \"10:00\"\nend = \"11:00\"", "start = \"02:30\"\nend = \"03:00\"")
        .replace("programme/opening.toml", "2025-11-25", "2025-03-30")
        .replace("event.toml", "date = \"2025-11-25\"", "date = \"2025-03-30\"")
        .replace("event.toml", "date = \"2025-11-26\"", "date = \"2025-03-31\"")
        .replace("event.toml", "2025-11-26T13", "2025-03-31T13")
        .replace("event.toml", "2025-11-26T17", "2025-03-31T17")
        .refused(&["content/programme/opening.toml:3: the session ends before it begins: expected a time of the same day, later than 02:30"]);
}

/// Half a time is none.
#[test]
fn half_a_time() {
    but("end = \"11:00\"\n", "").refused(&["content/programme/opening.toml:2: `start` without `end`: expected both, or neither while the time is not settled"]);
    but("start = \"10:00\"\n", "").refused(&["content/programme/opening.toml:2: `end` without `start`: expected both, or neither while the time is not settled"]);
}

/// Both languages are there, and say something.
#[test]
fn one_language() {
    but(", en = \"Opening\"", "").refused(&[
        "content/programme/opening.toml:5: expected a key `en` in `title`, such as en = \"…\"",
    ]);
    but("\"Opening\"", "\" \"")
        .refused(&["content/programme/opening.toml:5: en: expected words, found an empty text"]);
}

/// Kinds and rooms are those of programme.toml.
#[test]
fn unknown_kind_and_room() {
    but("\"talk\"", "\"party\"").refused(&["content/programme/opening.toml:4: unknown kind `party`, expected one of [kinds] in content/programme.toml: case-study, forum, meeting, talk, workshop"]);
    but("\"hall\"", "\"cellar\"").refused(&["content/programme/opening.toml:6: unknown room `cellar`, expected one of [rooms] in content/programme.toml: hall"]);
    Fixture::minimal()
        .write("programme/opening.toml", SESSION)
        .refused(&["content/programme/opening.toml:6: unknown room `hall`: [rooms] in content/programme.toml is empty, expected a line there such as hall = { fr = \"…\", en = \"…\" }"]);
}

/// A language of the programme is one that the site has words for.
#[test]
fn unknown_language() {
    let text = format!("{SESSION}languages = [\"fr\", \"de\"]\n");
    with("opening", &text).refused(&[
        "content/programme/opening.toml:7: languages: expected one of `fr`, `en`, found \"de\"",
    ]);
}

/// A slip in a key's name lists the keys that there are.
#[test]
fn unknown_key() {
    but("room = ", "place = ").refused(&["content/programme/opening.toml:6: unknown key `place`, expected one of `workshop`, `day`, `start`, `end`, `kind`, `title`, `description`, `people`, `room`, `languages`"]);
}

/// The file's name is the session's address.
#[test]
fn bad_name() {
    with("L'ouverture", SESSION).refused(&["content/programme/L'ouverture.toml: the name becomes the address: expected lower-case letters, digits and single hyphens, such as `l-ouverture.toml`"]);
}

/// No room holds two sessions at a time; one after the other, or elsewhere, is right.
#[test]
fn two_in_one_room() {
    let at = |start: &str, end: &str| {
        let times = format!("start = \"{start}\"\nend = \"{end}\"\n");
        SESSION.replace("start = \"10:00\"\nend = \"11:00\"\n", &times)
    };
    let second =
        |start, end| with("opening", SESSION).write("programme/second.toml", at(start, end));
    second("11:00", "12:00").accepted();
    second("09:00", "10:00").accepted();
    let overlapping = || second("10:30", "11:30");
    overlapping()
        .replace("programme/second.toml", "room = \"hall\"\n", "")
        .accepted();
    overlapping()
        .replace("programme/second.toml", "-25", "-26")
        .accepted();
    overlapping().refused(&["content/programme/second.toml:6: the room `hall` is taken from 10:00 to 11:00 by content/programme/opening.toml: expected one session at a time"]);
    // One that began long before the last still holds the room.
    second("12:00", "12:30")
        .write("programme/opening.toml", at("08:00", "18:00"))
        .write("programme/unplaced.toml", at("09:00", "09:30").replace("room = \"hall\"\n", ""))
        .refused(&["content/programme/second.toml:6: the room `hall` is taken from 08:00 to 18:00 by content/programme/opening.toml: expected one session at a time"]);
}

/// What the workshop is called and when it is stands in event.toml alone.
#[test]
fn workshop_repeated() {
    let text = "workshop = true\nkind = \"workshop\"\n";
    let site = with("workshop", text).accepted();
    let session = &site.programme.sessions[0];
    assert_eq!(session.title.en, "Leaving GAFAM");
    assert_eq!(
        session.time.unwrap().end,
        site.event.workshop.as_ref().unwrap().end
    );
    with("workshop", &format!("{text}start = \"13:00\"\n")).refused(&["content/programme/workshop.toml:3: the workshop's `start` comes from [workshop] of content/event.toml: expected none here"]);
}

/// Facts are named in sessions as in pages.
#[test]
fn facts() {
    but("\"Opening\"", "\"Opening at {{venue}}\"").accepted();
    but("\"Opening\"", "\"Opening at {{place}}\"").refused(&[&format!(
        "content/programme/opening.toml:5: unknown name `{{{{place}}}}`, expected one of: {FACTS}"
    )]);
}

/// A link to a session leads to the page that shows the programme, and only there.
#[test]
fn links() {
    let shown = || with("opening", SESSION).append("fr/programme.md", "## Le programme");
    shown()
        .append("fr/404.md", "[a](page:programme#session-opening)")
        .accepted();
    let errors = shown()
        .append(
            "fr/404.md",
            "[a](page:programme#session-closing) [b](page:studies#session-opening)",
        )
        .errors();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    // Its own mistake is told, and the link to it is right.
    shown()
        .append("fr/404.md", "[a](page:programme#session-opening)")
        .replace("programme/opening.toml", "kind =", "sort =")
        .refused(&["content/programme/opening.toml:4: unknown key `sort`, expected one of `workshop`, `day`, `start`, `end`, `kind`, `title`, `description`, `people`, `room`, `languages`"]);
}

/// Without the kinds and rooms, sessions are checked as far as that goes.
#[test]
fn without_kinds() {
    but("2025-11-25", "2025-11-28").delete("programme.toml").refused(&[
        "content/programme/opening.toml:1: `2025-11-28` is no day of the event, expected one of: 2025-11-25, 2025-11-26",
        "content/programme.toml: is missing: expected it here",
    ]);
}
