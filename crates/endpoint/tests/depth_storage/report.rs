//! What an organiser asks each morning, as numbers.

use std::sync::Arc;

use nec_ess_domain::spam;
use serde_json::{Value, json};

use crate::commands::{run, said};
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::server::Server;

crate::on_both!(
    numbers_of_everything,
    in_words_for_people,
    nothing_yet,
    only_what_is_asked_for,
    access_needs_of_those_who_come,
    what_is_kept_apart_of_a_day,
    who_wants_the_workshop_on_its_day,
    mails_by_reason,
    wrong_filters,
);

const MIDDLE: &str = "2025-11-26";
const LAST: &str = "2025-11-27";

async fn report(database: &Database, server: &Server, words: &[&str]) -> String {
    let dist = server.folder().to_str().unwrap();
    let words = [&["report", "--dist", dist], words].concat();
    said(&run(database, &words).await)
}

async fn numbers(database: &Database, server: &Server, words: &[&str]) -> Value {
    let words = [&["--json"], words].concat();
    serde_json::from_str(&report(database, server, &words).await).unwrap()
}

/// A day with one place: one person has it, two wait, one has cancelled; and one of each other form.
async fn busy(database: &Database) -> (Server, Vec<String>) {
    let server = limited(database, 1).await;
    let mut references = Vec::new();
    for (number, days) in [
        (0, &[MIDDLE, LAST][..]),
        (1, &[LAST]),
        (2, &[LAST]),
        (3, &[MIDDLE, LAST]),
    ] {
        let filled = person(number, days);
        let filled = if number == 0 {
            filled.with("access_needs", "Fauteuil roulant")
        } else {
            filled
        };
        references.push(server.send(&filled).await.reference());
    }
    for filled in [Filled::workshop(), Filled::reimbursement()] {
        references.push(server.send(&filled).await.reference());
    }
    let trapped = person(9, &[LAST]).with(spam::FIELD, "https://exemple.fr");
    server.send(&trapped).await.reference();
    let dist = server.folder().to_str().unwrap();
    said(&run(database, &["cancel", "--dist", dist, &references[3]]).await);
    (server, references)
}

/// Forms, days, verdicts, needs, mails, quarantine: each counted as it is.
async fn numbers_of_everything(database: Arc<Database>) {
    let (server, _) = busy(&database).await;
    // Midnight in Paris is not midnight in UTC.
    database
        .execute("UPDATE submissions SET created_at = '2025-11-03T23:30:00.000000Z' WHERE form = 'registration'")
        .await;
    database
        .execute("UPDATE submissions SET created_at = '2025-07-01T06:10:00.000000Z' WHERE form = 'workshop'")
        .await;
    database
        .execute("UPDATE submissions SET created_at = '2025-07-01T06:20:00.000000Z' WHERE form = 'reimbursement'")
        .await;
    let found = numbers(&database, &server, &[]).await;
    assert_eq!(
        found["forms"],
        json!([
            {"form": "registration", "registered": 1, "waiting": 2, "cancelled": 1},
            {"form": "workshop", "registered": 1, "waiting": 0, "cancelled": 0},
            {"form": "reimbursement", "registered": 1, "waiting": 0, "cancelled": 0},
        ])
    );
    assert_eq!(
        found["days"],
        json!([
            {"day": "2025-11-25", "confirmed": 0, "waiting": 0, "cancelled": 0, "capacity": null, "remaining": null},
            {"day": MIDDLE, "confirmed": 1, "waiting": 0, "cancelled": 1, "capacity": null, "remaining": null},
            {"day": LAST, "confirmed": 1, "waiting": 2, "cancelled": 1, "capacity": 1, "remaining": 0},
        ])
    );
    assert_eq!(
        found["arrivals"],
        json!({"by_day": {"2025-07-01": 2, "2025-11-04": 4}, "by_hour": {"0": 4, "8": 2}})
    );
    assert_eq!(found["access_needs"], 1);
    // Lyon is far from the venue.
    assert_eq!(
        found["reimbursement"],
        json!({"yes": 1, "no": 0, "confirm": 0})
    );
    assert_eq!(
        found["mails"],
        json!([{"status": "waiting", "reason": "not_tried", "mails": 7}])
    );
    assert_eq!(
        found["quarantine"],
        json!([{"form": "registration", "submissions": 1}])
    );
}

/// The same in French, or in English, with how to see the people behind the numbers; nobody's name or address is in it.
async fn in_words_for_people(database: Arc<Database>) {
    let (server, _) = busy(&database).await;
    let text = report(&database, &server, &[]).await;
    for line in [
        "                enregistrés  en attente  annulés  en tout\n",
        "  Inscriptions            1           2        1        4\n",
        "  jeudi 27 novembre 2025 – Paris              1           2        1          0 / 1\n",
        "  mercredi 26 novembre 2025 – Paris           1           0        1    sans limite\n",
        "export --format csv --form registration --answered access_needs --coming\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    for private in ["Durand", "@", "Fauteuil", "NEC-"] {
        assert!(!text.contains(private), "{text}");
    }
    let text = report(&database, &server, &["--lang", "en"]).await;
    assert!(text.contains("Registrations  "), "{text}");
    assert!(text.contains("Thursday 27 November 2025 – Paris"), "{text}");
}

/// On the first morning there is nothing, and that is said.
async fn nothing_yet(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let text = report(&database, &server, &[]).await;
    assert!(text.contains("Inscriptions            0"), "{text}");
    assert!(!text.contains("export"), "{text}");
}

/// Of one form, one day, one state, or since the last one that was looked at.
async fn only_what_is_asked_for(database: Arc<Database>) {
    let (server, references) = busy(&database).await;
    let count = |found: &Value, state: &str| {
        let forms = found["forms"].as_array().unwrap().iter();
        forms.map(|of| of[state].as_u64().unwrap()).sum::<u64>()
    };
    let found = numbers(&database, &server, &["--form", "workshop"]).await;
    assert_eq!(found["forms"].as_array().unwrap().len(), 1);
    assert_eq!(found["days"], json!([]));
    assert_eq!(found["mails"][0]["mails"], 1);
    let found = numbers(&database, &server, &["--day", MIDDLE]).await;
    assert_eq!(
        (count(&found, "registered"), count(&found, "waiting")),
        (1, 0)
    );
    assert_eq!(found["days"].as_array().unwrap().len(), 1);
    // Cancelled on that day: it was chosen.
    let found = numbers(
        &database,
        &server,
        &["--day", MIDDLE, "--state", "cancelled"],
    )
    .await;
    assert_eq!(
        (count(&found, "registered"), count(&found, "cancelled")),
        (0, 1)
    );
    let found = numbers(&database, &server, &["--state", "waiting"]).await;
    assert_eq!(
        (count(&found, "registered"), count(&found, "waiting")),
        (0, 2)
    );
    // As people type a reference.
    let last = references[2].to_lowercase().replace('-', " ");
    let found = numbers(&database, &server, &["--since", &last]).await;
    assert_eq!(
        (count(&found, "registered"), count(&found, "waiting")),
        (2, 0)
    );
    assert_eq!(count(&found, "cancelled"), 1);
    let text = report(
        &database,
        &server,
        &["--form", "registration", "--day", LAST],
    )
    .await;
    assert!(
        text.contains("--form registration --day 2025-11-27\n"),
        "{text}"
    );
    assert!(
        text.contains("--form registration --day 2025-11-27 --answered access_needs --coming\n"),
        "{text}"
    );
}

/// The lines that the command lists which stands in `report` after `before`.
async fn listed(database: &Database, server: &Server, report: &str, command: &str) -> usize {
    let line = report.lines().find(|line| line.contains(command));
    let line = line.unwrap_or_else(|| panic!("{command}\n{report}"));
    let (_, words) = line.split_once("nec-ess-endpoint ").unwrap();
    let words = words.replace("csv", "jsonl");
    let dist = server.folder().to_str().unwrap();
    let words: Vec<&str> = words.split_whitespace().chain(["--dist", dist]).collect();
    said(&run(database, &words).await).lines().count()
}

/// Who waits, cancelled or comes on another day has none to be seen to; the command lists as many as the number says.
async fn access_needs_of_those_who_come(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let mut references = Vec::new();
    for (number, days) in [
        (0, &[MIDDLE, LAST][..]),
        (1, &[LAST]),
        (2, &[MIDDLE]),
        (3, &[MIDDLE]),
        (4, &[MIDDLE, LAST]),
    ] {
        let filled = person(number, days).with("access_needs", "Boucle");
        references.push(server.send(&filled).await.reference());
    }
    let dist = server.folder().to_str().unwrap();
    said(&run(&database, &["cancel", "--dist", dist, &references[3]]).await);
    for (words, expected) in [
        (&[][..], 3),
        (&["--day", MIDDLE], 3),
        (&["--day", LAST], 1),
        (&["--state", "waiting"], 1),
    ] {
        let found = numbers(&database, &server, words).await;
        assert_eq!(found["access_needs"], expected, "{words:?}");
        let text = report(&database, &server, words).await;
        let count = listed(&database, &server, &text, "--answered access_needs").await;
        assert_eq!(count, expected, "{words:?}");
    }
}

/// The command lists those of the day, and nobody who has cancelled.
async fn what_is_kept_apart_of_a_day(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let mut references = Vec::new();
    for (number, day) in [(0, MIDDLE), (1, LAST), (2, LAST), (3, LAST)] {
        let trapped = person(number, &[day]).with(spam::FIELD, "https://exemple.fr");
        references.push(server.send(&trapped).await.reference());
    }
    let dist = server.folder().to_str().unwrap();
    said(&run(&database, &["cancel", "--dist", dist, &references[3]]).await);
    for (words, expected) in [(&[][..], 3), (&["--day", LAST], 2)] {
        let found = numbers(&database, &server, words).await;
        assert_eq!(found["quarantine"][0]["submissions"], expected);
        let text = report(&database, &server, words).await;
        assert_eq!(
            listed(&database, &server, &text, "export --quarantine").await,
            expected
        );
    }
}

/// Who does not come on the day of the workshop may have ticked its box before; nobody counts them.
async fn who_wants_the_workshop_on_its_day(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let day = SITE.event.workshop.as_ref().unwrap().start.date();
    let day = day.to_string();
    let others = SITE.event.day_ids();
    let other = others.iter().find(|other| **other != day).unwrap();
    for (number, days) in [(0, &[&*day, other][..]), (1, &[other]), (2, &[&*day])] {
        let filled = person(number, days).with("workshop", "yes");
        server.send(&filled).await.reference();
    }
    let words = ["--answered", "workshop"];
    let found = numbers(&database, &server, &words).await;
    let of = &found["forms"][0];
    let count = ["registered", "waiting", "cancelled"].map(|state| of[state].as_u64().unwrap());
    assert_eq!(count.iter().sum::<u64>(), 2);
    assert_eq!(found["days"][0]["day"], *day);
    let text = report(&database, &server, &words).await;
    assert!(
        text.contains(&format!("--day {day} --answered workshop\n")),
        "{text}"
    );
    let found = numbers(
        &database,
        &server,
        &["--answered", "workshop", "--day", other],
    )
    .await;
    assert_eq!(found["days"][0]["day"], **other);
}

/// What a server said of somebody's address is told by its kind alone.
async fn mails_by_reason(database: Arc<Database>) {
    let (server, _) = busy(&database).await;
    database
        .execute(
            "UPDATE outbox SET status = 'failed', error = 'permanent error (550): <personne0@exemple.fr> unknown'
             WHERE recipient = 'personne0@exemple.fr'",
        )
        .await;
    database
        .execute("UPDATE outbox SET error = 'Connection error: refused' WHERE recipient = 'personne1@exemple.fr'")
        .await;
    let found = numbers(&database, &server, &[]).await;
    assert_eq!(
        found["mails"],
        json!([
            {"status": "failed", "reason": "refused", "mails": 1},
            {"status": "waiting", "reason": "not_tried", "mails": 5},
            {"status": "waiting", "reason": "no_server", "mails": 1},
        ])
    );
    let text = report(&database, &server, &[]).await;
    assert!(!text.contains('@'), "{text}");
    assert!(text.contains("pas de réponse du serveur"), "{text}");
}

/// What cannot be asked for is said, with what can.
async fn wrong_filters(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let dist = server.folder().to_str().unwrap();
    for (words, expected) in [
        (["--form", "newsletter"], "registration, workshop"),
        (["--day", "demain"], "2031-11-26"),
        (
            ["--day", "2031-11-26"],
            "nobody has chosen it: expected one of 2025-11-25",
        ),
        (["--state", "erased"], "registered, waiting, cancelled"),
        (["--since", "NEC-0000-0000"], "nothing has this reference"),
        (["--answered", "phone"], "access_needs"),
        (["--lang", "de"], "fr or en"),
    ] {
        for command in ["report", "export"] {
            let words = [&[command, "--dist", dist][..], &words].concat();
            let output = run(&database, &words).await;
            let text = String::from_utf8(output.stderr).unwrap();
            assert!(
                !output.status.success() && text.contains(expected),
                "{text}"
            );
        }
    }
}
