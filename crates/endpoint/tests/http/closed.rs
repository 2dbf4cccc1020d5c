//! Registration that has closed.

use std::sync::Arc;

use jiff::civil::{Date, date};
use nec_ess_content::{Known, Site, calendar};
use nec_ess_domain::Lang;
use reqwest::header::ACCEPT;
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::{self, SITE};
use crate::forms::{Filled, KEY};
use crate::server::Server;

crate::on_both!(
    closed_forms_are_gone,
    a_stored_submission_stays_stored,
    still_open,
    over_is_over,
    the_workshop_closes_with_its_day,
);

crate::on_sqlite!(
    pages_say_that_it_is_over,
    pages_invite_while_open,
    the_programme_passes_day_by_day,
);

fn close(site: &mut Site) {
    site.event.registration.closes = Some("2025-01-01T00:00:00Z".parse().unwrap());
}

/// 410 for programs and for people, and nothing stored, also where the answers are wrong.
async fn closed_forms_are_gone(database: Arc<Database>) {
    let server = Server::with_site(&database, close).await;
    let filled = Filled::registration();
    for filled in [filled.clone(), filled.without("email")] {
        let answer = server.send(&filled).await;
        assert_eq!(answer.status, StatusCode::GONE);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["status"], 410);

        let answer = server.browse(&filled).await;
        assert_eq!(answer.status, StatusCode::GONE);
        let page = answer.page();
        assert_eq!(
            page.text(".notice[role=alert]"),
            SITE.fr.forms.common.closed
        );
        assert!(!page.has(".page .receipt"));
    }
    assert!(database.rows().await.is_empty());
}

/// Someone whose answer got lost before the closing is not told that nothing was stored.
async fn a_stored_submission_stays_stored(database: Arc<Database>) {
    let filled = Filled::registration().key(KEY);
    let open = Server::start(&database).await;
    let reference = open.send(&filled).await.reference();
    let closed = Server::with_site(&database, close).await;
    assert_eq!(closed.send(&filled).await.reference(), reference);
}

/// Until the instant itself everything is taken.
async fn still_open(database: Arc<Database>) {
    let server = Server::with_site(&database, |site| {
        site.event.registration.closes = Some("2999-01-01T00:00:00Z".parse().unwrap());
    })
    .await;
    server.send(&Filled::registration()).await.reference();
}

/// An endpoint on a day of its own.
async fn on(database: &Database, day: Date) -> Server {
    let folder = dist::on_day(SITE.clone(), Some(day));
    Server::with_folder(database, folder).await
}

/// Three weeks before the event people register, on its last day they still do, and after it they are told that it has
/// taken place, and when.
async fn over_is_over(database: Arc<Database>) {
    for day in [date(2025, 11, 4), date(2025, 11, 27)] {
        let server = on(&database, day).await;
        let email = format!("camille.{day}@exemple.fr");
        let answer = server
            .send(
                &Filled::registration()
                    .with("email", &email)
                    .with("days", "2025-11-27"),
            )
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{day}");
    }
    let server = on(&database, date(2025, 11, 28)).await;
    let filled = Filled::registration().with("email", "alix@exemple.fr");
    let answer = server.send(&filled).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(
        answer.json()["title"],
        "The form is closed: the event has taken place"
    );
    let answer = server.browse(&filled).await;
    assert_eq!(answer.status, StatusCode::GONE);
    let said = answer.page().text(".notice[role=alert]");
    assert_eq!(said, SITE.fr.forms.common.over);
    assert!(said.contains("25–27 novembre 2025"), "{said}");
    assert_eq!(database.rows().await.len(), 2);
}

/// On the last day, which is after the workshop, its form takes nothing any more, new or corrected, and nothing leads to it
/// or shows it; the other forms stay open.
async fn the_workshop_closes_with_its_day(database: Arc<Database>) {
    let days = [date(2025, 11, 26), date(2025, 11, 27)];
    let sent = on(&database, days[0]).await.send(&Filled::workshop()).await;
    let private = sent.json()["manage_url"].as_str().unwrap().to_owned();
    for (day, is_open) in days.into_iter().zip([true, false]) {
        let server = Server::with_folder(&database, dist::whole_on(day)).await;
        let filled = Filled::workshop().with("email", &format!("maire.{day}@example.ie"));
        let status = if is_open {
            StatusCode::CREATED
        } else {
            StatusCode::GONE
        };
        assert_eq!(server.send(&filled).await.status, status, "{day}");
        for filled in [Filled::registration(), Filled::reimbursement()] {
            let answer = server.send(&filled.key(&format!("{KEY}-{day}"))).await;
            assert_ne!(answer.status, StatusCode::GONE, "{day}");
        }
        for lang in Lang::ALL {
            let url = |known| SITE.known_url(lang, known);
            for known in SITE.event.forms().map(Known::of_form) {
                let page = server.get(url(known)).await.page();
                let is_shown = is_open || known != Known::Workshop;
                assert_eq!(page.has("form[data-form]"), is_shown, "{known:?} on {day}");
            }
            let workshop = format!(".actions [href=\"{}\"]", url(Known::Workshop));
            let request = format!(".actions [href=\"{}\"]", url(Known::Reimbursement));
            for known in [Known::Event, Known::Programme] {
                let page = server.get(url(known)).await.page();
                assert_eq!(page.has(&workshop), is_open, "{known:?} on {day}");
                assert!(page.has(&request), "{known:?} on {day}");
            }
        }
        let request = server.request(Method::POST, &private);
        let answers = Filled::workshop().with("city", "Cork").pairs;
        let body: Vec<_> = [("action".to_owned(), "correct".to_owned())]
            .into_iter()
            .chain(answers)
            .collect();
        let answer = Answer::of(request.form(&body).header(ACCEPT, "application/json")).await;
        let status = if is_open {
            StatusCode::OK
        } else {
            StatusCode::GONE
        };
        assert_eq!(answer.status, status, "{day}");
    }
}

/// After the event every page says so, no form is left, and nothing that leads on leads to one.
async fn pages_say_that_it_is_over(database: Arc<Database>) {
    let folder = dist::whole_on(date(2025, 11, 28));
    let server = Server::with_folder(&database, folder).await;
    for lang in Lang::ALL {
        let content = SITE.content(lang);
        let registration = SITE.known_url(lang, Known::Registration);
        for page in &content.pages {
            let answer = server.get(&page.url).await;
            assert!(
                answer.text().contains(&content.words.shell.over),
                "{}",
                page.url
            );
            let page_of = answer.page();
            assert!(!page_of.has("form[data-form]"), "{}", page.url);
            assert!(!page_of.has("[href$='.ics']"), "{}", page.url);
            // Those who ask now are told no more.
            for later in [
                &content.words.blocks.place_later,
                &content.words.programme.sessions_later,
            ] {
                assert!(!answer.text().contains(later), "{}: {later}", page.url);
            }
            let button = format!(".actions [href=\"{registration}\"]");
            assert!(!page_of.has(&button), "{}", page.url);
        }
        let home = server.get(SITE.known_url(lang, Known::Event)).await.page();
        let studies = SITE.page(lang, "studies").unwrap();
        assert!(home.has(&format!(".hero .actions [href=\"{}\"]", studies.url)));
        assert!(home.has("h1"));
    }
}

/// Before it they invite people, and none says that it is over.
async fn pages_invite_while_open(database: Arc<Database>) {
    let folder = dist::whole_on(SITE.event.open_day());
    let server = Server::with_folder(&database, folder).await;
    let content = &SITE.fr;
    let home = server.get(SITE.known_url(Lang::Fr, Known::Event)).await;
    assert!(!home.text().contains(&content.words.shell.over));
    let url = SITE.known_url(Lang::Fr, Known::Registration);
    let page = home.page();
    assert!(page.has(&format!(".hero .actions [href=\"{url}\"]")));
    assert!(page.has(".day-calendar"));
    assert!(server.get(url).await.page().has("form[data-form]"));
}

/// While the event is under way, what is over can no longer be put into a calendar; what is to come can.
async fn the_programme_passes_day_by_day(database: Arc<Database>) {
    let days = ["2025-11-25", "2025-11-26", "2025-11-27"].map(|day| format!("/fr/{day}.ics"));
    let [first, second, third] = &days;
    let workshop = calendar::workshop_path(Lang::Fr);
    for (day, offered) in [
        (date(2025, 11, 4), vec![first, second, &workshop, third]),
        (date(2025, 11, 25), vec![first, second, &workshop, third]),
        (date(2025, 11, 26), vec![second, &workshop, third]),
        (date(2025, 11, 27), vec![third]),
    ] {
        let server = Server::with_folder(&database, dist::whole_on(day)).await;
        for url in [
            SITE.known_url(Lang::Fr, Known::Programme),
            "/fr/embed/programme/",
        ] {
            let page = server.get(url).await.page();
            let links = page.attributes(".day [href$='.ics']", "href");
            assert_eq!(links.iter().collect::<Vec<_>>(), offered, "{url} on {day}");
            assert!(page.has(".session h4"), "{url} on {day}");
        }
    }
}
