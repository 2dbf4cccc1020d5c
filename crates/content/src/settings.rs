//! `content/site.toml`: the site as a whole.

use std::collections::BTreeMap;

use nec_ess_domain::web::{is_mailbox, is_page, origin};
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

/// The keys of `content/site.toml` whose texts may be empty.
pub(crate) const MAY_BE_EMPTY: [&str; 2] = ["form_endpoint", "legal"];

/// What is expected of the address of a site.
const ORIGIN: &str = "scheme and host and nothing after them, such as";
/// What is expected of the address of a page.
const PAGE: &str = "a whole address, such as \"https://example.org/page/\"";

impl Settings {
    /// Every address that is none, every entry of the menus that leads to no page, and a foreign service without its
    /// address. The French pages stand for both languages: each has its twin, or is complained of.
    pub(crate) fn check(
        &self,
        source: &Source,
        fr: &Draft,
        en: &Draft,
        errors: &mut Vec<ContentError>,
    ) {
        self.check_addresses(source, errors);
        if self.form_endpoint_is_foreign && self.form_endpoint.is_empty() {
            errors.push(source.error_at(
                &["form_endpoint_is_foreign"],
                "form_endpoint_is_foreign = true: expected the address of that service as `form_endpoint`, which is \"\", our own",
            ));
        }
        let excused = fr.excused(en);
        for (key, ids) in [("menu", &self.menu), ("footer", &self.footer)] {
            for (index, id) in ids.iter().enumerate() {
                let message = if ids[..index].contains(id) {
                    format!("{key}: `{id}` is there already: expected each page once")
                } else if !excused.has(id)
                    && !fr.gone.contains_key(id)
                    && !fr.ids().any(|(known, _)| known == id)
                {
                    let mut known: Vec<&str> = fr.ids().map(|(known, _)| known).collect();
                    known.sort_unstable();
                    let known = known.join(", ");
                    format!("{key}: no page has the id `{id}`, expected one of: {known}")
                } else {
                    continue;
                };
                errors.push(source.error_at(&[key, &index.to_string()], message));
            }
        }
    }

    fn check_addresses(&self, source: &Source, errors: &mut Vec<ContentError>) {
        let mut expect = |is_right: bool, place: &[&str], expected: &str, found: &str| {
            if !is_right {
                let key = match place {
                    [table, key] if ["organiser", "links"].contains(table) => key,
                    place => place[0],
                };
                let message = format!("{key}: expected {expected}, found {found:?}");
                errors.push(source.error_at(place, message));
            }
        };
        let is_origin = |text: &str| origin(text).as_deref() == Some(text);
        expect(
            is_origin(&self.origin),
            &["origin"],
            &format!("{ORIGIN} \"https://example.org\""),
            &self.origin,
        );
        expect(
            self.form_endpoint.is_empty() || is_origin(&self.form_endpoint),
            &["form_endpoint"],
            &format!("{ORIGIN} \"https://forms.example.org\", or \"\" for the site's own host"),
            &self.form_endpoint,
        );
        for (index, other) in self.cors_origins.iter().enumerate() {
            let place = ["cors_origins", &index.to_string()];
            if self.cors_origins[..index].contains(other) {
                expect(false, &place, "each site once", other);
                continue;
            }
            expect(
                is_origin(other),
                &place,
                &format!("{ORIGIN} \"https://example.org\""),
                other,
            );
        }
        let url = &self.organiser.url;
        expect(is_page(url), &["organiser", "url"], PAGE, url);
        for (id, url) in &self.links {
            expect(
                is_page(url) || is_mailbox(url),
                &["links", id],
                &format!("{PAGE} or \"mailto:name@example.org\""),
                url,
            );
        }
    }
}
