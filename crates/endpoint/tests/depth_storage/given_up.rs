//! What is stored of forms that an edition of the event once had, and gave up.

use std::sync::Arc;

use nec_ess_content::{LangContent, Site};
use nec_ess_domain::Lang;
use nec_ess_domain::forms::{REIMBURSEMENT, WORKSHOP};
use reqwest::header::ACCEPT;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::answer::Answer;
use crate::by_reference::{done, refused, tell};
use crate::commands::{run, said};
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{BROWSER, Filled};
use crate::mail::{mailer, readable};
use crate::server::Server;
use crate::smtp::Smtp;

crate::on_both!(
    a_correction_keeps_what_nobody_asks_any_more,
    a_correction_keeps_a_day_that_is_no_longer_there,
    what_cannot_be_stored_is_refused,
    the_private_page_only_erases,
    it_has_a_name_everywhere,
    a_form_that_is_not_there_is_told,
);

/// The site once the event has given up the workshop and the reimbursement, without a page and a word that only they need.
pub fn without(site: &mut Site) {
    let given_up = |id: &str| id == WORKSHOP.id || id == REIMBURSEMENT.id;
    site.event.workshop = None;
    site.event.reimbursement = None;
    for content in [&mut site.fr, &mut site.en] {
        let LangContent { forms, pages, .. } = content;
        let left = pages.iter().filter(|page| !given_up(&page.id));
        *pages = left.cloned().collect::<Vec<_>>().try_into().unwrap();
        forms.form.retain(|id, _| !given_up(id));
        let registration = forms.form.get_mut("registration").unwrap();
        registration.fields.remove("workshop").unwrap();
        let own = &mut forms.organisers;
        for words in [
            &mut own.verdict,
            &mut own.verdict_yes,
            &mut own.verdict_no,
            &mut own.verdict_confirm,
            &mut own.report.verdicts,
        ] {
            words.clear();
        }
    }
}

fn path(answer: &Answer) -> String {
    answer.json()["manage_url"].as_str().unwrap().to_owned()
}

/// The answers to the submission of the private page `path`, as programs get them.
async fn stored(server: &Server, path: &str) -> Value {
    let request = server.request(Method::GET, path);
    let answer = Answer::of(request.header(ACCEPT, "application/json")).await;
    answer.json()["answers"].clone()
}

/// Whoever corrects a name, the organiser or the person, leaves the answer to a question of before as it was.
async fn a_correction_keeps_what_nobody_asks_any_more(database: Arc<Database>) {
    let before = Server::start(&database).await;
    let filled = Filled::registration().with("workshop", "yes");
    let answer = before.send(&filled).await;
    let (reference, path) = (answer.reference(), path(&answer));
    let server = Server::with_site(&database, without).await;
    done(
        tell(
            &database,
            &server,
            &["correct", &reference, "last_name=Martin"],
        )
        .await,
    );
    let answers = stored(&server, &path).await;
    assert_eq!(answers["last_name"][0], "Martin");
    assert_eq!(answers["workshop"][0], "yes");

    let changed = filled.without("workshop").with("last_name", "Petit");
    let request = server.request(Method::POST, &path);
    let body = [("action".into(), "correct".into())].into_iter();
    let body: Vec<(String, String)> = body.chain(changed.pairs).collect();
    let answer = Answer::of(request.form(&body).header(ACCEPT, BROWSER)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let answers = stored(&server, &path).await;
    assert_eq!(answers["last_name"][0], "Petit");
    assert_eq!(answers["workshop"][0], "yes");
    let page = Answer::of(server.request(Method::GET, &path).header(ACCEPT, BROWSER)).await;
    assert!(
        page.text().contains("Souhaite l’atelier"),
        "{}",
        page.text()
    );
}

/// Whoever corrects something, the organiser or the person, leaves a day that the event no longer has as it was, place and all;
/// nobody new can choose it.
async fn a_correction_keeps_a_day_that_is_no_longer_there(database: Arc<Database>) {
    const GONE: &str = "2025-11-27";
    let before = Server::start(&database).await;
    let filled = Filled::registration().without("days");
    let mut both = filled.clone().with("days", "2025-11-26");
    both.pairs.push(("days".into(), GONE.into()));
    let only = filled
        .clone()
        .with("days", GONE)
        .with("email", "alix@exemple.fr");
    let both_sent = before.send(&both).await;
    let only_sent = before.send(&only).await;
    let server = Server::with_site(&database, |site| site.event.days.truncate(2)).await;
    let days = async |answer: &Answer| {
        let answers = stored(&server, &path(answer)).await;
        let days = answers["days"].as_array().unwrap().clone();
        let mut days: Vec<_> = days
            .iter()
            .map(|day| day.as_str().unwrap().to_owned())
            .collect();
        days.sort();
        days
    };
    for (answer, expected) in [
        (&both_sent, &["2025-11-26", GONE][..]),
        (&only_sent, &[GONE]),
    ] {
        let words = ["correct", &answer.reference(), "last_name=Martin"];
        done(tell(&database, &server, &words).await);
        assert_eq!(days(answer).await, expected);
    }
    // The page offers the days that there are.
    let changed = filled.with("days", "2025-11-25").with("last_name", "Petit");
    let body = [("action".into(), "correct".into())].into_iter();
    let body: Vec<(String, String)> = body.chain(changed.pairs).collect();
    let request = server.request(Method::POST, &path(&both_sent));
    let answer = Answer::of(request.form(&body).header(ACCEPT, BROWSER)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(days(&both_sent).await, ["2025-11-25", GONE]);
    let request = server.request(Method::GET, &path(&both_sent));
    let now = Answer::of(request.header(ACCEPT, "application/json"))
        .await
        .json();
    assert_eq!(now["days"][1]["day"], GONE);
    let answer = server
        .send(&only.with("email", "dominique@exemple.fr"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// An answer to a question that is not asked is not said to be stored: it is refused, with the answers that there are.
async fn what_cannot_be_stored_is_refused(database: Arc<Database>) {
    let server = Server::with_site(&database, without).await;
    let answer = server.send(&Filled::registration()).await;
    let reference = answer.reference();
    for change in ["workshop=yes", "workshop="] {
        let words = ["correct", &reference, change, "last_name=Martin"];
        let told = refused(tell(&database, &server, &words).await);
        assert!(
            told.contains("workshop: the event has no [workshop]")
                && told.contains("expected one of first_name, ")
                && !told.contains("days, workshop"),
            "{told}"
        );
    }
    let answers = stored(&server, &path(&answer)).await;
    assert_eq!(answers["last_name"][0], "Durand");
    assert!(answers["workshop"].is_null(), "{answers}");
}

/// Correcting and cancelling are refused with words, on the page and to programs, and the page offers to erase; nothing
/// is changed.
async fn the_private_page_only_erases(database: Arc<Database>) {
    let before = Server::start(&database).await;
    for filled in [Filled::workshop(), Filled::reimbursement()] {
        let path = path(&before.send(&filled).await);
        let server = Server::with_site(&database, without).await;
        let lang = if filled.form == &WORKSHOP {
            Lang::En
        } else {
            Lang::Fr
        };
        let manage = &SITE.content(lang).forms.manage;
        let kept = stored(&server, &path).await;
        for (action, status, words) in [
            ("correct", StatusCode::GONE, &manage.given_up),
            ("cancel", StatusCode::GONE, &manage.given_up),
            ("dance", StatusCode::BAD_REQUEST, &manage.unknown_action),
        ] {
            let post = || {
                let request = server.request(Method::POST, &path);
                request.form(&[("action", action)])
            };
            let answer = Answer::of(post().header(ACCEPT, BROWSER)).await;
            assert_eq!(answer.status, status, "{action}");
            assert!(answer.text().contains(words), "{}", answer.text());
            assert!(answer.page().has("[name=action][value=erase]"), "{action}");
            let answer = Answer::of(post().header(ACCEPT, "application/json")).await;
            assert_eq!(answer.status, status, "{action}");
            assert!(answer.header("content-type").contains("problem+json"));
        }
        let request = server.request(Method::POST, &path);
        let request = request.header("content-type", "application/json").body("{");
        let answer = Answer::of(request.header(ACCEPT, "application/json")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(stored(&server, &path).await, kept);
        let page = Answer::of(server.request(Method::GET, &path).header(ACCEPT, BROWSER)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains(&manage.given_up), "{}", page.text());
    }
}

/// Mails, lists, the report and what is shown of one name the form and its fields; nothing is judged by terms that are
/// gone.
async fn it_has_a_name_everywhere(database: Arc<Database>) {
    let before = Server::start(&database).await;
    let workshop = before.send(&Filled::workshop()).await.reference();
    before.send(&Filled::reimbursement()).await.reference();
    let server = Server::with_site(&database, without).await;
    let smtp = Smtp::start([]).await;
    mailer(&smtp, &server).send_due().await.unwrap();
    let mails: Vec<String> = smtp.taken().iter().map(readable).collect();
    for named in ["- Form: Workshop", "- Formulaire\u{a0}: Défraiement"] {
        let found = mails.iter().any(|mail| mail.contains(named));
        assert!(found, "{named}: {mails:?}");
    }
    let dist = server.folder().to_str().unwrap();
    let report = said(&run(&database, &["report", "--dist", dist]).await);
    assert!(report.contains("\n  Atelier  "), "{report}");
    assert!(report.contains("\n  Défraiement  "), "{report}");
    assert!(!report.contains("\n\n\n"), "{report}");
    let json = said(&run(&database, &["report", "--json", "--dist", dist]).await);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert!(json["reimbursement"].is_null(), "{json}");
    for form in ["workshop", "reimbursement"] {
        let words = ["export", "--format", "csv", "--form", form, "--dist", dist];
        let text = said(&run(&database, &words).await);
        let headings = text.lines().next().unwrap();
        assert!(headings.contains("\"Code postal\""), "{headings}");
        assert!(!headings.contains("\"\""), "{headings}");
        assert_eq!(text.split("\r\n").count(), 3, "{text}");
    }
    let card = done(tell(&database, &server, &["show", &workshop]).await);
    assert!(
        card.starts_with(&format!("{workshop}  Atelier\n")),
        "{card}"
    );
    assert!(card.contains("Code postal\u{a0}: "), "{card}");
    // What is not as expected is told, though the words of the form are gone.
    let words = ["correct", &workshop, "email=?"];
    let told = refused(tell(&database, &server, &words).await);
    assert!(told.contains("  email: invalid"), "{told}");
}

/// A form that the event does not have, and nothing is stored of, is refused with those that there are; what is stored of
/// one that was given up is listed, and its people can be written to.
async fn a_form_that_is_not_there_is_told(database: Arc<Database>) {
    let server = Server::with_site(&database, without).await;
    server.send(&Filled::registration()).await.reference();
    let dist = server.folder().to_str().unwrap();
    let letter = tempfile::tempdir().unwrap();
    let text = |name: &str| {
        let file = letter.path().join(name);
        std::fs::write(&file, "# Workshop\n\nThere is none.\n\n{{link}}\n").unwrap();
        file.to_str().unwrap().to_owned()
    };
    let (fr, en) = (text("fr.md"), text("en.md"));
    let commands = [
        &["export", "--form", "workshop", "--dist", dist][..],
        &[
            "export", "--format", "csv", "--form", "workshop", "--dist", dist,
        ],
        &["report", "--form", "workshop", "--dist", dist],
        &[
            "write", "--form", "workshop", "--dist", dist, "--text", &fr, "--text", &en, "--yes",
        ],
    ];
    for words in commands {
        let output = run(&database, words).await;
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && output.stdout.is_empty(),
            "{words:?}"
        );
        assert!(
            told.contains("--form workshop: the event does not have this form")
                && told.contains("expected one of registration"),
            "{told}"
        );
    }
    let before = Server::start(&database).await;
    let reference = before.send(&Filled::workshop()).await.reference();
    for words in commands {
        let text = said(&run(&database, words).await);
        assert!(text.contains(&reference) || words[0] == "report", "{text}");
    }
}
