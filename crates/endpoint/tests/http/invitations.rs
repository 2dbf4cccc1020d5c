//! What pages say and where they lead once the forms are closed.

use jiff::civil::{Date, date};
use nec_ess_content::{Known, Next, Site};
use nec_ess_domain::{Lang, forms};

use crate::dist::{self, SITE};
use crate::page::Page;

/// The site with a registration that closes days before the event, and a day in between.
fn closed_early() -> (Site, Date) {
    let mut site = SITE.clone();
    site.event.registration.closes = Some("2025-11-20T18:00:00+01:00".parse().unwrap());
    (site, date(2025, 11, 22))
}

/// What invites people, in lower case: words of our own, and the labels of the buttons that lead to a form.
fn invitations(lang: Lang) -> Vec<String> {
    let words: &[&str] = match lang {
        Lang::Fr => &[
            "jours gratuits",
            "est gratuite",
            "gratuitement",
            "dans la limite des places",
            "l’inscription se fait",
            "l’inscription à l’atelier se fait ici",
            "venez réfléchir",
            "vous pourrez",
            "vous recevez ensuite",
        ],
        Lang::En => &[
            "free days",
            "registration is free",
            "free of charge",
            "subject to availability",
            "you need to register",
            "where you register",
            "join us",
            "come and",
            "you will then receive",
        ],
    };
    let labels = &SITE.content(lang).words.actions;
    let labels = SITE
        .event
        .forms()
        .map(|form| labels[form.id].to_lowercase());
    let words = words.iter().map(|word| (*word).to_owned());
    words.chain(labels).collect()
}

/// Once registration is closed, before the days and after them, no page invites anybody: not in its text, not in its
/// description, not to search engines, not on other sites. While it is open, they do.
#[test]
fn nobody_is_invited_to_what_is_closed() {
    let (early, day) = closed_early();
    for (site, day) in [
        (early.clone(), day),
        (early, date(2025, 11, 26)),
        (SITE.clone(), date(2025, 11, 28)),
    ] {
        for file in dist::pages_on(site, day) {
            // What leads to another language is said in that language.
            let lang = Lang::ALL.map(|lang| (lang, format!("{}/", lang.code())));
            let Some((lang, _)) = lang.into_iter().find(|(_, at)| file.path.starts_with(at)) else {
                continue;
            };
            let text = file.text.to_lowercase();
            for words in invitations(lang) {
                let found = text.find(&words);
                let around = found.map(|at| text[at..].chars().take(80).collect::<String>());
                assert_eq!(around, None, "{} on {day}", file.path);
            }
        }
    }
    let mut invite: Vec<String> = Lang::ALL.into_iter().flat_map(invitations).collect();
    for file in dist::pages_on(SITE.clone(), SITE.event.open_day()) {
        let text = file.text.to_lowercase();
        invite.retain(|words| !text.contains(words));
    }
    assert_eq!(invite, [""; 0]);
}

/// The home page and each form's page say that it is closed, in words of the form: also of requests.
#[test]
fn pages_say_what_is_closed() {
    let (early, day) = closed_early();
    let pages = dist::pages_on(early, day);
    for lang in Lang::ALL {
        let content = SITE.content(lang);
        let text = |known| {
            let path = format!("{}index.html", &SITE.known_url(lang, known)[1..]);
            let file = pages.iter().find(|file| file.path == path).unwrap();
            Page::new(&file.text)
        };
        let closed = |form| content.forms.of(form).closed.as_str();
        let lead = text(Known::Event).text(".lead");
        assert!(lead.ends_with(closed(&forms::REGISTRATION)), "{lead}");
        for form in SITE.event.forms() {
            let said = text(Known::of_form(form)).text(".notice");
            assert_eq!(said, closed(form));
        }
    }
}

/// Once the event is over, what comes next takes the place of the registration, where there is something; without it the home
/// page leads to what there is to read, and to the organiser.
#[test]
fn home_leads_on_once_over() {
    let next: Next = serde_json::from_value(serde_json::json!({
        "label": { "fr": "L’édition suivante", "en": "The next edition" },
        "url": "https://next.example/",
    }))
    .unwrap();
    let mut followed = SITE.clone();
    followed.event.next = Some(next);
    for (site, expected) in [
        (SITE.clone(), None),
        (followed, Some("https://next.example/")),
    ] {
        let shown = |site: &Site, day| {
            let pages = dist::pages_on(site.clone(), day);
            let home = pages.iter().find(|file| file.path == "fr/index.html");
            Page::new(&home.unwrap().text)
        };
        let to_read = ["studies", "articles", "programme"];
        let to_read = to_read.map(|id| SITE.page(Lang::Fr, id).unwrap().url.as_str());
        let over = shown(&site, date(2025, 11, 28));
        let links = over.attributes(".hero .actions a", "href");
        let all: Vec<&str> = expected.into_iter().chain(to_read).collect();
        assert_eq!(links, all);
        let ask = &SITE.fr.words.legal.ask;
        let sentences = over.texts("main p");
        assert!(sentences.iter().any(|text| text.starts_with(ask)));
        let open = shown(&site, SITE.event.open_day());
        assert!(!open.has("[href='https://next.example/']"));
    }
}

/// Editors of other sites are offered what still works: no form that is closed, no field for one.
#[test]
fn other_sites_are_offered_what_works() {
    for (day, kinds) in [
        (
            SITE.event.open_day(),
            vec!["inscription", "atelier", "defraiement"],
        ),
        (date(2025, 11, 27), vec!["inscription", "defraiement"]),
        (date(2025, 11, 28), vec![]),
    ] {
        let pages = dist::pages_on(SITE.clone(), day);
        let page = pages
            .iter()
            .find(|file| file.path == "fr/integrer/index.html");
        let page = Page::new(&page.unwrap().text);
        let offers = page.attributes("#embed-component option", "value");
        let forms = ["inscription", "atelier", "defraiement"];
        let offered = forms.into_iter().filter(|name| {
            let path = format!("/fr/embed/{name}/");
            offers.contains(&path)
        });
        assert_eq!(offered.collect::<Vec<_>>(), kinds, "{day}");
        assert!(offers.contains(&"/fr/embed/programme/".to_owned()));
        assert_eq!(page.has("[data-of]"), !kinds.is_empty(), "{day}");
        let first = page.texts("[data-spelling=frame]").remove(0);
        assert!(first.contains(&offers[0]), "{first}");
    }
}
