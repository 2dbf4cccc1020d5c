//! What an organiser does with a person on the phone: as if the person did it, while the endpoint serves.

use std::sync::Arc;

use nec_ess_domain::spam;
use nec_ess_endpoint::store::{MailKind, State};
use reqwest::Method;
use reqwest::header::ACCEPT;

use crate::answer::Answer;
use crate::commands::run;
use crate::database::Database;
use crate::forms::Filled;
use crate::places::{limited, person};
use crate::server::Server;

crate::on_both!(
    showing_one,
    correcting_one,
    correcting_nothing,
    corrections_by_the_rules,
    a_correction_that_is_someone_elses,
    correcting_after_closing,
    cancelling_one_lets_another_in,
    erasing_asks_first,
    the_private_link_again,
    what_is_kept_apart,
    the_log_has_no_answers,
);

const LAST: &str = "2025-11-27";

/// Whether it was done, and what was said: the answer, and what else there is to say.
pub async fn tell(database: &Database, server: &Server, words: &[&str]) -> (bool, String, String) {
    let dist = server.folder().to_str().unwrap();
    let site = match words[0] {
        // A mail is written without a word of the site.
        "resend" => &[][..],
        _ => &["--dist", dist],
    };
    let output = run(database, &[words, site].concat()).await;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[track_caller]
pub fn done((is_done, out, err): (bool, String, String)) -> String {
    assert!(is_done, "{out}{err}");
    out
}

#[track_caller]
pub fn refused((is_done, out, err): (bool, String, String)) -> String {
    assert!(!is_done && out.is_empty(), "{out}{err}");
    err
}

/// The private page, as its person sees it.
async fn page(server: &Server, path: &str) -> Answer {
    let request = server.request(Method::GET, path);
    Answer::of(request.header(ACCEPT, "application/json")).await
}

fn path(answer: &Answer) -> String {
    answer.json()["manage_url"].as_str().unwrap().to_owned()
}

async fn kinds(server: &Server, reference: &str) -> Vec<MailKind> {
    let mails = server.store.told(reference).await.unwrap();
    mails.into_iter().map(|mail| mail.kind).collect()
}

/// Everything that is known, in words, and not the private link; in the language that is asked for.
async fn showing_one(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    server.send(&person(0, &[LAST])).await.reference();
    let filled = person(1, &["2025-11-26", LAST]).with("access_needs", "Boucle\nmagnétique");
    let answer = server.send(&filled).await;
    let reference = answer.reference();
    // As it is read out.
    let spoken = reference.to_lowercase().replace('-', " ");
    let text = done(tell(&database, &server, &["show", &spoken]).await);
    for line in [
        &*format!("{reference}  Inscriptions\n"),
        "État\u{a0}: en attente\n",
        "  mercredi 26 novembre 2025 – Paris — place confirmée\n",
        "  jeudi 27 novembre 2025 – Paris — sur liste d’attente\n",
        "Nom\u{a0}: Durand\n",
        "Adresse électronique\u{a0}: personne1@exemple.fr\n",
        "Pays\u{a0}: France\n",
        "Besoins d’accessibilité\u{a0}: Boucle\n    magnétique\n",
        "personne1@exemple.fr  C’est enregistré, avec une liste d’attente  (en attente, pas encore essayé)\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains(path(&answer).rsplit('/').next().unwrap()));
    let mut words = vec!["show"];
    words.extend(spoken.split(' '));
    assert_eq!(done(tell(&database, &server, &words).await), text);
    let text = done(tell(&database, &server, &["show", &reference, "--lang", "en"]).await);
    assert!(text.contains("Thursday 27 November 2025"), "{text}");
}

/// The new answer is on the private page, the others stay, the person gets a mail.
async fn correcting_one(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.send(&Filled::registration()).await;
    let reference = answer.reference();
    let words = [
        "correct",
        &reference,
        "email=Camille.Durand@exemple.fr",
        "days=2025-11-25",
        "days=2025-11-27",
        "organisation=  Lilas =  Coop ",
        "newsletter=yes",
    ];
    let said = done(tell(&database, &server, &words).await);
    assert!(
        said.starts_with(&format!("{reference}: enregistré\n  mardi 25")),
        "{said}"
    );
    let now = page(&server, &path(&answer)).await.json();
    let answers = &now["answers"];
    assert_eq!(answers["email"][0], "Camille.Durand@exemple.fr");
    assert_eq!(answers["organisation"][0], "Lilas = Coop");
    assert_eq!(answers["last_name"][0], "Durand");
    assert_eq!(answers["newsletter"][0], "yes");
    assert_eq!(answers["days"].as_array().unwrap().len(), 2);
    assert_eq!(now["days"][0]["day"], "2025-11-25");
    assert_eq!(
        kinds(&server, &reference).await,
        [MailKind::Stored, MailKind::Corrected]
    );
    // An answer is taken out by an empty one.
    done(tell(&database, &server, &["correct", &reference, "newsletter="]).await);
    let now = page(&server, &path(&answer)).await.json();
    assert!(now["answers"]["newsletter"].is_null());
}

/// Answers that are there already change nothing: no mail, no line in the log, also once access needs are past their period or
/// in quarantine.
async fn correcting_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let stored = server.send(&Filled::registration()).await.reference();
    let trapped = Filled::registration()
        .with("email", "alix@exemple.fr")
        .with(spam::FIELD, "https://exemple.fr");
    let apart = server.send(&trapped).await.reference();
    let before = kinds(&server, &stored).await;
    for hash in [false, true] {
        if hash {
            // As `shorten` leaves it.
            database
                .execute("UPDATE submissions SET content_hash = 'shortened-' || reference")
                .await;
        }
        for reference in [&stored, &apart] {
            let words = ["correct", reference, "last_name=Durand"];
            let (is_done, out, log) = tell(&database, &server, &words).await;
            assert!(is_done && out.contains("nothing was changed"), "{out}{log}");
            assert!(!log.contains("action"), "{log}");
        }
    }
    assert_eq!(kinds(&server, &stored).await, before);
}

/// The rules of the form, in the words of the form, each with its field; nothing is changed.
async fn corrections_by_the_rules(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.send(&Filled::registration()).await;
    let reference = answer.reference();
    for (change, expected) in [
        (
            "email=camille",
            "email: Vérifiez votre adresse électronique",
        ),
        ("last_name= ", "last_name: Indiquez votre nom"),
        ("days=2025-11-28", "days: Choisissez au moins un des jours"),
        ("phone=1", "phone: expected one of first_name, last_name"),
        ("action=cancel", "action: expected one of"),
        ("Lyon", "such as city=Lyon"),
    ] {
        let said = refused(tell(&database, &server, &["correct", &reference, change]).await);
        assert!(said.contains(expected), "{change}: {said}");
    }
    let english = ["correct", &reference, "email=camille", "--lang", "en"];
    let said = refused(tell(&database, &server, &english).await);
    assert!(said.contains("Check your email address"), "{said}");
    let now = page(&server, &path(&answer)).await.json();
    assert_eq!(now["answers"]["email"][0], "camille@exemple.fr");
    assert_eq!(kinds(&server, &reference).await, [MailKind::Stored]);
}

/// Neither another person's answers nor another organisation's number.
async fn a_correction_that_is_someone_elses(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let other = Filled::registration().with("first_name", "Alix");
    let other = server.send(&other).await.reference();
    let said = refused(
        tell(
            &database,
            &server,
            &["correct", &other, "first_name=Camille"],
        )
        .await,
    );
    assert!(said.contains("exactement ces réponses"), "{said}");
    server.send(&Filled::reimbursement()).await.reference();
    let other = Filled::reimbursement().with("registration_number", "356000000");
    let other = server.send(&other).await.reference();
    let change = "registration_number=732829320";
    let said = refused(tell(&database, &server, &["correct", &other, change]).await);
    assert!(said.contains("registration_number: Une demande"), "{said}");
}

/// Once registration has closed, only who says so corrects; cancelling is always possible.
async fn correcting_after_closing(database: Arc<Database>) {
    let open = Server::start(&database).await;
    let reference = open.send(&Filled::registration()).await.reference();
    let server = Server::with_site(&database, |site| {
        site.event.registration.closes = Some("2025-01-01T00:00:00Z".parse().unwrap());
    })
    .await;
    let words = ["correct", &reference, "last_name=Martin"];
    let said = refused(tell(&database, &server, &words).await);
    assert!(said.contains("--late"), "{said}");
    done(tell(&database, &server, &[&words[..], &["--late"]].concat()).await);
    done(tell(&database, &server, &["cancel", &reference]).await);
}

/// Who waits longest gets the place and a mail; twice is once; then nothing can be corrected.
async fn cancelling_one_lets_another_in(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let first = server.send(&person(0, &[LAST])).await;
    let second = server.send(&person(1, &[LAST])).await.reference();
    let reference = first.reference();
    for _ in 0..2 {
        let said = done(tell(&database, &server, &["cancel", &reference]).await);
        assert!(said.starts_with(&format!("{reference}: annulé")), "{said}");
    }
    assert_eq!(
        kinds(&server, &reference).await,
        [MailKind::Stored, MailKind::Cancelled]
    );
    assert_eq!(
        kinds(&server, &second).await,
        [MailKind::Waiting, MailKind::MovedUp]
    );
    assert_eq!(
        page(&server, &path(&first)).await.json()["status"],
        "cancelled"
    );
    let said = refused(tell(&database, &server, &["correct", &reference, "last_name=X"]).await);
    assert!(said.contains("it is cancelled"), "{said}");
}

/// Nobody has said yes: it stays. With yes, nothing is left but the reference.
async fn erasing_asks_first(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let first = server.send(&person(0, &[LAST])).await;
    let second = server.send(&person(1, &[LAST])).await.reference();
    let reference = first.reference();
    let said = refused(tell(&database, &server, &["erase", &reference]).await);
    assert!(said.contains("Durand") && said.contains("--yes"), "{said}");
    assert_eq!(page(&server, &path(&first)).await.status, 200);
    done(tell(&database, &server, &["erase", &reference, "--yes"]).await);
    assert_eq!(page(&server, &path(&first)).await.status, 410);
    assert_eq!(kinds(&server, &reference).await, []);
    assert_eq!(
        kinds(&server, &second).await.last(),
        Some(&MailKind::MovedUp)
    );
    let text = done(tell(&database, &server, &["show", &reference]).await);
    assert!(
        text.contains("État\u{a0}: effacé") && !text.contains("Durand"),
        "{text}"
    );
    for words in [
        &["correct", &reference, "last_name=X"][..],
        &["cancel", &reference],
    ] {
        let said = refused(tell(&database, &server, words).await);
        assert!(said.contains("it is erased"), "{said}");
    }
    // Twice is once, and is noted once.
    let trapped = person(2, &[LAST]).with(spam::FIELD, "https://exemple.fr");
    let apart = server.send(&trapped).await.reference();
    done(tell(&database, &server, &["erase", &apart, "--yes"]).await);
    for reference in [&reference, &apart] {
        let (is_done, _, log) = tell(&database, &server, &["erase", reference, "--yes"]).await;
        assert!(is_done && log.contains("it was erased before"), "{log}");
        assert!(!log.contains("action"), "{log}");
    }
}

/// A mail of a new name each time, with the link that opens the page, as things stand.
async fn the_private_link_again(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    server.send(&person(0, &[LAST])).await.reference();
    let answer = server.send(&person(1, &[LAST])).await;
    let reference = answer.reference();
    for _ in 0..2 {
        let said = done(tell(&database, &server, &["resend", &reference]).await);
        assert!(said.contains("personne1@exemple.fr"), "{said}");
    }
    let mails = server.store.unsent().await.unwrap();
    let mut mails: Vec<_> = mails
        .iter()
        .filter(|mail| mail.reference == reference)
        .collect();
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().all(|mail| mail.kind == MailKind::Waiting));
    mails.dedup_by_key(|mail| mail.id());
    assert_eq!(mails.len(), 3);
    // Who has cancelled may still erase, by the same link.
    done(tell(&database, &server, &["cancel", &reference]).await);
    done(tell(&database, &server, &["resend", &reference]).await);
    let kinds = kinds(&server, &reference).await;
    assert_eq!(kinds[3..], [MailKind::Cancelled, MailKind::Cancelled]);
    // The page goes on as before.
    assert_eq!(
        page(&server, &path(&answer)).await.json()["status"],
        "cancelled"
    );
    done(tell(&database, &server, &["erase", &reference, "--yes"]).await);
    let said = refused(tell(&database, &server, &["resend", &reference]).await);
    assert!(said.contains("no address"), "{said}");
}

/// What was taken for spam can be looked up, corrected and erased; no mail is written of it.
async fn what_is_kept_apart(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with(spam::FIELD, "https://exemple.fr");
    let reference = server.send(&filled).await.reference();
    let text = done(tell(&database, &server, &["show", &reference]).await);
    assert!(text.contains("État\u{a0}: en quarantaine"), "{text}");
    // Who is in quarantine has no place, whatever there is room for.
    assert!(text.contains("26 novembre 2025 – Paris\n"), "{text}");
    done(
        tell(
            &database,
            &server,
            &["correct", &reference, "last_name=Martin"],
        )
        .await,
    );
    let kept = server.store.quarantined().await.unwrap();
    assert_eq!(kept[0].answers.first("last_name"), "Martin");
    let said = refused(tell(&database, &server, &["resend", &reference]).await);
    assert!(said.contains("release"), "{said}");
    done(tell(&database, &server, &["cancel", &reference]).await);
    assert_eq!(
        server.store.quarantined().await.unwrap()[0].state,
        State::Cancelled
    );
    done(tell(&database, &server, &["erase", &reference, "--yes"]).await);
    assert!(server.store.quarantined().await.unwrap().is_empty());
    assert!(server.store.unsent().await.unwrap().is_empty());
}

/// Who did what to which reference is noted; whose it is is not.
async fn the_log_has_no_answers(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    for words in [
        &["correct", &reference, "last_name=Martin"][..],
        &["resend", &reference],
        &["cancel", &reference],
        &["erase", &reference, "--yes"],
    ] {
        let (is_done, _, log) = tell(&database, &server, words).await;
        assert!(is_done, "{log}");
        assert!(
            log.contains(&reference) && log.contains("organiser"),
            "{log}"
        );
        assert!(log.contains(words[0]), "{log}");
        for private in ["Martin", "Durand", "camille", "Lilas"] {
            assert!(!log.contains(private), "{log}");
        }
    }
}
