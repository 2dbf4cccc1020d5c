//! A letter to everyone who is registered: each in their language, once however often it is run.

use std::path::Path;
use std::process::Output;
use std::sync::Arc;

use nec_ess_endpoint::store::MailKind;
use tempfile::TempDir;
use tokio::process::Command;

use crate::database::{Database, Kind};
use crate::dist::SITE;
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::server::{SECRET, Server};
use crate::smtp::Smtp;

crate::on_both!(
    everyone_gets_it_once,
    only_those_who_are_meant,
    another_letter_is_another,
    who_has_cancelled_gets_none,
    days_of_nobody,
    a_letter_follows_a_corrected_address,
    mistakes_write_nothing,
    the_command_keeps_the_pace,
    what_waits_for_another_try_goes_at_once,
);

const LAST: &str = "2025-11-27";
const FR: &str = "# Informations pratiques\n\nRendez-vous : {{venue}}, {{days}}.\n\n{{link}}\n";
const EN: &str = "# Practical information\n\nWe meet at {{venue}}, {{days}}.\n\n{{link}}\n";

/// A folder with the letter in both languages.
fn letter(fr: &str, en: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("fr.md"), fr).unwrap();
    std::fs::write(folder.path().join("practical.en.md"), en).unwrap();
    folder
}

async fn write(database: &Database, server: &Server, letter: &Path, words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.args(["write", "--dist"]).arg(server.folder());
    program.arg("--text").arg(letter.join("fr.md"));
    program.arg("--text").arg(letter.join("practical.en.md"));
    program.args(words).env("LINK_SECRET", SECRET);
    match database.kind {
        Kind::Sqlite => program
            .env_remove("DATABASE_URL")
            .arg("--data")
            .arg(database.folder.path()),
        Kind::Postgres => program.env("DATABASE_URL", &database.url),
    };
    program.kill_on_drop(true).output().await.unwrap()
}

/// Whom the outbox has a letter for.
async fn written_to(server: &Server) -> Vec<String> {
    let mut mails = server.store.unsent().await.unwrap();
    mails.retain(|mail| mail.kind == MailKind::Letter);
    let mut to: Vec<_> = mails.into_iter().map(|mail| mail.recipient).collect();
    to.sort();
    to
}

/// A dry run writes nothing; run twice it is one letter; who registers later gets it from the next run.
async fn everyone_gets_it_once(database: Arc<Database>) {
    let server = limited(&database, 50).await;
    let english = person(2, &[LAST]).with("lang", "en");
    for filled in [person(1, &[LAST]), english, Filled::reimbursement()] {
        server.send(&filled).await.reference();
    }
    let letter = letter(FR, EN);
    let dry = write(&database, &server, letter.path(), &["--dry-run"]).await;
    assert!(dry.status.success(), "{dry:?}");
    let said = String::from_utf8(dry.stdout).unwrap();
    assert!(
        said.contains("Practical information") && said.contains("personne2@exemple.fr"),
        "{said}"
    );
    assert!(written_to(&server).await.is_empty());
    // Nobody is there to say yes.
    assert!(
        !write(&database, &server, letter.path(), &[])
            .await
            .status
            .success()
    );
    for _ in 0..2 {
        let output = write(&database, &server, letter.path(), &["--yes"]).await;
        assert!(output.status.success(), "{output:?}");
        assert_eq!(
            written_to(&server).await,
            ["personne1@exemple.fr", "personne2@exemple.fr"]
        );
    }
    server.send(&person(3, &[LAST])).await.reference();
    write(
        &database,
        &server,
        letter.path(),
        &["--yes", "--per-minute", "60000"],
    )
    .await;
    assert_eq!(written_to(&server).await.len(), 3);

    let smtp = Smtp::start([]).await;
    let mailer = crate::mail::mailer(&smtp, &server);
    // The second of a minute is due a second later.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    mailer.send_due().await.unwrap();
    let taken = smtp.taken();
    let texts: Vec<_> = taken.iter().map(crate::mail::readable).collect();
    let of = |email: &str, subject: &str| {
        let sent = taken.iter().zip(&texts);
        let found: Vec<_> = sent
            .filter(|(taken, text)| taken.to == [email] && text.contains(subject))
            .map(|(_, text)| text)
            .collect();
        assert_eq!(found.len(), 1, "{email} {texts:?}");
        found[0].clone()
    };
    let stored = server.store.all().await.unwrap();
    let reference = |email: &str| {
        let mut people = stored.iter();
        people
            .find(|person| person.email() == email)
            .unwrap()
            .reference
            .clone()
    };
    for (email, subject) in [
        ("personne1@exemple.fr", "Informations pratiques"),
        ("personne2@exemple.fr", "Practical information"),
        ("personne3@exemple.fr", "Informations pratiques"),
    ] {
        let text = of(email, subject);
        assert!(text.contains(&SITE.event.venue.name), "{text}");
        assert!(
            text.contains(&server.app.links.path(&reference(email))),
            "{text}"
        );
        assert!(!text.contains("{{"), "{text}");
    }
}

/// By form, day and state; one letter to an address, however many submissions it has.
async fn only_those_who_are_meant(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let both = Filled::workshop().with("email", "personne1@exemple.fr");
    for filled in [
        person(1, &[LAST]),
        person(2, &[LAST]),
        person(3, &["2025-11-26"]),
        person(4, &["2025-11-26", LAST]),
        both,
    ] {
        server.send(&filled).await.reference();
    }
    for (words, expected) in [
        (&["--form", "workshop"][..], &["personne1@exemple.fr"][..]),
        (
            &["--day", LAST, "--state", "waiting"],
            &["personne2@exemple.fr", "personne4@exemple.fr"],
        ),
        // Who has a place on one day and waits for the other gets no letter about that one.
        (&["--day", LAST], &["personne1@exemple.fr"]),
        (
            &["--state", "waiting"],
            &["personne2@exemple.fr", "personne4@exemple.fr"],
        ),
        (
            &[],
            &[
                "personne1@exemple.fr",
                "personne3@exemple.fr",
                "personne4@exemple.fr",
            ],
        ),
    ] {
        // Each a letter of its own; who waits has no days to be named.
        let [fr, en] = [FR, EN].map(|text| text.replace(", {{days}}", ""));
        let letter = letter(&format!("{fr}\n{words:?}"), &en);
        database
            .execute("DELETE FROM outbox WHERE kind = 'letter'")
            .await;
        let words = [words, &["--yes"]].concat();
        let output = write(&database, &server, letter.path(), &words).await;
        assert!(output.status.success(), "{output:?}");
        assert_eq!(written_to(&server).await, expected, "{words:?}");
    }
    let letter = letter(FR, EN);
    for words in [
        ["--day", "2025-11-30"],
        ["--state", "cancelled"],
        ["--form", "x"],
    ] {
        let output = write(&database, &server, letter.path(), &words).await;
        assert!(!output.status.success(), "{words:?}");
        assert!(
            String::from_utf8(output.stderr)
                .unwrap()
                .contains("expected")
        );
    }
}

/// Other words are another letter, which everyone gets.
async fn another_letter_is_another(database: Arc<Database>) {
    let server = limited(&database, 50).await;
    server.send(&person(1, &[LAST])).await.reference();
    for (fr, count) in [
        (FR.to_owned(), 1),
        (format!("{FR}\nP.-S. : le train.\n"), 2),
    ] {
        let letter = letter(&fr, EN);
        write(&database, &server, letter.path(), &["--yes"]).await;
        assert_eq!(written_to(&server).await.len(), count);
    }
}

/// A letter that names the days of people who have none is refused, before anyone says yes: who waits, whose day the event no
/// longer has, or whose form it gave up.
async fn days_of_nobody(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    for filled in [person(1, &[LAST]), person(2, &[LAST]), Filled::workshop()] {
        server.send(&filled).await.reference();
    }
    let letter = letter(FR, EN);
    let refused = async |server: &Server, words: &[&str]| {
        let output = write(&database, server, letter.path(), words).await;
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && error.contains("{{days}}"),
            "{error}"
        );
        assert!(written_to(server).await.is_empty());
    };
    refused(&server, &["--state", "waiting", "--dry-run"]).await;
    refused(&server, &["--state", "waiting", "--yes"]).await;
    let server = Server::with_site(&database, |site| {
        crate::given_up::without(site);
        site.event.days.truncate(2);
    })
    .await;
    refused(&server, &["--dry-run"]).await;
    refused(&server, &["--form", "workshop", "--dry-run"]).await;
}

/// A letter that has not left goes to nobody who has cancelled or erased since.
async fn who_has_cancelled_gets_none(database: Arc<Database>) {
    let server = limited(&database, 50).await;
    let mut references = Vec::new();
    for number in 1..4 {
        references.push(server.send(&person(number, &[LAST])).await.reference());
    }
    write(&database, &server, letter(FR, EN).path(), &["--yes"]).await;
    assert_eq!(written_to(&server).await.len(), 3);
    let caps = [].into();
    server.store.cancel(&references[0], &caps).await.unwrap();
    server.store.erase(&references[1], &caps).await.unwrap();
    assert_eq!(written_to(&server).await, ["personne3@exemple.fr"]);
}

/// Each mistake is told with file and line.
async fn mistakes_write_nothing(database: Arc<Database>) {
    let server = limited(&database, 50).await;
    server.send(&person(1, &[LAST])).await.reference();
    let letter = letter(FR, "# Subject\n\n{{vennue}} {{link}}\n");
    let output = write(&database, &server, letter.path(), &["--yes"]).await;
    assert!(!output.status.success());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("practical.en.md:3: unknown name `{{vennue}}`"),
        "{error}"
    );
    assert!(written_to(&server).await.is_empty());
    let letter = self::letter(FR, EN);
    for pace in ["0", "-5", "fast"] {
        let words = ["--yes", "--per-minute", pace];
        let output = write(&database, &server, letter.path(), &words).await;
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.contains("a number from 1 to 60000"), "{error}");
    }
    assert!(written_to(&server).await.is_empty());
}

/// A letter that has not gone out, or was refused, goes to the address that its person has now.
async fn a_letter_follows_a_corrected_address(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&person(1, &[LAST])).await.reference();
    let letter = letter(FR, EN);
    let written = write(&database, &server, letter.path(), &["--yes"]).await;
    assert!(written.status.success(), "{written:?}");
    assert_eq!(written_to(&server).await, ["personne1@exemple.fr"]);
    database
        .execute("UPDATE outbox SET status = 'failed' WHERE kind = 'letter'")
        .await;
    let dist = server.folder().to_str().unwrap();
    let words = [
        "correct",
        "--dist",
        dist,
        &reference,
        "email=juste@exemple.fr",
    ];
    crate::commands::said(&crate::commands::run(&database, &words).await);
    assert_eq!(written_to(&server).await, ["juste@exemple.fr"]);
    let smtp = Smtp::start([]).await;
    let mailer = crate::mail::mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap().sent, 2);
    for taken in smtp.taken() {
        assert_eq!(taken.to, ["juste@exemple.fr"]);
    }
}

/// `mail --send`, to a server of the test's own.
fn send(database: &Database, server: &Server, smtp: &Smtp) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program
        .args(["mail", "--send", "--dist"])
        .arg(server.folder());
    match database.kind {
        Kind::Sqlite => program
            .env_remove("DATABASE_URL")
            .arg("--data")
            .arg(database.folder.path()),
        Kind::Postgres => program.env("DATABASE_URL", &database.url),
    };
    program.env("SMTP_URL", format!("smtp://{}", smtp.address));
    program.env("MAIL_FROM", "bonjour@nec-ess.example");
    program
        .env("PUBLIC_URL", "https://exemple.fr")
        .env("LINK_SECRET", SECRET);
    program.kill_on_drop(true);
    program
}

/// Whoever sends by hand gets every letter sent, each when it is due: the pace is there for the mail server. How long it
/// takes is told at once, and nothing is left at the end.
async fn the_command_keeps_the_pace(database: Arc<Database>) {
    let server = limited(&database, 50).await;
    for number in 1..4 {
        server.send(&person(number, &[LAST])).await.reference();
    }
    let letter = letter(FR, EN);
    let words = ["--yes", "--per-minute", "20"];
    let written = write(&database, &server, letter.path(), &words).await;
    assert!(written.status.success(), "{written:?}");
    let listed = crate::commands::said(&crate::commands::run(&database, &["mail"]).await);
    let lines = listed.lines().filter(|line| line.contains("\tletter\t"));
    assert_eq!(
        lines.filter(|line| line.contains("\tdue 20")).count(),
        2,
        "{listed}"
    );
    let smtp = Smtp::start([]).await;
    let began = std::time::Instant::now();
    let output = send(&database, &server, &smtp).output().await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(
        began.elapsed() > std::time::Duration::from_secs(4),
        "{said}"
    );
    assert!(said.contains("letters that are due later: 2."), "{said}");
    assert!(said.contains("Ctrl-C"), "{said}");
    assert!(said.contains("6 sent, 0 refused, 0 postponed"), "{said}");
    assert_eq!(smtp.taken().len(), 6);
    assert!(server.store.unsent().await.unwrap().is_empty());
}

/// Whoever has put the mail server right does not wait for hours until it is tried again; nor for ever where it is not
/// right yet.
async fn what_waits_for_another_try_goes_at_once(database: Arc<Database>) {
    let server = limited(&database, 50).await;
    server.send(&person(1, &[LAST])).await.reference();
    let smtp = Smtp::start([]).await;
    let mut broken = send(&database, &server, &smtp);
    let output = broken
        .env("SMTP_URL", "smtp://127.0.0.1:1")
        .output()
        .await
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("0 sent, 0 refused, 1 postponed"), "{said}");
    let listed = crate::commands::said(&crate::commands::run(&database, &["mail"]).await);
    assert!(listed.contains("\tdue 20"), "{listed}");
    let output = send(&database, &server, &smtp).output().await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("1 sent, 0 refused, 0 postponed"), "{said}");
    assert!(server.store.unsent().await.unwrap().is_empty());
}
