//! The prerendered pages. They need no storage, so SQLite stands for both.

use std::sync::Arc;

use reqwest::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, IF_MODIFIED_SINCE, RANGE, REFERER};
use reqwest::{Method, StatusCode};

use crate::answer::Answer;
use crate::database::Database;
use crate::server::Server;
use crate::{dist, raw};

crate::on_sqlite!(
    pages,
    types,
    compressed,
    caches,
    caches_after_other_answers,
    missing_pages,
    missing_pages_in_the_persons_language,
    slashes,
    slashes_stay_on_the_site,
    pages_built_before,
);

const SCRIPT: &str = "/assets/site-0123456789abcdef.js";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A server of every page, a script, and their compressed twins.
async fn serve(database: &Database) -> Server {
    let folder = dist::whole();
    for (path, text) in [
        ("assets/site-0123456789abcdef.js", "plain"),
        ("assets/site-0123456789abcdef.js.br", "brotli"),
        ("assets/site-0123456789abcdef.js.gz", "gzip"),
        ("assets/site-0123456789abcdef.wasm", "\0asm"),
        ("fr/index.html.br", "brotli page"),
    ] {
        dist::write(folder.path(), path, text);
    }
    Server::with_folder(database, folder).await
}

async fn accepting(server: &Server, path: &str, encodings: &str) -> Answer {
    let request = server
        .request(Method::GET, path)
        .header(ACCEPT_ENCODING, encodings);
    Answer::of(request).await
}

/// Every page of both languages, with the headers that it needs.
async fn pages(database: Arc<Database>) {
    let server = serve(&database).await;
    for content in [&dist::SITE.fr, &dist::SITE.en] {
        for page in &content.pages {
            let answer = server.get(&page.url).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", page.url);
            assert_eq!(answer.header("cache-control"), "no-cache");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.page().texts("h1").len(), 1, "{}", page.url);
        }
    }
    let request = server.request(Method::HEAD, "/fr/");
    let answer = Answer::of(request).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.is_empty());
}

/// Each file says what it is.
async fn types(database: Arc<Database>) {
    let server = serve(&database).await;
    for (path, kind) in [
        ("/fr/", "text/html"),
        ("/fr/fragment.html", "text/html"),
        ("/sitemap.xml", "text/xml"),
        ("/robots.txt", "text/plain"),
        ("/fr/event.ics", "text/calendar"),
        (SCRIPT, "text/javascript"),
        ("/assets/site-0123456789abcdef.wasm", "application/wasm"),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let given = answer.header("content-type");
        assert!(given.starts_with(kind), "{path}: {given}");
    }
}

/// What was compressed beforehand is sent to those who can read it, and to no other.
async fn compressed(database: Arc<Database>) {
    let server = serve(&database).await;
    for (encodings, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "brotli"),
        ("gzip, deflate", "gzip", "gzip"),
        ("br;q=0, gzip", "gzip", "gzip"),
        ("identity", "", "plain"),
        ("", "", "plain"),
    ] {
        let answer = accepting(&server, SCRIPT, encodings).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{encodings}");
        assert_eq!(answer.text(), body);
        assert!(answer.header("content-type").starts_with("text/javascript"));
        let vary = answer.header("vary").to_ascii_lowercase();
        assert!(vary.contains("accept-encoding"), "{encodings}: {vary:?}");
    }
    let answer = accepting(&server, "/fr/", "br").await;
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.text(), "brotli page");
    assert!(answer.header("content-type").starts_with("text/html"));
    // A page that has no compressed twin comes as it is.
    let answer = accepting(&server, "/en/", "br").await;
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.status, StatusCode::OK);
}

/// Files with their hash in the name are kept for good, all others asked for again.
async fn caches(database: Arc<Database>) {
    let server = serve(&database).await;
    assert_eq!(server.get(SCRIPT).await.header("cache-control"), IMMUTABLE);
    for path in [
        "/",
        "/fr/",
        "/robots.txt",
        "/fr/nulle-part/",
        "/assets/nothing.js",
    ] {
        assert_eq!(server.get(path).await.header("cache-control"), "no-cache");
    }
}

/// "Nothing new" and a part of a file leave what a cache knows as it is.
async fn caches_after_other_answers(database: Arc<Database>) {
    let server = serve(&database).await;
    let modified = server.get(SCRIPT).await.header("last-modified").to_owned();
    let request = server
        .request(Method::GET, SCRIPT)
        .header(IF_MODIFIED_SINCE, modified);
    let answer = Answer::of(request).await;
    assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
    assert_eq!(answer.header("cache-control"), IMMUTABLE);
    let request = server
        .request(Method::GET, SCRIPT)
        .header(RANGE, "bytes=0-1");
    let answer = Answer::of(request).await;
    assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(answer.header("cache-control"), IMMUTABLE);
}

/// What is not there is said in the language of the address.
async fn missing_pages(database: Arc<Database>) {
    let server = serve(&database).await;
    for (path, lang) in [
        ("/nulle-part", "fr"),
        ("/fr/nulle-part/", "fr"),
        ("/en/nowhere/", "en"),
        ("/en/nowhere", "en"),
        ("/english", "fr"),
        ("/api/nothing", "fr"),
        ("/robots.txt/", "fr"),
        ("/fr/%F0%9F%90%8C/", "fr"),
        ("/fr/%00", "fr"),
        ("/%00/", "fr"),
        // The site's description is the endpoint's.
        ("/site.json", "fr"),
        ("/site.json.br", "fr"),
        ("/%73ite.json", "fr"),
        ("/fr/..%2fsite.json", "fr"),
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let page = answer.page();
        assert_eq!(page.lang(), lang, "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        let head = Answer::of(server.request(Method::HEAD, path)).await;
        assert_eq!(head.status, StatusCode::NOT_FOUND, "HEAD {path}");
    }
}

/// Where the address names no language: that of the page it came from, else the browser's, else French. A private link
/// that was mistyped is such an address too.
async fn missing_pages_in_the_persons_language(database: Arc<Database>) {
    let server = serve(&database).await;
    for path in [
        "/api/manage/AAAA",
        "/api/manage/AAAA/event.ics",
        "/api/nothing",
        "/nowhere/",
        "//nowhere/",
    ] {
        for (referer, accepted, lang) in [
            ("", "en-GB,en;q=0.9,fr;q=0.8", "en"),
            ("", "fr", "fr"),
            ("", "nl", "fr"),
            ("https://nec-ess.example/en/", "fr", "en"),
        ] {
            let request = server
                .request(Method::GET, path)
                .header(REFERER, referer)
                .header(ACCEPT_LANGUAGE, accepted);
            let answer = Answer::of(request).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(answer.page().lang(), lang, "{path} {referer} {accepted}");
        }
    }
    // What the address says comes first, and needs no other answer for anybody else.
    for lang in ["fr", "en"] {
        let path = format!("/{lang}/nowhere/");
        let request = server
            .request(Method::GET, &path)
            .header(ACCEPT_LANGUAGE, if lang == "fr" { "en" } else { "fr" });
        let answer = Answer::of(request).await;
        assert_eq!(answer.page().lang(), lang);
    }
}

/// A page without its slash leads to the one with it, and takes what follows along.
async fn slashes(database: Arc<Database>) {
    let server = serve(&database).await;
    for (path, target) in [
        ("/fr", "/fr/"),
        ("/en/registration", "/en/registration/"),
        (
            "/fr/inscription?source=lettre",
            "/fr/inscription/?source=lettre",
        ),
    ] {
        let answer = server.get(path).await;
        assert!(
            answer.status == StatusCode::TEMPORARY_REDIRECT
                || answer.status == StatusCode::PERMANENT_REDIRECT,
            "{path}"
        );
        assert_eq!(answer.header("location"), target);
    }
}

/// No address of ours leads to another site.
async fn slashes_stay_on_the_site(database: Arc<Database>) {
    let server = serve(&database).await;
    for path in ["//fr", "///fr", "//en/registration", "/fr//inscription"] {
        let answer = raw::get(&server, path).await;
        let target = raw::header(&answer, "location");
        assert!(!target.starts_with("//"), "{path} leads to {target}");
    }
}

/// A page that was built before something ended says so without script, compressed or not, to whoever has it from before too;
/// so does what is missing. The file stays as it is, and another build counts at once.
async fn pages_built_before(database: Arc<Database>) {
    let folder = dist::whole();
    let page = |until: &str| {
        format!("<p hidden data-from=\"{until}\">over</p><p data-until=\"{until}\">open</p>")
    };
    let (past, future) = ("946684800000", "4102444800000");
    dist::write(folder.path(), "fr/past/index.html", page(past));
    dist::write(folder.path(), "fr/past/index.html.br", "as it was");
    dist::write(folder.path(), "fr/future/index.html", page(future));
    dist::write(folder.path(), "404.html", page(past));
    let server = Server::with_folder(&database, folder).await;
    let over =
        format!("<p data-from=\"{past}\">over</p><p data-until=\"{past}\" hidden=\"\">open</p>");
    for path in ["/fr/past/", "/fr/past/index.html", "/fr/p%61st/"] {
        let answer = accepting(&server, path, "identity").await;
        assert_eq!(answer.text(), over, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(
            answer.header("last-modified"),
            "Sat, 01 Jan 2000 00:00:00 GMT"
        );
    }
    assert_eq!(server.get("/fr/future/").await.text(), page(future));
    assert_eq!(server.get("/nowhere").await.text(), over);
    for (encodings, expected) in [("gzip, br", "br"), ("gzip;q=0.5", "gzip"), ("br;q=0", "")] {
        let answer = accepting(&server, "/fr/past/", encodings).await;
        assert_eq!(
            answer
                .headers
                .get("content-encoding")
                .map_or("", |value| value.to_str().unwrap()),
            expected
        );
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
    for (had, status) in [
        ("Fri, 31 Dec 1999 23:59:59 GMT", StatusCode::OK),
        ("Sat, 01 Jan 2000 00:00:00 GMT", StatusCode::NOT_MODIFIED),
    ] {
        let request = server
            .request(Method::GET, "/fr/past/")
            .header(IF_MODIFIED_SINCE, had);
        assert_eq!(Answer::of(request).await.status, status, "{had}");
    }
    let head = Answer::of(server.request(Method::HEAD, "/fr/past/")).await;
    assert_eq!((head.status, head.text()), (StatusCode::OK, ""));
    dist::write(
        server.folder(),
        "fr/past/index.html",
        "<p>another build</p>",
    );
    let answer = accepting(&server, "/fr/past/", "identity").await;
    assert_eq!(answer.text(), "<p>another build</p>");
    for path in ["/fr/../past/", "/fr/%2e%2e/fr/past/", "/fr/past/%00/"] {
        let answer = raw::get(&server, path).await;
        assert_eq!(raw::status(&answer), 404, "{path}");
    }
}
