//! The private page: what a person can do later, with no script and as a program.

use std::sync::Arc;

use nec_ess_domain::forms::REGISTRATION;
use nec_ess_domain::wire::Status;
use nec_ess_endpoint::store::MailKind;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{BROWSER, Filled, KEY};
use crate::places::{limited, person};
use crate::server::Server;

crate::on_both!(
    every_button_leads_somewhere,
    correcting_without_script,
    corrections_with_errors_come_back,
    corrections_that_are_someone_elses,
    cancelling_asks_first_and_frees_the_answers,
    erasing_leaves_nothing,
    programs_get_json,
    the_calendar_has_the_confirmed_days,
    after_closing_only_leaving_is_possible,
    strange_requests,
);

/// A person with a private link.
struct Person<'a> {
    server: &'a Server,
    path: String,
}

impl<'a> Person<'a> {
    async fn registers(server: &'a Server, filled: &Filled) -> Self {
        let answer = server.browse(filled).await;
        let path = answer.header("location").to_owned();
        Self { server, path }
    }

    async fn opens(&self, query: &str) -> Answer {
        let url = format!("{}{query}", self.path);
        private(
            Answer::of(
                self.server
                    .request(Method::GET, &url)
                    .header(ACCEPT, BROWSER),
            )
            .await,
        )
    }

    async fn posts(&self, action: &str, filled: &Filled) -> Answer {
        let body = format!("action={action}&{}", filled.encoded());
        let request = self
            .server
            .request(Method::POST, &self.path)
            .header(ACCEPT, BROWSER)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        private(Answer::of(request).await)
    }

    async fn does(&self, action: &str) -> Answer {
        self.posts(action, &Filled::of(&REGISTRATION, &[])).await
    }

    async fn says(&self, body: Value) -> Answer {
        let request = self
            .server
            .request(Method::POST, &self.path)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        private(Answer::of(request).await)
    }
}

/// Whatever is answered, the address stays with the person.
#[track_caller]
fn private(answer: Answer) -> Answer {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    answer
}

/// What the page offers is there, and no button needs a script.
async fn every_button_leads_somewhere(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let person = Person::registers(&server, &filled).await;
        let page = person.opens("").await.page();
        let links = page.attributes(".manage a.button", "href");
        let has_calendar = filled.form.id != "reimbursement";
        assert_eq!(links.len(), if has_calendar { 4 } else { 3 }, "{links:?}");
        for link in links {
            assert_eq!(server.get(&link).await.status, StatusCode::OK, "{link}");
        }
    }
}

/// The form comes with the answers; once sent, the receipt has the new ones.
async fn correcting_without_script(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration();
    let person = Person::registers(&server, &filled).await;
    let page = person.opens("?show=correct").await.page();
    assert_eq!(page.attributes("main form", "action"), [&*person.path]);
    assert!(!page.has("form[data-form]"));
    for field in REGISTRATION.fields {
        let given: Vec<String> = filled
            .answers()
            .all(field.name)
            .map(str::to_owned)
            .collect();
        assert_eq!(page.values(field.name), given, "{}", field.name);
    }
    let corrected = filled.with("first_name", "Alix").with("days", "2025-11-25");
    let answer = person.posts("correct", &corrected).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let page = person.opens("?done=corrected").await.page();
    assert_eq!(
        page.text(".receipt .notice"),
        SITE.fr.forms.manage.corrected
    );
    let answers = page.texts(".receipt dd");
    assert!(answers.contains(&"Alix".to_owned()), "{answers:?}");
    assert!(answers.contains(&"mardi 25 novembre 2025 – Bruxelles".to_owned()));
    let stored = server.store.all().await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].days.len(), 1);
    // The same correction again changes nothing and tells nobody again.
    person.posts("correct", &corrected).await;
    let mails = server.store.unsent().await.unwrap();
    let kinds: Vec<_> = mails.iter().map(|mail| mail.kind).collect();
    assert_eq!(kinds, [MailKind::Stored, MailKind::Corrected]);
}

/// The rules are those of the form; nothing typed is lost and nothing stored.
async fn corrections_with_errors_come_back(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let person = Person::registers(&server, &Filled::registration()).await;
    let before = database.rows().await;
    let wrong = Filled::registration()
        .with("email", "camille")
        .with("first_name", "<b>Alix</b>");
    let answer = person.posts("correct", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.page();
    let message = &SITE.fr.forms.of(&REGISTRATION).fields["email"].errors["invalid"];
    assert_eq!(page.errors(), [("email".to_owned(), message.clone())]);
    assert_eq!(page.values("first_name"), ["<b>Alix</b>"]);
    assert_eq!(page.values("email"), ["camille"]);
    assert!(
        page.text("title")
            .starts_with(SITE.fr.forms.common.error_prefix.trim())
    );
    assert_eq!(
        page.attributes(".error-summary a", "href"),
        ["#registration-email"]
    );
    assert_eq!(database.rows().await, before);
}

/// Two submissions never have the same answers.
async fn corrections_that_are_someone_elses(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let other = Filled::registration().with("first_name", "Alix");
    Person::registers(&server, &other).await;
    let person = Person::registers(&server, &Filled::registration()).await;
    let before = database.rows().await;
    let answer = person.posts("correct", &other).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(
        answer.page().text("main .notice"),
        SITE.fr.forms.manage.same_answers
    );
    assert_eq!(database.rows().await, before);
}

/// A question, an answer, and the same person may register again with the same answers and key.
async fn cancelling_asks_first_and_frees_the_answers(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().key(KEY);
    let person = Person::registers(&server, &filled).await;
    let first = server.store.all().await.unwrap()[0].reference.clone();
    let page = person.opens("?show=cancel").await.page();
    assert_eq!(page.attributes("main form", "action"), [&*person.path]);
    assert_eq!(page.attributes("main form input", "value"), ["cancel"]);
    assert_eq!(
        server.store.all().await.unwrap()[0].status(),
        Status::Registered
    );
    for _ in 0..2 {
        let answer = person.does("cancel").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), person.path);
    }
    let page = person.opens("").await.page();
    assert_eq!(
        page.text(".receipt h2"),
        SITE.fr.forms.manage.cancelled_title
    );
    assert_eq!(page.attributes(".manage a.button", "href").len(), 1);
    assert_eq!(
        person
            .posts("correct", &filled.clone().with("first_name", "Alix"))
            .await
            .status,
        StatusCode::CONFLICT
    );
    let again = server.send(&filled).await.reference();
    assert_ne!(again, first);
    let statuses: Vec<_> = server.store.all().await.unwrap();
    let statuses: Vec<_> = statuses.iter().map(|stored| stored.status()).collect();
    assert_eq!(statuses, [Status::Cancelled, Status::Registered]);
}

/// Whatever the database held of the person is gone, mails included; the link says so.
async fn erasing_leaves_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration().with("last_name", "Quelquunederare");
    let person = Person::registers(&server, &filled).await;
    let page = person.opens("?show=erase").await.page();
    assert_eq!(page.attributes("main form input", "value"), ["erase"]);
    assert_eq!(database.rows().await.len(), 1);
    let answer = person.does("erase").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(
        answer.header("location"),
        format!("{}?done=erased", person.path)
    );
    for query in ["", "?show=correct", "?show=erase", "?done=erased"] {
        let answer = person.opens(query).await;
        assert_eq!(answer.status, StatusCode::GONE);
        // Then alone the browser forgets all that it keeps for the site.
        let is_new = answer.page().has("[data-over][data-erased]");
        assert_eq!(is_new, query == "?done=erased", "{query}");
        assert_eq!(
            answer.page().text(".manage h2"),
            SITE.fr.forms.manage.erased_title
        );
    }
    assert!(server.store.all().await.unwrap().is_empty());
    assert!(server.store.unsent().await.unwrap().is_empty());
    let rows = database.rows().await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][2], "[]");
    for action in ["cancel", "correct", "sing"] {
        assert_eq!(person.posts(action, &filled).await.status, StatusCode::GONE);
    }
    assert_eq!(
        server
            .get(&format!("{}/event.ics", person.path))
            .await
            .status,
        404
    );
    assert_ne!(server.send(&filled).await.reference(), rows[0][1]);
}

/// The same for programs, with the same rules.
async fn programs_get_json(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let person = Person::registers(&server, &Filled::registration()).await;
    let request = server
        .request(Method::GET, &person.path)
        .header(ACCEPT, "application/json");
    let body = private(Answer::of(request).await).json();
    assert_eq!(body["status"], "registered");
    assert_eq!(body["answers"]["first_name"], json!(["Camille"]));
    assert_eq!(body["days"].as_array().unwrap().len(), 2);
    let mut corrected = Filled::registration().with("first_name", "Alix").json();
    corrected["action"] = json!("correct");
    let answer = person.says(corrected.clone()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.json()["answers"]["first_name"], json!(["Alix"]));
    corrected["email"] = json!("alix");
    let errors = person.says(corrected).await.errors();
    assert_eq!(errors, [("email".to_owned(), "invalid".to_owned())]);
    let answer = person.says(json!({"action": "cancel"})).await;
    assert_eq!(answer.json()["status"], "cancelled");
    let answer = person.says(json!({"action": "erase"})).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["status"], "erased");
    assert!(answer.json().get("answers").is_none());
    let answer = person.says(json!({"action": "cancel"})).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}

/// A day that the person waits for is not in their calendar yet.
async fn the_calendar_has_the_confirmed_days(database: Arc<Database>) {
    let server = limited(&database, 1).await;
    let last = "2025-11-27";
    Person::registers(&server, &person(9, &[last])).await;
    let registered = Person::registers(&server, &person(0, &["2025-11-26", last])).await;
    let file = private(server.get(&format!("{}/event.ics", registered.path)).await);
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    assert!(file.text().contains("DTSTART;VALUE=DATE:20251126"));
    assert!(!file.text().contains("20251127\r\nDTEND"));
    assert_eq!(file.text().matches("BEGIN:VEVENT").count(), 1);
    let waiting = Person::registers(&server, &person(1, &[last])).await;
    let path = format!("{}/event.ics", waiting.path);
    assert_eq!(server.get(&path).await.status, StatusCode::NOT_FOUND);
    let workshop = Person::registers(&server, &Filled::workshop()).await;
    let file = server.get(&format!("{}/event.ics", workshop.path)).await;
    assert!(
        file.text().contains("DTSTART:20251126T120000Z"),
        "{}",
        file.text()
    );
}

/// Once registration is closed, answers stay as they are; giving a place back is always possible.
async fn after_closing_only_leaving_is_possible(database: Arc<Database>) {
    let open = Server::start(&database).await;
    let path = Person::registers(&open, &Filled::registration()).await.path;
    let closed = Server::with_site(&database, |site| {
        site.event.registration.closes = Some("2025-01-01T00:00:00Z".parse().unwrap());
    })
    .await;
    let person = Person {
        server: &closed,
        path,
    };
    let page = person.opens("?show=correct").await.page();
    assert!(page.has(".receipt"));
    let corrected = Filled::registration().with("first_name", "Alix");
    let answer = person.posts("correct", &corrected).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(
        answer.page().text(".notice[role=alert]"),
        SITE.fr.forms.manage.closed
    );
    assert_eq!(person.does("cancel").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        closed.store.all().await.unwrap()[0].status(),
        Status::Cancelled
    );
}

/// What no button sends changes nothing.
async fn strange_requests(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let person = Person::registers(&server, &Filled::registration()).await;
    let before = database.rows().await;
    let words = &SITE.fr.forms.manage;
    for action in ["", "sing", "cancel%00"] {
        let answer = person.does(action).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let page = answer.page();
        assert_eq!(page.text(".receipt .notice"), words.unknown_action);
        assert_eq!(page.attributes(".manage a.button", "href").len(), 4);
        let answer = person.says(json!({"action": action})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let title = answer.json()["title"].clone();
        assert!(
            title.as_str().unwrap().contains("correct, cancel or erase"),
            "{title}"
        );
    }
    let request = server
        .request(Method::POST, &person.path)
        .body("action=cancel");
    let answer = private(Answer::of(request).await);
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(answer.page().text(".receipt .notice"), words.unread);
    let nobody = Person {
        server: &server,
        path: "/api/manage/0123456789ABCDEFGHJKMNPQRS".to_owned(),
    };
    for action in ["correct", "cancel", "erase"] {
        let answer = nobody.posts(action, &Filled::registration()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(database.rows().await, before);
    assert_eq!(
        server.store.all().await.unwrap()[0].status(),
        Status::Registered
    );
}
