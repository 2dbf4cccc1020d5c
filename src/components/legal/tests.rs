//! The blocks, with everything filled in and with nothing.

use nec_ess_content::{Legal, Text};
use nec_ess_domain::Named;

use super::*;

/// Our own content, with `legal` instead of what it says.
fn site(legal: Legal) -> Arc<Site> {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    let mut site = nec_ess_content::load(content.as_ref()).expect("our own content");
    site.settings.legal = legal;
    Arc::new(site)
}

fn text(fr: &str, en: &str) -> Option<Text> {
    let (fr, en) = (fr.to_owned(), en.to_owned());
    Some(Text { fr, en })
}

/// A value for every key.
fn whole() -> Legal {
    let legal = Legal {
        contact: text(
            "Bureau\ncontact@asso.example",
            "Office\ncontact@asso.example",
        ),
        publisher: text("Une association", "An association"),
        director: text("Camille Martin", "Camille Martin"),
        host: text(
            "Un hébergeur\nhttps://host.example/",
            "A host\nhttps://host.example/",
        ),
        legal_basis: text("Votre consentement", "Your consent"),
        rights: text("Accès, rectification", "Access, rectification"),
        authority: text("Une autorité", "An authority"),
    };
    assert_eq!(legal.missing().count(), 0);
    legal
}

fn html(view: impl FnOnce() -> AnyView) -> String {
    let html = Owner::new().with(|| view().to_html());
    html.replace("<!>", "")
}

fn notice(site: &Arc<Site>, lang: Lang) -> String {
    let site = site.clone();
    html(move || view! { <LegalNotice site lang /> }.into_any())
}

fn contact(site: &Arc<Site>, lang: Lang) -> String {
    let site = site.clone();
    html(move || view! { <Contact site lang /> }.into_any())
}

fn data(site: &Arc<Site>, lang: Lang) -> String {
    let site = site.clone();
    html(move || view! { <DataProtection site lang /> }.into_any())
}

/// Everything that is filled in is shown in the language of the page, each line under its name.
#[test]
fn shows_every_row() {
    let site = site(whole());
    for lang in Lang::ALL {
        let (notice, data) = (notice(&site, lang), data(&site, lang));
        let words = &site.content(lang).words.legal;
        assert!(notice.contains(&site.settings.organiser.name));
        for fact in LegalFact::ALL {
            let is_of_the_data = LegalFact::OF_THE_DATA.contains(fact);
            let block = if is_of_the_data { &data } else { &notice };
            let row = format!("<dt>{}</dt>", name(words, *fact));
            assert_eq!(block.matches(&row).count(), 1, "{row} in {block}");
            for line in site.settings.legal.lines(*fact, lang) {
                assert!(block.contains(line), "{line} in {block}");
            }
        }
        let link = "<a href=\"https://host.example/\" rel=\"external\">https://host.example/</a>";
        assert!(notice.contains(link), "{notice}");
    }
}

/// While nothing is filled in, the organiser alone is named, and no row or list is empty.
#[test]
fn leaves_out_what_is_empty() {
    let site = site(Legal::default());
    for lang in Lang::ALL {
        let notice = notice(&site, lang);
        assert_eq!(notice.matches("<dt>").count(), 1, "{notice}");
        let link = format!("href=\"{}\"", site.settings.organiser.url);
        assert!(contact(&site, lang).contains(&link));
        assert_eq!(data(&site, lang), "");
        assert_eq!(contact_url(&site, lang), None);
    }
}

/// Whoever has a question is led to the contact; to its page where it is no address.
#[test]
fn leads_to_the_contact() {
    let found = site(whole());
    for lang in Lang::ALL {
        let contact = contact(&found, lang);
        let link = "href=\"mailto:contact@asso.example\"";
        assert!(contact.contains(link), "{contact}");
        assert!(!contact.contains("<br"), "one sentence: {contact}");
        assert!(!contact.contains(&found.settings.organiser.url));
        let url = contact_url(&found, lang);
        assert_eq!(url.as_deref(), Some("mailto:contact@asso.example"));
    }
    let by_post = site(Legal {
        contact: text("1 rue Haute", "1 rue Haute"),
        ..Legal::default()
    });
    assert!(contact(&by_post, Lang::En).contains("1 rue Haute"));
    let url = contact_url(&by_post, Lang::En);
    assert_eq!(url.as_deref(), Some("/en/legal-notice/"));
}
