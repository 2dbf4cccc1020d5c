//! The private page that a form leads to without script.

use std::sync::Arc;

use reqwest::StatusCode;

use crate::database::Database;
use crate::dist::SITE;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(
    form_leads_to_its_receipt,
    receipt_is_in_the_language_of_the_form,
    receipt_says_what_was_reached,
    a_mail_is_spoken_of_where_one_is_sent,
    receipt_shows_text_as_text,
    unknown_token_is_not_found,
);

/// Without script: 303 to a page with the reference and the answers, for nobody else's eyes.
async fn form_leads_to_its_receipt(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let answer = server.browse(&Filled::registration()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let path = answer.header("location").to_owned();
    assert!(path.starts_with("/api/manage/"), "{path}");

    let receipt = server.get(&path).await;
    assert_eq!(receipt.status, StatusCode::OK);
    assert_eq!(receipt.header("cache-control"), "no-store");
    assert_eq!(receipt.header("referrer-policy"), "no-referrer");
    let page = receipt.page();
    assert!(page.has("meta[name=robots][content=noindex]"));
    let stored = server.store.all().await.unwrap();
    assert_eq!(page.text(".reference"), stored[0].reference);
    assert_eq!(
        page.texts(".receipt dd"),
        [
            "Camille",
            "Durand",
            "camille@exemple.fr",
            "Organisation de l’ESS, fondation, coopérative ou association",
            "Coopérative des Lilas",
            "France",
            "mercredi 26 novembre 2025 – Paris, jeudi 27 novembre 2025 – Paris",
            "Oui",
        ]
    );
}

/// The receipt speaks the language that the form was in, for each form.
async fn receipt_is_in_the_language_of_the_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        for (lang, number) in [("fr", "732829320"), ("en", "356000000")] {
            // Answers of one's own: the same answers in two languages are one submission.
            let filled = filled.clone().with("lang", lang).with("last_name", lang);
            let filled = filled.with("registration_number", number);
            let answer = server.browse(&filled).await;
            let page = server.get(answer.header("location")).await.page();
            assert_eq!(page.lang(), lang);
            let content = if lang == "fr" { &SITE.fr } else { &SITE.en };
            let labels: Vec<_> = filled
                .form
                .fields
                .iter()
                .filter(|field| !filled.answers().first(field.name).is_empty())
                .map(|field| {
                    content.forms.of(filled.form).fields[field.name]
                        .label
                        .clone()
                })
                .collect();
            assert_eq!(page.texts(".receipt dt"), labels);
        }
    }
}

/// The heading says what the person has: a registration, or a request.
async fn receipt_says_what_was_reached(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        let answer = server.browse(&filled.clone().with("lang", "fr")).await;
        let page = server.get(answer.header("location")).await.page();
        let words = SITE.fr.forms.of(filled.form);
        assert_eq!(page.text(".receipt h2"), words.receipt);
        assert!(page.text("title").starts_with(&words.receipt));
    }
}

/// Programs are told of the mail that is on its way, and so are people whose browser sent the form: on the page that it
/// leads to, and not when they open their link later. Where no mails are sent nobody is.
async fn a_mail_is_spoken_of_where_one_is_sent(database: Arc<Database>) {
    let said = &SITE.fr.forms.common.receipt_mail;
    let silent = Server::start(&database).await;
    let filled = Filled::registration();
    assert_eq!(silent.send(&filled).await.json().get("mail"), None);
    let location = silent.browse(&filled).await.header("location").to_owned();
    assert!(!location.contains('?'), "{location}");
    let asked = silent.get(&format!("{location}?done=stored")).await;
    assert!(!asked.text().contains(said));

    let server = Server::that_sends_mail(&database).await;
    let filled = filled.with("email", "alix@exemple.fr");
    assert_eq!(server.send(&filled).await.json()["mail"], true);
    let location = server.browse(&filled).await.header("location").to_owned();
    assert!(server.get(&location).await.text().contains(said));
    let (link, _) = location.split_once('?').unwrap();
    assert!(!server.get(link).await.text().contains(said));
}

/// What a person typed is shown, not run.
async fn receipt_shows_text_as_text(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let name = "<script>alert(1)</script> \"&amp;' <!>";
    let filled = Filled::registration().with("first_name", name);
    let answer = server.browse(&filled).await;
    let receipt = server.get(answer.header("location")).await;
    assert!(!receipt.text().contains("<script>alert"));
    assert_eq!(receipt.page().texts(".receipt dd")[0], name);
}

/// A link that opens nothing says so, and is as private as one that does.
async fn unknown_token_is_not_found(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    for token in [
        "0123456789ABCDEFGHJKMNPQRS",
        "x",
        "%25",
        "%00",
        "'%20OR%201=1--",
    ] {
        let answer = server.get(&format!("/api/manage/{token}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{token}");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(!answer.page().has(".receipt"));
    }
}
