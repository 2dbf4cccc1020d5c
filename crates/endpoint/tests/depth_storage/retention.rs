//! What is past its period is deleted by itself, access needs first.

use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use nec_ess_endpoint::retention::{Clock, keep, past};
use nec_ess_endpoint::store::Amount;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tokio::sync::{Notify, watch};

use crate::commands::{run, said};
use crate::database::{Database, Kind};
use crate::dist::{self, SITE};
use crate::forms::Filled;
use crate::server::{SECRET, Server};

crate::on_both!(
    access_needs_go_first,
    each_form_after_its_period,
    two_replicas_delete_the_same,
    each_day_again,
    a_clock_that_jumps_deletes_nothing,
    the_program_does_it_and_names_nobody,
    the_command_does_the_same,
);

const NEEDS: &str = "Boucle magnétique";
/// Before the event.
const LONG_AGO: &str = "2025-11-01T12:00:00.000000Z";
/// Access needs are past their period, registrations are not.
const WINTER: &str = "2026-01-15T12:00:00Z";
/// A clock may be so wrong.
const YEARS: Duration = Duration::from_secs(3 * 365 * 24 * 60 * 60);
/// All of it is past its period.
const YEAR_AFTER: &str = "2026-12-01T12:00:00Z";

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Makes all that is stored as old as the event.
async fn age(database: &Database) {
    for table in ["submissions", "quarantine"] {
        let sql = format!("UPDATE {table} SET created_at = '{LONG_AGO}'");
        database.execute(&sql).await;
    }
}

/// A build of the site whose event ended sixty days ago, whenever this runs: access needs are past their period, registrations
/// are not.
fn ended_lately() -> TempDir {
    let mut site = SITE.clone();
    let last = site.event.days.last().unwrap().date;
    let day = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date() - 60.days();
    let moved = day.since(last).unwrap();
    for day in &mut site.event.days {
        day.date += moved;
    }
    dist::of_site(site)
}

/// One of each form, with access needs, and one more that was taken for spam: all from before the event. Then one that came
/// just now.
async fn stored(server: &Server, database: &Database) {
    for filled in Filled::each() {
        let filled = match filled.form.id {
            "registration" => filled.with("access_needs", NEEDS),
            _ => filled,
        };
        server.send(&filled).await.reference();
    }
    let trapped = Filled::registration()
        .with("email", "autre@exemple.fr")
        .with("access_needs", NEEDS)
        .with(nec_ess_domain::spam::FIELD, "x");
    server.send(&trapped).await.reference();
    age(database).await;
    let late = Filled::registration()
        .with("email", "plus.tard@exemple.fr")
        .with("access_needs", NEEDS);
    server.send(&late).await.reference();
}

/// Access needs leave registrations and quarantine; the rest stays, and so does what came a moment ago.
async fn access_needs_go_first(database: Arc<Database>) {
    let server = Server::start(&database).await;
    stored(&server, &database).await;
    let mut past = past(&SITE.event, instant(WINTER));
    assert!(past.forms.is_empty(), "{past:?}");
    // What is in quarantine is past its own period too: here it stays, to be looked at.
    past.quarantine = None;
    let expected = Amount {
        access_needs: 2,
        ..Amount::default()
    };
    assert_eq!(server.store.count_past(&past).await.unwrap(), expected);
    let (deleted, outcome) = server.store.delete_past(&past).await;
    outcome.unwrap();
    assert_eq!(deleted, expected);
    let all = server.store.all().await.unwrap();
    assert_eq!(all.len(), 4);
    for stored in all.iter().filter(|stored| stored.form == "registration") {
        let is_late = stored.email() == "plus.tard@exemple.fr";
        let needs = stored.answers.first("access_needs");
        assert_eq!(needs, if is_late { NEEDS } else { "" });
        assert_eq!(stored.answers.first("first_name"), "Camille");
        assert_eq!(stored.days.len(), 2);
    }
    let apart = server.store.quarantined().await.unwrap();
    assert_eq!(apart[0].answers.first("access_needs"), "");
    assert_eq!(apart[0].answers.first("email"), "autre@exemple.fr");
    let (again, outcome) = server.store.delete_past(&past).await;
    outcome.unwrap();
    assert!(again.is_nothing(), "{again:?}");
}

/// A year after the event all of it is gone, with days and mails; what came a moment ago stays whole.
async fn each_form_after_its_period(database: Arc<Database>) {
    let server = Server::start(&database).await;
    stored(&server, &database).await;
    let past = past(&SITE.event, instant(YEAR_AFTER));
    let (deleted, outcome) = server.store.delete_past(&past).await;
    outcome.unwrap();
    let one_each = vec![("registration", 1), ("workshop", 1), ("reimbursement", 1)];
    assert_eq!(deleted.forms, one_each);
    assert_eq!(deleted.quarantine, 1);
    let left = server.store.all().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].answers.first("access_needs"), NEEDS);
    assert_eq!(left[0].days.len(), 2);
    let mails = server.store.unsent().await.unwrap();
    assert_eq!(mails.len(), 1);
    assert!(server.store.quarantined().await.unwrap().is_empty());
}

/// Two replicas that do it at the same time delete each submission once, while a third person registers.
async fn two_replicas_delete_the_same(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let other = database.store().await;
    let sql = format!(
        "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 250)
         INSERT INTO submissions (reference, form, submission_key, lang, answers, content_hash, created_at)
         SELECT 'NEC-' || n, 'workshop', 'key-' || n, 'fr', '[[\"access_needs\",\"x\"]]', 'hash-' || n, '{LONG_AGO}'
         FROM counted"
    );
    database.execute(&sql).await;
    let past = past(&SITE.event, instant(YEAR_AFTER));
    let filled = Filled::registration();
    let (here, there, person) = tokio::join!(
        server.store.delete_past(&past),
        other.delete_past(&past),
        server.send(&filled),
    );
    here.1.unwrap();
    there.1.unwrap();
    person.reference();
    let count = |amount: &Amount| amount.forms.iter().map(|(_, count)| count).sum::<u64>();
    assert_eq!(count(&here.0) + count(&there.0), 250);
    assert_eq!(server.store.all().await.unwrap().len(), 1);
}

/// A clock on which a wait takes no time, and which stops in the end.
struct Fast {
    now: Mutex<Timestamp>,
    waits: Arc<Mutex<Vec<Duration>>>,
    end: Timestamp,
    /// It is set forward when this has passed, once, and set back with the next wait.
    jump: Option<Duration>,
    has_ended: Arc<Notify>,
}

impl Clock for Fast {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn running(&self) -> Duration {
        self.waits.lock().unwrap().iter().sum()
    }

    async fn wait(&self, time: Duration) {
        let running = self.running();
        if let Some(jump) = self.jump {
            let mut now = self.now.lock().unwrap();
            if running == jump {
                *now += YEARS;
            } else if running == jump + time {
                *now -= YEARS;
            }
        }
        let is_over = {
            let mut now = self.now.lock().unwrap();
            *now += time;
            self.waits.lock().unwrap().push(time);
            *now > self.end && *now < self.end + YEARS / 2
        };
        if is_over {
            self.has_ended.notify_one();
            std::future::pending::<()>().await;
        }
    }
}

/// It is looked for once and then daily, and goes on the day on which its period ends.
async fn each_day_again(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with("access_needs", NEEDS);
    server.send(&filled).await.reference();
    age(&database).await;
    let (_on, end) = watch::channel(false);
    for (last, needs) in [
        ("2025-12-27T22:00:00Z", NEEDS),
        ("2025-12-28T12:00:00Z", ""),
    ] {
        let has_ended = Arc::new(Notify::new());
        let waits = Arc::new(Mutex::new(Vec::new()));
        let clock = Fast {
            now: Mutex::new(instant("2025-11-20T09:00:00Z")),
            waits: waits.clone(),
            end: instant(last),
            jump: None,
            has_ended: has_ended.clone(),
        };
        let keeping = tokio::spawn(keep(server.app.clone(), clock, end.clone()));
        has_ended.notified().await;
        keeping.abort();
        let waits = waits.lock().unwrap().clone();
        assert!(waits.len() > 30, "{waits:?}");
        let day = Duration::from_secs(24 * 60 * 60);
        assert!(waits.iter().all(|wait| *wait == day), "{waits:?}");
        let all = server.store.all().await.unwrap();
        assert_eq!(all[0].answers.first("access_needs"), needs, "{last}");
    }
}

/// A clock that is set years forward and is right again the day after takes nobody's registration away.
async fn a_clock_that_jumps_deletes_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    age(&database).await;
    let (_on, end) = watch::channel(false);
    let has_ended = Arc::new(Notify::new());
    let day = Duration::from_secs(24 * 60 * 60);
    let clock = Fast {
        now: Mutex::new(instant("2025-11-20T09:00:00Z")),
        waits: Arc::default(),
        end: instant("2025-11-28T12:00:00Z"),
        jump: Some(3 * day),
        has_ended: has_ended.clone(),
    };
    let keeping = tokio::spawn(keep(server.app.clone(), clock, end));
    has_ended.notified().await;
    keeping.abort();
    assert_eq!(server.store.all().await.unwrap().len(), 1);
}

/// The program does so when it starts, and its log says how much, and nothing of anybody.
async fn the_program_does_it_and_names_nobody(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with("access_needs", NEEDS);
    let reference = server.send(&filled).await.reference();
    age(&database).await;
    let folder = ended_lately();
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program
        .args(["serve", "--port", "0", "--dist"])
        .arg(folder.path());
    match database.kind {
        Kind::Sqlite => program
            .arg("--data")
            .arg(database.folder.path())
            .env_remove("DATABASE_URL"),
        Kind::Postgres => program.env("DATABASE_URL", &database.url),
    };
    program.env("LINK_SECRET", SECRET).env_remove("SMTP_URL");
    program.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = program.kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut log = String::new();
    while !log.contains("past its period") {
        let line = lines.next_line().await.unwrap();
        log.push_str(&line.expect("the log ended before anything was deleted"));
    }
    assert!(log.contains("access needs: 1"), "{log}");
    for private in [NEEDS, "camille", "Durand", &reference] {
        assert!(!log.contains(private), "{log}");
    }
    child.kill().await.unwrap();
    let all = server.store.all().await.unwrap();
    assert_eq!(
        all.first()
            .map_or("", |one| one.answers.first("access_needs")),
        ""
    );
}

/// `purge` by itself tells what is past its period, and deletes it once somebody says yes.
async fn the_command_does_the_same(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with("access_needs", NEEDS);
    server.send(&filled).await.reference();
    let folder = ended_lately();
    let dist = folder.path().to_str().unwrap();
    let output = run(&database, &["purge", "--dist", dist]).await;
    said(&output);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("nothing is past its period"), "{told}");
    age(&database).await;
    let output = run(&database, &["purge", "--dist", dist]).await;
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("past its period: access needs: 1"), "{told}");
    // No submission as a whole is: there is nothing to tell apart.
    assert!(!told.contains("erased"), "{told}");
    // What is not looked at is said.
    let of_form = ["purge", "--dist", dist, "--form", "registration"];
    let output = run(&database, &of_form).await;
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("access needs and the quarantine are left out"),
        "{told}"
    );
    let needs = async || {
        let all = server.store.all().await.unwrap();
        all.first()
            .map_or("", |one| one.answers.first("access_needs"))
            .to_owned()
    };
    assert_eq!(needs().await, NEEDS);
    said(&run(&database, &["purge", "--dist", dist, "--yes"]).await);
    assert_eq!(needs().await, "");
}
