//! A full programme: the sessions of `tests/programme`, laid over the content that ships.
#![allow(clippy::unwrap_used)] // A test whose content is missing has to stop there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use nec_ess_content::{Site, calendar, load, read};
use nec_ess_domain::Lang;

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

fn site() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("content"), folder.path());
    copy(&root.join("tests/programme"), folder.path());
    load(folder.path()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The value of the only line `name` of a calendar file, unfolded.
fn line(file: &str, name: &str) -> String {
    let file = file.replace("\r\n ", "");
    let start = format!("{name}:");
    let mut lines = file
        .lines()
        .filter_map(|line| line.strip_prefix(start.as_str()));
    let value = lines.next().unwrap().to_owned();
    assert_eq!(lines.next(), None, "{name} twice");
    value
}

/// All forty are there, each day's in the order of its hours, and those without a time last.
#[test]
fn in_order() {
    let site = site();
    assert_eq!(site.programme.sessions.len(), 40);
    let by_day = site
        .event
        .days
        .iter()
        .map(|day| site.programme.of_day(day.date));
    let by_day: Vec<Vec<_>> = by_day.map(Iterator::collect).collect();
    assert_eq!(
        by_day.iter().map(Vec::len).collect::<Vec<_>>(),
        [13, 14, 13]
    );
    for sessions in by_day {
        let starts: Vec<_> = sessions
            .iter()
            .map(|session| session.time.map(|time| time.start))
            .collect();
        assert!(
            starts.is_sorted_by_key(|start| (start.is_none(), *start)),
            "{starts:?}"
        );
        assert!(starts.last().unwrap().is_none());
    }
}

/// Sessions with a time have a calendar file, whose event is the same in both languages; no two are one event.
#[test]
fn calendar_files() {
    let site = site();
    let mut ids = BTreeSet::new();
    for session in &site.programme.sessions {
        let files = Lang::ALL.map(|lang| calendar::session(&site, session, lang));
        let [fr, en] = &files;
        assert_eq!(
            fr.is_some(),
            session.time.is_some() && !session.is_workshop,
            "{}",
            session.id
        );
        if let (Some(fr), Some(en)) = (fr, en) {
            assert_eq!(line(fr, "UID"), line(en, "UID"));
            assert_ne!(line(fr, "SUMMARY"), line(en, "SUMMARY"));
            assert!(ids.insert(line(fr, "UID")), "{}", session.id);
        }
    }
    assert_eq!(ids.len(), 36);
}

/// The hours are those of the event's zone, the place is the room's, and what a comma would part is escaped.
#[test]
fn one_calendar_file() {
    let site = site();
    let mut sessions = site.programme.sessions.iter();
    let session = sessions.find(|session| session.id == "day-2-03").unwrap();
    let file = calendar::session(&site, session, Lang::En).unwrap();
    assert_eq!(line(&file, "UID"), "session-day-2-03@nec-ess-2025");
    assert_eq!(line(&file, "DTSTART"), "20251126T083000Z");
    assert_eq!(line(&file, "DTEND"), "20251126T093000Z");
    assert_eq!(
        line(&file, "LOCATION"),
        "Library\\, Musée social – CEDIAS\\, 5 rue Las Cases\\, 75007 Paris"
    );
    assert_eq!(
        calendar::session_path(session, Lang::En).unwrap(),
        "/en/session-day-2-03.ics"
    );
}

/// A file of a later revision is newer for a calendar, and one of the same revision is the same file.
#[test]
fn revisions() {
    let before = site();
    let mut after = before.clone();
    after.event.revised = before.event.revised.tomorrow().unwrap();
    let files = |site: &Site| {
        let mut files = vec![calendar::workshop(site, Lang::Fr).unwrap()];
        let days = site.event.days.iter();
        files.extend(days.map(|day| calendar::days(site, [day], Lang::En)));
        let sessions = site.programme.sessions.iter();
        files.extend(sessions.filter_map(|session| calendar::session(site, session, Lang::Fr)));
        files
    };
    assert_eq!(files(&before), files(&before));
    for (before, after) in files(&before).iter().zip(&files(&after)) {
        let sequence = |file: &str| line(file, "SEQUENCE").parse::<u32>().unwrap();
        assert_eq!(sequence(before) + 1, sequence(after));
        assert!(line(before, "DTSTAMP") < line(after, "DTSTAMP"));
        assert!(line(before, "URL").starts_with(&site().settings.origin));
        assert!(!line(before, "LOCATION").is_empty());
        assert!(!before.contains("METHOD"));
    }
}

/// The workshop is in the programme with the calendar file that it has anyway.
#[test]
fn workshop() {
    let site = site();
    let mut sessions = site.programme.sessions.iter();
    let workshop = sessions.find(|session| session.is_workshop).unwrap();
    assert_eq!(
        calendar::session_path(workshop, Lang::Fr).unwrap(),
        calendar::workshop_path(Lang::Fr)
    );
    let files = Lang::ALL.map(|lang| calendar::workshop(&site, lang).unwrap());
    assert_eq!(line(&files[0], "UID"), line(&files[1], "UID"));
}

/// So is a day: in whichever language it comes, a calendar has it once.
#[test]
fn days() {
    let site = site();
    for day in &site.event.days {
        let [fr, en] = Lang::ALL.map(|lang| calendar::days(&site, [day], lang));
        assert_eq!(line(&fr, "UID"), line(&en, "UID"));
    }
}

/// A fact that changes is told to the editor until it is written down, and calendars take the newer file meanwhile.
#[test]
fn a_change_is_noted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("content"), folder.path());
    let file = folder.path().join("event.toml");
    let facts = fs::read_to_string(&file).unwrap();
    let reading = |facts: &str| {
        fs::write(&file, facts).unwrap();
        read(folder.path(), &root.join("public")).unwrap_or_else(|errors| panic!("{errors:#?}"))
    };
    let built = |facts: &str, day: Date| {
        let mut site = reading(facts).site;
        site.revise(day);
        calendar::workshop(&site, Lang::Fr).unwrap()
    };
    let sequence = |file: &str| line(file, "SEQUENCE").parse::<u32>().unwrap();
    let (one_day, next_day) = (date(2025, 10, 1), date(2025, 10, 2));

    assert_eq!(reading(&facts).notes, [] as [&str; 0]);
    let before = built(&facts, one_day);
    assert_eq!(before, built(&facts, next_day));

    let changed = facts.replace("end = \"2025-11-26T17:00\"", "end = \"2025-11-26T18:00\"");
    let notes = reading(&changed).notes;
    let calendars = facts
        .lines()
        .position(|line| line.starts_with("calendars = "));
    let place = format!("content/event.toml:{}: calendars: ", calendars.unwrap() + 1);
    assert!(
        notes.len() == 1 && notes[0].starts_with(&place),
        "{notes:#?}"
    );
    let unsaid = built(&changed, one_day);
    assert!(sequence(&before) < sequence(&unsaid));
    assert_eq!(line(&unsaid, "DTSTAMP"), "20251001T000000Z");
    assert!(sequence(&unsaid) < sequence(&built(&changed, next_day)));

    // What the note says to write.
    let (_, wanted) = notes[0].split_once("`calendars = ").unwrap();
    let (wanted, _) = wanted.split_once('`').unwrap();
    let kept = facts
        .lines()
        .filter(|line| !line.starts_with("calendars = "));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    let kept = kept.replace("end = \"2025-11-26T17:00\"", "end = \"2025-11-26T18:00\"");
    let said = format!("revised = \"2025-10-01\"\ncalendars = {wanted}\n{kept}");
    assert_eq!(reading(&said).notes, [] as [&str; 0]);
    assert_eq!(built(&said, next_day), unsaid);
}
