//! Another build takes the place of the one that is served: pages and forms change together, without a restart.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use nec_ess_content::Site;
use nec_ess_endpoint::links::Links;
use nec_ess_endpoint::{App, Look, metrics, router};
use reqwest::header::{CONTENT_TYPE, ORIGIN};
use reqwest::{Method, StatusCode};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tower::ServiceExt as _;

use crate::answer::Answer;
use crate::database::Database;
use crate::dist::{self, SITE};
use crate::forms::{BROWSER, Filled};
use crate::places::person;
use crate::server::{SECRET, Server, client};

crate::on_both!(more_places_let_people_in, earlier_references_stay);
crate::on_sqlite!(
    forms_close_with_the_pages,
    half_a_build_changes_nothing,
    who_may_post_changes,
    a_link_that_is_switched,
    the_program_notices_by_itself,
);

/// Puts the description of `site` into `folder`, as a build does.
fn build(folder: &Path, change: impl FnOnce(&mut Site)) {
    let mut site = SITE.clone();
    change(&mut site);
    let made = dist::of_site(site);
    let new = folder.join("site.json.new");
    std::fs::copy(made.path().join("site.json"), &new).unwrap();
    std::fs::rename(new, folder.join("site.json")).unwrap();
}

/// Closed on the day that the tests' site shows.
fn closed(site: &mut Site) {
    site.event.registration.closes = "2025-01-01T00:00:00+01:00".parse().ok();
    site.fr.forms.common.closed = "C’est fermé.".into();
}

async fn site_current(server: &Server) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let answer = metrics::router(server.app.clone()).oneshot(request).await;
    let body = to_bytes(answer.unwrap().into_body(), usize::MAX).await;
    let body = String::from_utf8(body.unwrap().to_vec()).unwrap();
    let line = body
        .lines()
        .find_map(|line| line.strip_prefix("nec_ess_site_current "));
    line.unwrap().to_owned()
}

/// A closing time that is moved, and new words, count from the moment the new build is there.
async fn forms_close_with_the_pages(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    assert_eq!(server.app.look_again().await, Look::Same);
    build(server.folder(), closed);
    assert_eq!(server.app.look_again().await, Look::Changed);
    assert_eq!(server.app.look_again().await, Look::Same);
    let late = Filled::registration().with("email", "tard@exemple.fr");
    let answer = server.browse(&late).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(answer.page().text(".notice[role=alert]"), "C’est fermé.");
    build(server.folder(), |_| {});
    assert_eq!(server.app.look_again().await, Look::Changed);
    server.send(&late).await.reference();
}

/// A build that is half written, broken or gone leaves the one before in force, and is read once it is whole.
async fn half_a_build_changes_nothing(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let file = server.folder().join("site.json");
    let whole = std::fs::read_to_string(&file).unwrap();
    let others = Filled::each();
    let half: String = whole.chars().take(whole.len() / 2).collect();
    assert_eq!(site_current(&server).await, "1");
    for (broken, filled) in [half.as_str(), "", "{\"site\": 1}"].iter().zip(&others) {
        std::fs::write(&file, broken).unwrap();
        assert_eq!(server.app.look_again().await, Look::Refused);
        assert_eq!(server.app.look_again().await, Look::Same);
        assert_eq!(site_current(&server).await, "0");
        server.send(filled).await.reference();
    }
    std::fs::remove_file(&file).unwrap();
    assert_eq!(server.app.look_again().await, Look::Refused);
    build(server.folder(), closed);
    assert_eq!(server.app.look_again().await, Look::Changed);
    assert_eq!(site_current(&server).await, "1");
    let late = Filled::registration().with("email", "tard@exemple.fr");
    assert_eq!(server.send(&late).await.status, StatusCode::GONE);
}

/// Sites that may post are those of the new build.
async fn who_may_post_changes(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let allowed = async || {
        let request = server
            .request(Method::OPTIONS, "/api/registrations")
            .header(ORIGIN, "https://autre.example")
            .header("Access-Control-Request-Method", "POST");
        let answer = Answer::of(request).await;
        answer.headers.contains_key("access-control-allow-origin")
    };
    assert!(allowed().await);
    build(server.folder(), |site| {
        site.settings.cors_origins = vec!["https://partenaire.example".into()];
    });
    server.app.look_again().await;
    assert!(!allowed().await);
}

/// People who wait get the places of a higher limit.
async fn more_places_let_people_in(database: Arc<Database>) {
    let server = crate::places::limited(&database, 1).await;
    server.send(&person(1, &["2025-11-27"])).await.reference();
    let second = server.send(&person(2, &["2025-11-27"])).await;
    assert_eq!(second.json()["status"], "waiting");
    build(server.folder(), |site| {
        site.event.days[2].capacity = Some(2);
    });
    assert_eq!(server.app.look_again().await, Look::Changed);
    let third = server.send(&person(3, &["2025-11-27"])).await;
    assert_eq!(third.json()["status"], "waiting");
    assert!(server.store.waiting_list().await.unwrap().len() == 1);
}

/// References begin as the new build has it; the links and mails of those before lead on.
async fn earlier_references_stay(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let earlier = server.send(&person(1, &["2025-11-27"])).await;
    assert!(earlier.reference().starts_with("NEC-"));
    build(server.folder(), |site| {
        site.event.reference_prefix = Some("ABC31".into());
    });
    assert_eq!(server.app.look_again().await, Look::Changed);
    let later = server.send(&person(2, &["2025-11-27"])).await;
    assert!(later.reference().starts_with("ABC31-"));
    for sent in [&earlier, &later] {
        let link = sent.json()["manage_url"].as_str().unwrap().to_owned();
        let page = server.get(&link).await;
        assert_eq!(page.status, StatusCode::OK, "{link}");
        assert!(page.text().contains(&sent.reference()), "{link}");
    }
}

/// A folder that is a link, which an upgrade switches to another folder.
async fn a_link_that_is_switched(database: Arc<Database>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, capacity) in [("one", 10), ("two", 20)] {
        std::fs::create_dir(path(name)).unwrap();
        build(&path(name), |site| {
            site.event.days[0].capacity = Some(capacity);
        });
        std::fs::write(path(name).join("page.txt"), name).unwrap();
    }
    std::os::unix::fs::symlink(path("one"), path("dist")).unwrap();
    let store = database.store().await;
    let app = App::open(path("dist"), store, Links::new(SECRET)).unwrap();
    let service = router(app.clone());
    let get = async |address: &str| {
        let request = Request::get(address).header("accept", BROWSER);
        let request = request.body(Body::empty()).unwrap();
        let answer = service.clone().oneshot(request).await.unwrap();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    };
    assert!(get("/api/places").await.contains("\"capacity\":10"));
    assert_eq!(get("/page.txt").await, "one");
    std::os::unix::fs::symlink(path("two"), path("dist.new")).unwrap();
    std::fs::rename(path("dist.new"), path("dist")).unwrap();
    assert_eq!(app.look_again().await, Look::Changed);
    assert!(get("/api/places").await.contains("\"capacity\":20"));
    assert_eq!(get("/page.txt").await, "two");
}

/// Nobody has to tell the program.
async fn the_program_notices_by_itself(database: Arc<Database>) {
    let folder = dist::of_site(SITE.clone());
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program
        .args(["serve", "--port", "0", "--dist"])
        .arg(folder.path());
    program.arg("--data").arg(database.folder.path());
    program
        .env_remove("DATABASE_URL")
        .env("LINK_SECRET", SECRET);
    program.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = program.kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let url = line.strip_prefix("listening on ").unwrap().to_owned();
    build(folder.path(), closed);
    let filled = Filled::registration();
    let closes = async {
        loop {
            let request = client()
                .post(format!("{url}{}", filled.form.action))
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(filled.encoded());
            if Answer::of(request).await.status == StatusCode::GONE {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), closes)
        .await
        .unwrap();
}
