//! Without script, a refused form comes back as it was typed.

use std::sync::Arc;

use nec_ess_domain::{Kind, Lang, key, validate};
use reqwest::StatusCode;

use crate::database::Database;
use crate::dist::SITE;
use crate::forms::{Filled, KEY};
use crate::page::Page;
use crate::server::Server;

crate::on_both!(
    the_page_keeps_what_was_typed,
    the_page_shows_every_error,
    the_page_shows_text_as_text,
    no_text_leaves_its_field,
    sending_again_after_mending,
);

/// What people type that is no harmless text.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' \" & &amp; &lt; &quot;",
    "  deux  espaces  ",
    "</textarea></select></form>",
    "<!> <!-- --> %body% %head% {{form}} ${x} \\",
];

fn is_text(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::One(_) | Kind::Select(_) | Kind::Many(_) | Kind::Tick
    )
}

/// Expects each answer of `filled` in the page's form.
#[track_caller]
fn keeps(page: &Page, filled: &Filled) {
    for field in filled.form.fields {
        let answers = filled.answers();
        let given: Vec<&str> = answers.all(field.name).collect();
        assert_eq!(page.values(field.name), given, "{}", field.name);
    }
}

/// Every text, every choice and the submission key, for each form.
async fn the_page_keeps_what_was_typed(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let filled = filled.with("email", "pas une adresse").key(KEY);
        let answer = server.browse(&filled).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.header("cache-control"), "no-store");
        let page = answer.page();
        keeps(&page, &filled);
        assert_eq!(page.values(key::FIELD), [KEY]);
        assert_eq!(page.values("lang"), [filled.answers().first("lang")]);
        assert_eq!(page.attributes("form.form", "action"), [filled.form.action]);
    }
    assert!(server.store.all().await.unwrap().is_empty());
}

/// The title, the summary with its links, and each field, in the language of the form.
async fn the_page_shows_every_error(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        for lang in Lang::ALL {
            let empty = Filled::of(filled.form, &[("lang", lang.code())]);
            let page = server.browse(&empty).await.page();
            assert_eq!(page.lang(), lang.code());
            let common = &SITE.content(lang).forms.common;
            assert!(page.text("title").starts_with(&common.error_prefix));
            let words = &SITE.content(lang).forms.of(filled.form).fields;
            let expected: Vec<_> = validate(empty.form, &empty.answers(), &SITE.event.day_ids())
                .iter()
                .map(|error| {
                    let message = words[error.field].message(error.code, "");
                    (error.field.to_owned(), message)
                })
                .collect();
            assert_eq!(page.errors(), expected);
            assert_eq!(page.text(".error-summary h2"), common.error_heading);
            let messages: Vec<_> = expected
                .iter()
                .map(|(_, message)| message.clone())
                .collect();
            assert_eq!(page.texts(".error-summary li a"), messages);
            let links = page.attributes(".error-summary li a", "href");
            for ((field, _), link) in expected.iter().zip(links) {
                let control = format!("[data-field='{field}'] {link}");
                assert!(page.has(&control), "{control}");
            }
            assert!(page.has(".error-summary[autofocus]:not([hidden])"));
        }
    }
}

/// Each form with this in every field that takes text.
fn typed(text: &str) -> impl Iterator<Item = Filled> {
    Filled::each().into_iter().map(move |filled| {
        let fields = filled.form.fields.iter();
        let fields = fields.filter(|field| is_text(field.kind));
        fields.fold(filled.key(KEY), |typed, field| typed.with(field.name, text))
    })
}

/// Nothing of what was typed is changed.
async fn the_page_shows_text_as_text(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let mut changed = Vec::new();
    for text in HOSTILE {
        for filled in typed(text) {
            let answer = server.browse(&filled).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let page = answer.page();
            for field in filled
                .form
                .fields
                .iter()
                .filter(|field| is_text(field.kind))
            {
                let shown = page.values(field.name);
                if shown != [text] {
                    changed.push((filled.form.id, field.name, text, shown));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}

/// Nothing of what was typed becomes a part of the page: another site could have typed it.
async fn no_text_leaves_its_field(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let markup = "<script>alert(1)</script><a href='https://evil.example'>x</a>";
    let scripts = "script:not([src])";
    let mut ours = Vec::new();
    for filled in typed("plain") {
        ours.push(server.browse(&filled).await.page().texts(scripts));
    }
    for end in [
        "\">",
        "'>",
        ">",
        "</textarea>",
        "</option></select>",
        "</title></form>",
    ] {
        for (filled, ours) in typed(&format!("{end}{markup}")).zip(&ours) {
            let page = server.browse(&filled).await.page();
            let form = filled.form.id;
            assert_eq!(page.texts(scripts), *ours, "{form}: {end}");
            assert!(!page.has("a[href*=evil]"), "{form}: {end}");
        }
    }
}

/// The page that came back is sent again, mended, and is one submission.
async fn sending_again_after_mending(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let wrong = Filled::registration().with("email", "camille").key(KEY);
    let page = server.browse(&wrong).await.page();
    let mended = wrong
        .with("email", "camille@exemple.fr")
        .key(&page.values(key::FIELD)[0]);
    for _ in 0..2 {
        let answer = server.browse(&mended).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(database.rows().await.len(), 1);
}
