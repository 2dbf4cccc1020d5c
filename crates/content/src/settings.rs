//! `content/site.toml`: the site as a whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::draft::Draft;
use crate::error::ContentError;
use crate::legal::Legal;
use crate::parse::Source;

/// The keys of `content/site.toml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Scheme and host that canonical links name, without a trailing slash.
    pub origin: String,
    /// Where forms are posted: "" for the same host, else an address without a trailing slash.
    pub form_endpoint: String,
    /// Whether that address is another service's: each of its answers 2xx then means "sent", though it gives no
    /// reference.
    #[serde(default)]
    pub form_endpoint_is_foreign: bool,
    /// Origins whose pages may post to the endpoint; empty: any.
    pub cors_origins: Vec<String>,
    /// Ids of the pages in the main menu, in order.
    pub menu: Vec<String>,
    /// Ids of the pages in the footer, in order.
    pub footer: Vec<String>,
    /// Who runs the event and the site.
    pub organiser: Organiser,
    /// What the law asks the site to say.
    #[serde(default)]
    pub legal: Legal,
    /// Outside addresses by id.
    pub links: BTreeMap<String, String>,
}

/// `[organiser]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Organiser {
    /// Full name.
    pub name: String,
    /// The name that texts use.
    pub short_name: String,
    /// Its site.
    pub url: String,
}

impl Settings {
    /// Every entry of the menus that leads to no page, and a foreign service without its address. The French pages
    /// stand for both languages: each has its twin, or is complained of.
    pub(crate) fn check(
        &self,
        source: &Source,
        fr: &Draft,
        en: &Draft,
        errors: &mut Vec<ContentError>,
    ) {
        if self.form_endpoint_is_foreign && self.form_endpoint.is_empty() {
            errors.push(source.error_at(
                &["form_endpoint_is_foreign"],
                "form_endpoint_is_foreign = true: expected the address of that service as `form_endpoint`, which is \"\", our own",
            ));
        }
        let excused = fr.excused(en);
        for (key, ids) in [("menu", &self.menu), ("footer", &self.footer)] {
            for (index, id) in ids.iter().enumerate() {
                if !excused.has(id) && !fr.ids().any(|(known, _)| known == id) {
                    errors.push(source.error_at(
                        &[key, &index.to_string()],
                        format!("{key}: no page has the id `{id}`"),
                    ));
                }
            }
        }
    }
}
