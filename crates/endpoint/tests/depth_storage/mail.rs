//! Mails: written with what they tell, sent once, to a server in every mood.

use std::sync::Arc;
use std::time::Duration;

use nec_ess_endpoint::mail::{Mailer, Reason, Round, Settings};
use nec_ess_endpoint::store::MailStatus;
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{Filled, KEY};
use crate::places::{limited, person};
use crate::server::Server;
use crate::smtp::{Mood, Smtp, Taken};

crate::on_both!(
    every_form_is_confirmed_in_its_language,
    a_resend_is_told_once,
    who_registers_twice_is_told,
    who_waits_and_who_moves_up_is_told,
    a_busy_server_gets_it_later,
    a_refused_address_is_marked,
    a_wrong_password_is_not_the_addresses_fault,
    a_stalled_server_does_not_hold_everything,
    two_senders_send_once,
    addresses_of_other_alphabets,
    an_interrupted_sender_is_replaced,
    no_server_leaves_it_in_the_outbox,
    erased_people_get_no_mail,
    mails_follow_a_corrected_address,
    what_an_address_refused_goes_to_the_corrected_one,
    nothing_typed_is_in_a_mail,
    an_inbox_is_not_filled,
    a_lost_link_is_not_kept_by_forged_forms,
    what_was_put_off_follows_a_corrected_address,
);

const PATIENCE: Duration = Duration::from_millis(500);

fn settings(smtp: &Smtp) -> Settings {
    Settings {
        smtp_url: format!("smtp://{}", smtp.address),
        from: "NEC ESS <bonjour@nec-ess.example>".to_owned(),
        public_url: "https://inscription.example/".to_owned(),
        patience: PATIENCE,
        first_pause: Duration::from_millis(100),
        ..Settings::default()
    }
}

pub fn mailer(smtp: &Smtp, server: &Server) -> Mailer {
    Mailer::new(&settings(smtp), &server.app).unwrap()
}

fn round(sent: usize, failed: usize, postponed: usize) -> Round {
    Round {
        sent,
        failed,
        postponed,
        put_off: 0,
    }
}

/// The text of a mail without its encoding: quoted-printable taken apart, headers decoded.
pub fn readable(taken: &Taken) -> String {
    let text = taken.text.replace("=\r\n", "");
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'=')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(code) => {
                out.push(code);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Each form brings one mail, with reference, absolute link and, where there is a date, a calendar.
async fn every_form_is_confirmed_in_its_language(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let smtp = Smtp::start([]).await;
    for filled in Filled::each() {
        server.send(&filled).await.reference();
    }
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(3, 0, 0));
    assert_eq!(mailer.send_due().await.unwrap(), Round::default());
    let stored = server.store.all().await.unwrap();
    let taken = smtp.taken();
    assert_eq!(taken.len(), 3);
    for stored in &stored {
        // Several are on their way at once.
        let mut each = taken.iter().map(|taken| (taken, readable(taken)));
        let (taken, text) = each
            .find(|(_, text)| text.contains(&stored.reference))
            .unwrap();
        assert_eq!(taken.from, "bonjour@nec-ess.example");
        assert_eq!(taken.to, [stored.answers.first("email")]);
        let words = &SITE.content(stored.lang).forms.mail;
        assert!(text.contains(&words.stored), "{text}");
        assert!(text.contains(&stored.reference));
        let path = server.app.links.path(&stored.reference);
        let link = format!("https://inscription.example{path}");
        assert!(text.contains(&link), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated"));
        assert!(text.contains("text/plain") && text.contains("text/html"));
        let has_calendar = stored.form != "reimbursement";
        assert_eq!(text.contains("text/calendar"), has_calendar, "{text}");
        assert!(
            !text.contains("method=") && !text.contains("METHOD"),
            "{text}"
        );
    }
    assert!(server.store.unsent().await.unwrap().is_empty());
}

/// A second registration for a day of the first is taken, and its mail names the first; one for another day, of another
/// person, or after the first was cancelled does not.
async fn who_registers_twice_is_told(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let days = ["2025-11-25", "2025-11-26", "2025-11-27"];
    let for_day = |day: usize, email: &str, name: &str| {
        let filled = Filled::registration()
            .without("days")
            .with("days", days[day]);
        filled.with("email", email).with("last_name", name)
    };
    let first = server.send(&for_day(0, "alix@exemple.fr", "One")).await;
    let other_day = server.send(&for_day(1, "alix@exemple.fr", "Two")).await;
    let other_person = server.send(&for_day(0, "sacha@exemple.fr", "One")).await;
    let second = server.send(&for_day(0, "Alix@Exemple.fr", "Three")).await;
    let smtp = Smtp::start([]).await;
    mailer(&smtp, &server).send_due().await.unwrap();
    let cancel = server
        .request(
            reqwest::Method::POST,
            other_day.json()["manage_url"].as_str().unwrap(),
        )
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("action=cancel");
    assert!(cancel.send().await.unwrap().status().is_success());
    let after = server.send(&for_day(1, "alix@exemple.fr", "Four")).await;
    // One that does not know that they had several.
    mailer(&smtp, &server).send_due().await.unwrap();
    let told: Vec<String> = smtp.taken().iter().map(readable).collect();
    let words = &SITE.fr.forms.mail;
    let (opening, _) = words.twins.split_once("{}").unwrap();
    let names_another = |answer: &Answer| {
        let own = format!("{} {}", words.reference, answer.reference());
        let mut mails = told.iter().filter(|text| text.contains(&own));
        let stored = mails.find(|text| text.contains(&words.stored));
        stored.unwrap().contains(opening)
    };
    assert!(names_another(&second));
    for answer in [&first, &other_day, &other_person, &after] {
        assert!(!names_another(answer), "{}", answer.reference());
    }
    let text = told.iter().find(|text| text.contains(opening)).unwrap();
    let sentence = format!("{opening}{}.", first.reference());
    assert!(text.contains(&sentence), "{text}");
    assert_eq!(server.store.all().await.unwrap().len(), 5);
}

/// The same submission twice, or a restart, is one mail.
async fn a_resend_is_told_once(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    for _ in 0..3 {
        server.send(&filled).await.reference();
    }
    let smtp = Smtp::start([]).await;
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(1, 0, 0));
    server.send(&filled).await.reference();
    let again = Server::start(&database).await;
    again.send(&filled).await.reference();
    assert_eq!(mailer.send_due().await.unwrap(), Round::default());
    assert_eq!(smtp.taken().len(), 1);
}

/// From waiting to confirmed to cancelled, a mail each; the calendar has only what is confirmed.
async fn who_waits_and_who_moves_up_is_told(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let caps = [("2025-11-27".to_owned(), 1)].into();
    let smtp = Smtp::start([]).await;
    let mailer = mailer(&smtp, &server);
    server.send(&person(0, &["2025-11-27"])).await.reference();
    let second = server.send(&person(1, &["2025-11-26", "2025-11-27"])).await;
    assert_eq!(second.json()["status"], "waiting");
    mailer.send_due().await.unwrap();
    let words = &SITE.fr.forms;
    let taken = smtp.taken();
    let waiting = taken
        .iter()
        .find(|taken| taken.to == ["personne1@exemple.fr"]);
    let waiting = readable(waiting.unwrap());
    assert!(waiting.contains(&words.mail.waiting), "{waiting}");
    assert!(waiting.contains(&words.common.waiting_note));
    assert_eq!(waiting.matches("BEGIN:VEVENT").count(), 1);

    let stored = server.store.all().await.unwrap();
    let first = &stored[0].reference;
    server.store.cancel(first, &caps).await.unwrap();
    mailer.send_due().await.unwrap();
    let taken = smtp.taken();
    assert_eq!(taken.len(), 4);
    let to = |address: &str, words: &str| {
        taken
            .iter()
            .map(|taken| (taken, readable(taken)))
            .find(|(taken, text)| taken.to == [address] && text.contains(words))
            .map(|(_, text)| text)
            .unwrap()
    };
    let cancelled = to("personne0@exemple.fr", &words.mail.cancelled);
    assert!(!cancelled.contains("text/calendar"));
    let moved = to("personne1@exemple.fr", &words.mail.moved_up);
    assert_eq!(moved.matches("BEGIN:VEVENT").count(), 2);
}

/// "Try again later" is tried again later, and only then sent.
async fn a_busy_server_gets_it_later(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let smtp = Smtp::start([Mood::Says(451), Mood::Says(450)]).await;
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(0, 0, 1));
    // Not before its time.
    assert_eq!(mailer.send_due().await.unwrap(), Round::default());
    let waiting = server.store.unsent().await.unwrap();
    assert_eq!(waiting[0].status, MailStatus::Waiting);
    assert_eq!(waiting[0].attempts, 1);
    assert!(
        waiting[0].error.contains("as the test wishes"),
        "{waiting:?}"
    );
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(mailer.send_due().await.unwrap(), round(0, 0, 1));
    // The second pause is twice as long.
    tokio::time::sleep(Duration::from_millis(120)).await;
    assert_eq!(mailer.send_due().await.unwrap(), Round::default());
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(mailer.send_due().await.unwrap(), round(1, 0, 0));
    assert_eq!(smtp.taken().len(), 1);
}

/// An address that is refused for good does not hold up the others, and can get another chance.
async fn a_refused_address_is_marked(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&person(0, &["2025-11-26"])).await.reference();
    server.send(&person(1, &["2025-11-26"])).await.reference();
    let smtp = Smtp::start([Mood::Says(550)]).await;
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(1, 1, 0));
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(mailer.send_due().await.unwrap(), Round::default());
    let unsent = server.store.unsent().await.unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(unsent[0].status, MailStatus::Failed);
    assert!(unsent[0].error.contains("as the test wishes"));
    assert_eq!(server.store.retry_failed().await.unwrap(), 1);
    assert_eq!(mailer.send_due().await.unwrap(), round(1, 0, 0));
}

/// Our own mistake is mended by us, not by giving up on the person.
async fn a_wrong_password_is_not_the_addresses_fault(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let smtp = Smtp::start([Mood::Says(530)]).await;
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(0, 0, 1));
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(mailer.send_due().await.unwrap(), round(1, 0, 0));
}

/// A server that says nothing costs its patience once a round, and no mail.
async fn a_stalled_server_does_not_hold_everything(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for number in 0..3 {
        server
            .send(&person(number, &["2025-11-26"]))
            .await
            .reference();
    }
    let smtp = Smtp::start([Mood::Stalls]).await;
    let mailer = mailer(&smtp, &server);
    let begun = std::time::Instant::now();
    // Several were on their way; they wait together, not one after another.
    assert_eq!(mailer.send_due().await.unwrap(), round(0, 0, 3));
    assert!(begun.elapsed() < PATIENCE * 4, "{:?}", begun.elapsed());
    // Meanwhile people register as ever.
    server.send(&person(3, &["2025-11-26"])).await.reference();
    smtp.wakes_up();
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert_eq!(mailer.send_due().await.unwrap(), round(4, 0, 0));
    assert_eq!(smtp.taken().len(), 4);
}

/// Domains in other alphabets are written as mail servers know them. An address that this server cannot take is marked, and
/// holds up nobody.
async fn addresses_of_other_alphabets(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for (number, email) in ["élodie@exemple.fr", "camille@exämple.fr", "alix@exemple.fr"]
        .into_iter()
        .enumerate()
    {
        let person = person(number, &["2025-11-26"]).with("email", email);
        server.send(&person).await.reference();
    }
    let smtp = Smtp::start([]).await;
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(2, 1, 0));
    let mut to: Vec<_> = smtp
        .taken()
        .into_iter()
        .flat_map(|taken| taken.to)
        .collect();
    to.sort();
    assert_eq!(to, ["alix@exemple.fr", "camille@xn--exmple-cua.fr"]);
    let left = server.store.unsent().await.unwrap();
    assert_eq!(left[0].recipient, "élodie@exemple.fr");
    assert_eq!(left[0].status, MailStatus::Failed);
    assert!(
        left[0]
            .error
            .contains("this server cannot write to such a one"),
        "{}",
        left[0].error
    );
}

/// Replicas share the work and never the mail.
async fn two_senders_send_once(database: Arc<Database>) {
    let servers = [
        Server::start(&database).await,
        Server::start(&database).await,
    ];
    for number in 0..12 {
        let server = &servers[number % 2];
        server
            .send(&person(number, &["2025-11-26"]))
            .await
            .reference();
    }
    let smtp = Smtp::start([]).await;
    let mut tasks = JoinSet::new();
    for number in 0..4 {
        let mailer = mailer(&smtp, &servers[number % 2]);
        tasks.spawn(async move { mailer.send_due().await.unwrap().sent });
    }
    assert_eq!(tasks.join_all().await.into_iter().sum::<usize>(), 12);
    let mut to: Vec<_> = smtp
        .taken()
        .into_iter()
        .flat_map(|taken| taken.to)
        .collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), smtp.taken().len()), (12, 12));
}

/// A mail whose sender was killed is taken up by another, but not while it may still be on its way.
async fn an_interrupted_sender_is_replaced(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let now = jiff::Timestamp::now().as_millisecond();
    let claimed = server.store.claim(now).await.unwrap().unwrap();
    assert!(server.store.claim(now + 60_000).await.unwrap().is_none());
    let again = server.store.claim(now + 301_000).await.unwrap().unwrap();
    assert_eq!(again.id(), claimed.id());
}

/// With nobody at the other end everything waits.
async fn no_server_leaves_it_in_the_outbox(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let smtp = Smtp::start([]).await;
    let mailer = mailer(&smtp, &server);
    drop(smtp);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(mailer.send_due().await.unwrap(), round(0, 0, 1));
    let unsent = server.store.unsent().await.unwrap();
    assert_eq!(unsent.len(), 1);
    // For whoever reads it in the list.
    assert_eq!(
        unsent[0].error,
        "no answer from the mail server: nothing listens there"
    );
    assert_eq!(Reason::of(&unsent[0]), Reason::NoServer);
}

/// What is erased before it was sent is not sent.
async fn erased_people_get_no_mail(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let reference = server.store.all().await.unwrap()[0].reference.clone();
    server.store.erase(&reference, &[].into()).await.unwrap();
    let smtp = Smtp::start([]).await;
    assert_eq!(
        mailer(&smtp, &server).send_due().await.unwrap(),
        Round::default()
    );
    assert!(smtp.taken().is_empty());
}

/// Nobody can send their own words, headers or addresses to others through a form.
async fn nothing_typed_is_in_a_mail(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let evil = "Achetez!\r\nBcc: autre@exemple.fr\r\n\r\nhttps://evil.example";
    let filled = Filled::registration()
        .with("first_name", evil)
        .with("last_name", evil)
        .with("organisation", evil);
    server.send(&filled).await.reference();
    for address in [
        "a@exemple.fr\r\nBcc: b@exemple.fr",
        "a@exemple.fr, b@exemple.fr",
        "a@exemple.fr>\r\nRCPT TO:<b@exemple.fr",
        "a@exemple.fr%0d%0aBcc: b@exemple.fr",
        "\"a\r\nBcc: b\"@exemple.fr",
    ] {
        let filled = Filled::registration().with("email", address);
        assert_eq!(server.send(&filled).await.status, 422, "{address}");
    }
    let smtp = Smtp::start([]).await;
    mailer(&smtp, &server).send_due().await.unwrap();
    let taken = smtp.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, ["camille@exemple.fr"]);
    let text = readable(&taken[0]);
    assert!(!text.contains("evil") && !text.contains("Achetez") && !text.contains("Bcc"));
}

/// Whoever fills in ten forms with somebody's address has three mails sent there, and the rest as one an hour later, with
/// each private link in it.
async fn an_inbox_is_not_filled(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let smtp = Smtp::start([]).await;
    let mut links = Vec::new();
    for number in 0..10 {
        let filled = Filled::registration().with("first_name", &format!("Camille {number}"));
        let answer = server.send(&filled).await;
        links.push(answer.json()["manage_url"].as_str().unwrap().to_owned());
    }
    let sender = mailer(&smtp, &server);
    let expected = Round {
        sent: 3,
        put_off: 7,
        ..Round::default()
    };
    assert_eq!(sender.send_due().await.unwrap(), expected);
    assert_eq!(sender.send_due().await.unwrap(), Round::default());
    assert_eq!(smtp.taken().len(), 3);
    // Nothing is late: whoever watches is not to be told, and whoever asks is told why.
    let unsent = server.store.unsent().await.unwrap();
    assert!(unsent.iter().all(|mail| Reason::of(mail) == Reason::PutOff));
    let now = jiff::Timestamp::now().as_millisecond();
    assert_eq!(server.store.backlog(now).await.unwrap().waiting, 0);
    // An hour later: what was counted is forgotten, and what was put off is due.
    database
        .execute("UPDATE outbox SET next_at = 1 WHERE status = 'waiting'")
        .await;
    assert_eq!(server.store.backlog(now).await.unwrap().waiting, 7);
    let sender = mailer(&smtp, &server);
    assert_eq!(sender.send_due().await.unwrap(), round(7, 0, 0));
    let taken = smtp.taken();
    assert_eq!(taken.len(), 4);
    let words = &SITE.fr.forms.mail;
    let last = readable(&taken[3]);
    assert!(last.contains(&words.several.replace("{}", "7")), "{last}");
    let told: String = taken.iter().map(readable).collect();
    for link in &links {
        assert!(told.contains(link.as_str()), "{link}");
    }
    assert!(server.store.unsent().await.unwrap().is_empty());
}

/// Corrects the address of the only person.
async fn correct_address(database: &Database, server: &Server, reference: &str) {
    let dist = server.folder().to_str().unwrap();
    let words = [
        "correct",
        "--dist",
        dist,
        reference,
        "email=juste@exemple.fr",
    ];
    crate::commands::said(&crate::commands::run(database, &words).await);
}

/// What has not gone out when an address is corrected is said to the new one by the mail of the correction: a private link is
/// not for whoever has the other.
async fn mails_follow_a_corrected_address(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    correct_address(&database, &server, &reference).await;
    let smtp = Smtp::start([]).await;
    let sent = mailer(&smtp, &server).send_due().await.unwrap();
    assert_eq!(sent, round(1, 0, 0));
    let taken = smtp.taken();
    assert_eq!(taken[0].to, ["juste@exemple.fr"]);
    assert!(readable(&taken[0]).contains(&SITE.fr.forms.mail.corrected));
}

/// What a mistyped address refused is not sent there again, also by whoever tries all refused mails once more.
async fn what_an_address_refused_goes_to_the_corrected_one(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    let smtp = Smtp::start([Mood::Says(550)]).await;
    let mailer = mailer(&smtp, &server);
    assert_eq!(mailer.send_due().await.unwrap(), round(0, 1, 0));
    correct_address(&database, &server, &reference).await;
    server.store.retry_failed().await.unwrap();
    assert_eq!(mailer.send_due().await.unwrap(), round(1, 0, 0));
    assert_eq!(smtp.taken()[0].to, ["juste@exemple.fr"]);
}

/// Forms that somebody else fills in with a person's address do not keep a link from that person; asked for too often, it goes
/// out once.
async fn a_lost_link_is_not_kept_by_forged_forms(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let smtp = Smtp::start([]).await;
    let mut references = Vec::new();
    for number in 0..5 {
        let filled = Filled::registration().with("first_name", &format!("Camille {number}"));
        references.push(server.send(&filled).await.reference());
    }
    let sender = mailer(&smtp, &server);
    sender.send_due().await.unwrap();
    assert_eq!(smtp.taken().len(), 3);
    server.store.resend(&references[0]).await.unwrap();
    assert_eq!(sender.send_due().await.unwrap(), round(1, 0, 0));
    assert!(readable(&smtp.taken()[3]).contains(&references[0]));
    for _ in 0..6 {
        server.store.resend(&references[4]).await.unwrap();
        sender.send_due().await.unwrap();
    }
    assert_eq!(smtp.taken().len(), 6);
    // An hour later.
    database
        .execute("UPDATE outbox SET next_at = 1 WHERE status = 'waiting'")
        .await;
    mailer(&smtp, &server).send_due().await.unwrap();
    let taken = smtp.taken();
    assert_eq!(taken.len(), 7);
    let words = &SITE.fr.forms.mail;
    let last = readable(&taken[6]);
    assert!(last.contains(&words.several.replace("{}", "2")), "{last}");
    // Plain text and HTML.
    assert_eq!(last.matches(&references[4]).count(), 2, "{last}");
    assert!(server.store.unsent().await.unwrap().is_empty());
}

/// A mail that was put off does not go to an address that its person has taken back since, with the others or alone.
async fn what_was_put_off_follows_a_corrected_address(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let smtp = Smtp::start([]).await;
    let mut references = Vec::new();
    for number in 0..5 {
        let filled = Filled::registration().with("first_name", &format!("Camille {number}"));
        references.push(server.send(&filled).await.reference());
    }
    mailer(&smtp, &server).send_due().await.unwrap();
    correct_address(&database, &server, &references[4]).await;
    // An hour later.
    database
        .execute("UPDATE outbox SET next_at = 1 WHERE status = 'waiting'")
        .await;
    mailer(&smtp, &server).send_due().await.unwrap();
    let taken = smtp.taken();
    let link = server.app.links.path(&references[4]);
    let mut told = taken.iter().filter(|mail| readable(mail).contains(&link));
    assert_eq!(told.next().unwrap().to, ["juste@exemple.fr"]);
    assert!(told.next().is_none());
    assert!(server.store.unsent().await.unwrap().is_empty());
}
