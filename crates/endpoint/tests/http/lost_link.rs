//! A private link that was lost is sent again, to the address of the submission alone.

use std::sync::Arc;
use std::time::{Duration, Instant};

use nec_ess_content::Known;
use nec_ess_domain::Lang;
use nec_ess_endpoint::limits::Limits;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(
    it_is_sent_to_the_address_of_the_submission,
    the_same_answer_for_all,
    what_can_be_neither_is_told,
    asking_is_limited,
    its_address_leads_to_the_form,
    a_link_that_opens_nothing_leads_to_the_form,
    a_link_is_read_as_it_was_copied,
    what_cannot_be_read_says_so,
    while_nothing_can_be_stored,
);

const FORM: &str = "application/x-www-form-urlencoded";

async fn ask(server: &Server, reference: &str, email: &str, accept: &str, lang: Lang) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("reference", reference)
        .append_pair("email", email)
        .append_pair("lang", lang.code())
        .finish();
    let request = server
        .request(Method::POST, "/api/links")
        .header(CONTENT_TYPE, FORM)
        .header(ACCEPT, accept)
        .body(body);
    Answer::of(request).await
}

/// How many mails wait in the outbox, once there are `expected`.
async fn mails(server: &Server, expected: usize) -> usize {
    let patience = Instant::now() + Duration::from_secs(10);
    loop {
        let found = server.store.unsent().await.unwrap().len();
        if found == expected || Instant::now() > patience {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// However the reference is typed, and in whatever letters the address; a cancelled one as well, an erased one not.
async fn it_is_sent_to_the_address_of_the_submission(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let stored = server.send(&Filled::registration()).await;
    let reference = stored.reference();
    assert_eq!(mails(&server, 1).await, 1);
    let typed = reference.replace('-', " ").to_lowercase();
    let answer = ask(
        &server,
        &typed,
        " Camille@Exemple.fr ",
        "text/html",
        Lang::Fr,
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(mails(&server, 2).await, 2);
    let sent = server.store.unsent().await.unwrap();
    assert!(
        sent.iter()
            .all(|mail| mail.recipient == "camille@exemple.fr")
    );
    assert!(sent.iter().all(|mail| mail.reference == reference));
    let erase = server
        .request(Method::POST, stored.json()["manage_url"].as_str().unwrap())
        .header(CONTENT_TYPE, FORM)
        .body("action=erase");
    erase.send().await.unwrap();
    ask(
        &server,
        &reference,
        "camille@exemple.fr",
        "text/html",
        Lang::Fr,
    )
    .await;
    // A mail that is written after all is one that another one would stand behind.
    let other = server
        .send(&Filled::registration().with("last_name", "Other"))
        .await;
    assert_eq!(mails(&server, 1).await, 1);
    assert_eq!(
        server.store.unsent().await.unwrap()[0].reference,
        other.reference()
    );
}

/// A wrong reference, a wrong address: the page says what it says of right ones, in its own language, with
/// what was typed; nothing is sent.
async fn the_same_answer_for_all(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    for lang in Lang::ALL {
        let words = &SITE.content(lang).forms.manage;
        let right = ask(&server, &reference, "camille@exemple.fr", "text/html", lang).await;
        for (reference, email) in [
            (reference.as_str(), "alix@exemple.fr"),
            ("NEC-0000-0000", "camille@exemple.fr"),
            ("ABC-1234-5678", "alix@exemple.fr"),
        ] {
            let answer = ask(&server, reference, email, "text/html", lang).await;
            assert_eq!(answer.status, right.status);
            let page = answer.page();
            assert_eq!(page.lang(), lang.code());
            assert_eq!(page.text("#lost-link .notice"), words.lost_done);
            assert_eq!(page.values("reference").concat(), reference);
            assert_eq!(page.values("email").concat(), email);
            let json = ask(&server, reference, email, "application/json", lang).await;
            assert_eq!((json.status, json.text()), (StatusCode::OK, "{}"));
        }
        let page = right.page();
        assert_eq!(page.text("#lost-link .notice"), words.lost_done);
    }
    assert_eq!(mails(&server, 3).await, 3);
}

/// What no reference or no address can be is told next to its field, with what was typed, by the rules and in the words of the
/// forms; nothing is sent, and it does not count.
async fn what_can_be_neither_is_told(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    for lang in Lang::ALL {
        let words = &SITE.content(lang).forms;
        let email = &words.form["registration"].fields["email"].errors;
        for (reference, address, wrong) in [
            (
                "NEC-0000",
                "camille@exemple.fr",
                &[("reference", "invalid")][..],
            ),
            (&*reference, "camille@exemple", &[("email", "invalid")]),
            (
                "<b>",
                "\"camille\"",
                &[("reference", "invalid"), ("email", "invalid")],
            ),
            ("", " ", &[("reference", "missing"), ("email", "missing")]),
        ] {
            let answer = ask(&server, reference, address, "application/json", lang).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let errors = answer.errors();
            let wrong: Vec<_> = wrong
                .iter()
                .map(|(field, code)| ((*field).to_owned(), (*code).to_owned()))
                .collect();
            assert_eq!(errors, wrong);
            let answer = ask(&server, reference, address, "text/html", lang).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let page = answer.page();
            assert_eq!(
                page.text("#lost-link .notice[role=alert]"),
                words.common.error_heading
            );
            assert_eq!(page.values("reference").concat(), reference);
            assert_eq!(page.values("email").concat(), address);
            for (field, code) in &wrong {
                let expected = match field.as_str() {
                    "reference" => &words.manage.lost_reference_error,
                    _ => &email[code],
                };
                assert_eq!(&page.text(&format!("#lost-{field}-error")), expected);
                assert!(page.has(&format!("#lost-{field}[aria-invalid=true]")));
            }
            assert_eq!(
                page.has("#lost-email-error"),
                wrong.iter().any(|(field, _)| field == "email")
            );
        }
    }
    assert_eq!(mails(&server, 1).await, 1);
}

/// As submissions are, and apart from them: the one does not use up the other.
async fn asking_is_limited(database: Arc<Database>) {
    let server = Server::with_limits(
        &database,
        Limits {
            per_email: 2,
            ..Limits::default()
        },
    )
    .await;
    let reference = server.send(&Filled::registration()).await.reference();
    for _ in 0..2 {
        let answer = ask(
            &server,
            "NEC-0000-0000",
            "camille+a@exemple.fr",
            "text/html",
            Lang::Fr,
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let refused = ask(
        &server,
        &reference,
        "camille@exemple.fr",
        "text/html",
        Lang::Fr,
    )
    .await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.header("retry-after").is_empty());
    let page = refused.page();
    assert!(page.has("#lost-link .notice[role=alert]"));
    assert_eq!(page.values("reference"), [reference]);
    let other = Filled::registration().with("last_name", "Other");
    server.send(&other).await.reference();
    assert_eq!(mails(&server, 2).await, 2);
}

/// Whoever opens the address of the form by itself gets the page that it is on.
async fn its_address_leads_to_the_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.get("/api/links").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("location").ends_with("/gerer/#lost-link"));
}

/// A private link that was cut off, mistyped or lengthened is a 404 that says so in both languages and has the form for a
/// lost link; of the other language, it leads to the page with it.
async fn a_link_that_opens_nothing_leads_to_the_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let stored = server.send(&Filled::registration()).await.json();
    let path = stored["manage_url"].as_str().unwrap();
    for (lang, other) in [(Lang::Fr, Lang::En), (Lang::En, Lang::Fr)] {
        let words = |lang| &SITE.content(lang).forms.manage;
        for path in [
            &path[..path.len() - 1],
            &path.replace("/api/manage/", "/api/manage/X"),
            &format!("{path}/more"),
            &format!("{path}/event.ics/"),
            "/api/manage/",
            "/api/manage",
            "/api/manage/%F0%9F%8D%89",
        ] {
            let request = server
                .request(Method::GET, path)
                .header(ACCEPT, "text/html")
                .header("accept-language", lang.code());
            let answer = Answer::of(request).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            let page = answer.page();
            assert_eq!(page.lang(), lang.code());
            let heading = page.text("main .notice h2");
            assert_eq!(heading, words(lang).no_such_link_title, "{path}");
            assert!(page.text("title").contains(&heading), "{path}");
            let said = page.text("main .notice");
            for lang in [lang, other] {
                assert!(said.contains(&words(lang).no_such_link), "{path}: {said}");
            }
            let form = "#lost-link form[action='/api/links']";
            assert!(page.has(form), "{path}");
            let expected = format!("{}#lost-link", SITE.known_url(other, Known::Manage));
            let leads = page.attributes("main .notice a", "href");
            assert_eq!(leads, [expected], "{path}");
            let there = format!("main .notice [lang={}]", other.code());
            assert!(page.has(&there), "{path}");
        }
    }
    let request = server
        .request(Method::GET, "/api/manage/NOBODY")
        .header(ACCEPT, "application/json");
    let answer = Answer::of(request).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.json()["title"], "No submission has this token");
}

/// In small letters, with what is easily misread, with a full stop or a slash behind it, it opens the page all the same.
async fn a_link_is_read_as_it_was_copied(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let stored = server.send(&Filled::registration()).await.json();
    let path = stored["manage_url"].as_str().unwrap();
    let (folder, token) = path.split_at("/api/manage/".len());
    for token in [
        &token.to_lowercase(),
        &token.replace('0', "O").replace('1', "l"),
        &format!("{token}."),
        &format!("{token}%3E"),
        &format!("{token}/"),
    ] {
        let answer = server.get(&format!("{folder}{token}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{token}");
        assert!(answer.page().has(".receipt"), "{token}");
    }
}

/// What cannot be read is told as such, in words of the page that it came from.
async fn what_cannot_be_read_says_so(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let request = server
        .request(Method::POST, "/api/links")
        .header(ACCEPT, "text/html")
        .header(CONTENT_TYPE, "text/plain");
    let answer = Answer::of(request.body("reference=NEC-0000-0000")).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let words = &SITE.fr.forms.manage;
    assert_eq!(answer.page().text("#lost-link .notice"), words.unread);
}

/// While nothing can be stored nothing can be sent, and nobody is told that a mail is on its way, whatever they ask for.
async fn while_nothing_can_be_stored(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    database
        .execute("ALTER TABLE health RENAME TO elsewhere")
        .await;
    for reference in [reference.as_str(), "NEC-0000-0000"] {
        let answer = ask(
            &server,
            reference,
            "camille@exemple.fr",
            "text/html",
            Lang::Fr,
        )
        .await;
        assert_eq!(
            answer.status,
            StatusCode::SERVICE_UNAVAILABLE,
            "{reference}"
        );
    }
}
