//! Where links lead: `page:ID`, `page:ID#anchor`, `link:ID`, or an address that starts with "/".

use std::collections::{BTreeMap, BTreeSet};

use nec_ess_domain::Form;
use nec_ess_domain::web::{is_mailbox, is_page};

use crate::unreadable::Excused;
use crate::without::without;

/// Files for people to download that each build makes, beside the pages.
const FILES: [&str; 1] = ["/nec-ess-wordpress.zip"];

/// The addresses that texts of one language may link to.
#[derive(Debug)]
pub(crate) struct Links<'a> {
    /// URL of each page of this language, by id.
    pub(crate) pages: BTreeMap<String, String>,
    /// Ids that pages may have which cannot be read.
    pub(crate) excused: Excused,
    /// Ids of pages that are left out, each with the form that the event does not have.
    pub(crate) gone: &'a BTreeMap<String, &'static Form>,
    /// Every URL of both languages, if all are known.
    pub(crate) urls: Option<&'a BTreeSet<String>>,
    /// Outside addresses, by id, if site.toml can be read.
    pub(crate) outside: Option<&'a BTreeMap<String, String>>,
}

/// What a link's destination came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A page of this site, with the anchor or "".
    Inside { url: String, anchor: String },
    /// Anything that is not ours.
    Outside(String),
    /// It cannot be told before a mistake in another file is mended.
    Unknown,
}

impl Links<'_> {
    /// Whether there is, or may be, a page with this id.
    pub(crate) fn has_page(&self, id: &str) -> bool {
        self.pages.contains_key(id) || self.excused.has(id)
    }

    /// Resolves what was written on the page `own_url`, or says what was expected.
    pub(crate) fn resolve(&self, written: &str, own_url: &str) -> Result<Target, String> {
        let (path, anchor) = match written.split_once('#') {
            Some((_, "")) if !is_outside(written) => {
                return Err(format!(
                    "`{written}` leads to no place: expected the words of a heading, or the anchor of a question, after the `#`"
                ));
            }
            Some((path, anchor)) => (path, anchor),
            None => (written, ""),
        };
        let inside = |url: &str| Target::Inside {
            url: url.to_owned(),
            anchor: anchor.to_owned(),
        };
        if let Some(id) = path.strip_prefix("page:") {
            return match self.pages.get(id) {
                Some(url) => Ok(inside(url)),
                None if self.gone.contains_key(id) => Err(without(written, self.gone[id])),
                None if self.excused.has(id) => Ok(Target::Unknown),
                None => Err(format!(
                    "no page has the id `{id}`, expected one of: {}",
                    keys(&self.pages)
                )),
            };
        }
        if let Some(id) = written.strip_prefix("link:") {
            return self.outside(id, |known| {
                format!(
                    "no address `{id}` in [links] of content/site.toml, expected one of: {}",
                    keys(known)
                )
            });
        }
        if FILES.contains(&written) {
            return Ok(inside(written));
        }
        if path.starts_with('/') && !path.starts_with("//") {
            return match self.urls {
                Some(urls) if urls.contains(path) => Ok(inside(path)),
                Some(_) => Err(format!(
                    "the site has no page `{path}` (pages end with `/`)"
                )),
                None => Ok(Target::Unknown),
            };
        }
        if path.is_empty() && !anchor.is_empty() {
            return Ok(inside(own_url));
        }
        if is_outside(written) {
            return Ok(Target::Outside(written.to_owned()));
        }
        Err(format!(
            "cannot tell where `{written}` leads, expected `page:ID`, `link:ID`, an address that starts with `/`, a whole address such as `https://example.org/page/`, or `mailto:name@example.org`"
        ))
    }

    /// The target of a button link: a page id or the id of an outside address.
    pub(crate) fn action(&self, id: &str) -> Result<Target, String> {
        if let Some(url) = self.pages.get(id) {
            return Ok(Target::Inside {
                url: url.clone(),
                anchor: String::new(),
            });
        }
        let target = self.outside(id, |known| {
            format!(
                "no page and no outside link has the id `{id}`, expected one of: {}, {}",
                keys(&self.pages),
                keys(known)
            )
        });
        if self.excused.has(id) {
            return Ok(target.unwrap_or(Target::Unknown));
        }
        target
    }

    fn outside(
        &self,
        id: &str,
        message: impl Fn(&BTreeMap<String, String>) -> String,
    ) -> Result<Target, String> {
        let Some(known) = self.outside else {
            return Ok(Target::Unknown);
        };
        known
            .get(id)
            .map(|url| Target::Outside(url.clone()))
            .ok_or_else(|| message(known))
    }
}

fn is_outside(written: &str) -> bool {
    is_page(written) || is_mailbox(written)
}

fn keys(map: &BTreeMap<String, String>) -> String {
    map.keys()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}
