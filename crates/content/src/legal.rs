//! `[legal]` of `content/site.toml`: what the law asks a site to say, and what only its organiser knows.

use std::fmt;

use nec_ess_domain::email::is_email;
use nec_ess_domain::named;
use nec_ess_domain::web::is_page;
use nec_ess_domain::{Lang, Named};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::text::Text;
use crate::typography;

/// `[legal]`. Each may be left empty: the build says so, and the pages leave its row out.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Legal {
    /// How people reach the organiser.
    #[serde(deserialize_with = "told")]
    pub contact: Option<Text>,
    /// Who publishes the site.
    #[serde(deserialize_with = "told")]
    pub publisher: Option<Text>,
    /// Who answers for what it says.
    #[serde(deserialize_with = "told")]
    pub director: Option<Text>,
    /// On whose machines it is.
    #[serde(deserialize_with = "told")]
    pub host: Option<Text>,
    /// What allows the organiser to keep people's answers.
    #[serde(deserialize_with = "told")]
    pub legal_basis: Option<Text>,
    /// What people may ask for, and of whom.
    #[serde(deserialize_with = "told")]
    pub rights: Option<Text>,
    /// To whom they may complain.
    #[serde(deserialize_with = "told")]
    pub authority: Option<Text>,
}

/// A key of `[legal]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalFact {
    /// See [`Legal::contact`].
    Contact,
    /// See [`Legal::publisher`].
    Publisher,
    /// See [`Legal::director`].
    Director,
    /// See [`Legal::host`].
    Host,
    /// See [`Legal::legal_basis`].
    LegalBasis,
    /// See [`Legal::rights`].
    Rights,
    /// See [`Legal::authority`].
    Authority,
}

named!(LegalFact {
    Contact = "contact",
    Publisher = "publisher",
    Director = "director",
    Host = "host",
    LegalBasis = "legal_basis",
    Rights = "rights",
    Authority = "authority",
});

impl LegalFact {
    /// Of the site, as the legal notice shows them.
    pub const OF_THE_SITE: [Self; 4] = [Self::Publisher, Self::Director, Self::Host, Self::Contact];
    /// Of what is done with people's answers, as the privacy pages show them.
    pub const OF_THE_DATA: [Self; 3] = [Self::LegalBasis, Self::Rights, Self::Authority];
}

impl Legal {
    fn text(&self, fact: LegalFact) -> Option<&Text> {
        match fact {
            LegalFact::Contact => &self.contact,
            LegalFact::Publisher => &self.publisher,
            LegalFact::Director => &self.director,
            LegalFact::Host => &self.host,
            LegalFact::LegalBasis => &self.legal_basis,
            LegalFact::Rights => &self.rights,
            LegalFact::Authority => &self.authority,
        }
        .as_ref()
    }

    /// The lines of `fact` in `lang`; none while it is empty.
    pub fn lines(&self, fact: LegalFact, lang: Lang) -> impl Iterator<Item = &str> {
        self.text(fact)
            .into_iter()
            .flat_map(move |text| text.get(lang).lines())
    }

    /// What is still to be filled in.
    pub fn missing(&self) -> impl Iterator<Item = LegalFact> {
        LegalFact::ALL
            .iter()
            .copied()
            .filter(|fact| self.text(*fact).is_none())
    }
}

/// Where a link leads that says `line`: it does if the line is an e-mail address or a web address and nothing more.
#[must_use]
pub fn address(line: &str) -> Option<String> {
    if is_email(line) {
        return Some(format!("mailto:{line}"));
    }
    is_page(line).then(|| line.to_owned())
}

fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    deserializer.deserialize_any(Told)
}

/// Reads one text for both languages, or one for each.
struct Told;

impl<'de> Visitor<'de> for Told {
    type Value = Option<Text>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, or { fr = \"…\", en = \"…\" }")
    }

    /// As the site's file says of what is empty.
    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let (fr, en) = (text.to_owned(), text.to_owned());
        whole(&Text { fr, en })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        whole(&Text::deserialize(MapAccessDeserializer::new(map))?)
    }
}

fn whole<E: de::Error>(text: &Text) -> Result<Option<Text>, E> {
    let [fr, en] = Lang::ALL.map(|lang| typography::spaces(text.get(lang).trim(), lang));
    match (fr.is_empty(), en.is_empty()) {
        (true, true) => Ok(None),
        (false, false) => Ok(Some(Text { fr, en })),
        _ => Err(E::custom("expected a text in both languages, or in none")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only what is an address as a whole becomes a link.
    #[test]
    fn addresses() {
        assert_eq!(
            address("contact@asso.example").as_deref(),
            Some("mailto:contact@asso.example")
        );
        assert_eq!(
            address("https://asso.example/contact").as_deref(),
            Some("https://asso.example/contact")
        );
        for line in ["1 rue de la Paix", "https://a.example ou b", "javascript:a"] {
            assert_eq!(address(line), None, "{line}");
        }
    }

    /// The names are the keys.
    #[test]
    fn names_are_keys() {
        let keys = serde_json::to_value(Legal::default()).expect("plain texts");
        let keys = keys.as_object().expect("a table");
        assert_eq!(keys.len(), LegalFact::ALL.len());
        for fact in LegalFact::ALL {
            assert!(keys.contains_key(fact.name()), "{fact:?}");
        }
    }

    /// What was read can be written for the endpoint and read again.
    #[test]
    fn survives_the_file_for_the_endpoint() {
        let json = r#"{"contact":null,"host":{"fr":"Ici !","en":"Here!"}}"#;
        let read: Legal = serde_json::from_str(json).expect("as it is written");
        let again = serde_json::to_string(&read).expect("plain texts");
        let again: Legal = serde_json::from_str(&again).expect("as it is written");
        assert!(again.contact.is_none());
        assert_eq!(again.host.expect("given").fr, "Ici\u{202f}!");
    }
}
