//! Every file that the site is made of, but scripts and style.

use std::sync::Arc;

use jiff::civil::Date;
use nec_ess_content::{Known, Moment, Site, calendar};
use nec_ess_domain::Lang;
use sha2::{Digest, Sha256};

use super::feeds::{robots, sitemap};
use super::fragment::fragment;
use super::head::is_listed;
use super::icons::manifest;
use super::page::document;
use super::request::Request;
use crate::document::{Assets, SiteFile};
use crate::embed::{Component, FrameRequest, LIST, frame, list, oembed, oembed_path};
use crate::pages::PageState;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it belongs, relative to the site's root.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl File {
    /// A file whose name carries the first 10 digits of its SHA-256: it may be kept for ever.
    #[must_use]
    pub fn hashed(folder: &str, name: &str, extension: &str, text: String) -> Self {
        let digest: String = Sha256::digest(text.as_bytes())
            .iter()
            .take(5)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self {
            path: format!("{folder}/{name}-{digest}.{extension}"),
            text,
        }
    }
}

/// Every file of the site but scripts, style and what is copied as it is; as on the day `as_of`, or as it is now.
///
/// # Errors
/// When the content cannot be written as JSON, which no checked content brings about.
pub fn files(
    site: &Arc<Site>,
    assets: &Assets,
    as_of: Option<Date>,
) -> Result<Vec<File>, serde_json::Error> {
    let moment = Moment::of(&site.event, as_of);
    let state = PageState::default();
    let mut out = Vec::new();
    for lang in Lang::ALL {
        for page in &site.content(lang).pages {
            let request = Request {
                site,
                assets,
                lang,
                page,
                moment,
                path: &page.url,
                state: state.clone(),
            };
            let folder = page.url.trim_start_matches('/');
            out.push(file(format!("{folder}index.html"), document(&request)));
            out.push(file(format!("{folder}fragment.html"), fragment(&request)));
            if let Some(answer) = oembed(site, lang, page).filter(|_| is_listed(page)) {
                out.push(file(oembed_path(page), answer));
            }
        }
        for component in Component::all(site, lang) {
            let path = format!("{}index.html", component.path(lang));
            let request = FrameRequest {
                site,
                assets,
                lang,
                component,
                moment,
            };
            out.push(file(path, frame(&request)));
        }
        for day in &site.event.days {
            let path = calendar::day_path(day, lang);
            out.push(file(path, calendar::days(site, [day], lang)));
        }
        for session in &site.programme.sessions {
            let path = calendar::session_path(session, lang);
            out.extend(
                path.zip(calendar::session(site, session, lang))
                    .map(|(path, text)| file(path, text)),
            );
        }
        out.extend(
            calendar::workshop(site, lang).map(|text| file(calendar::workshop_path(lang), text)),
        );
        out.push(file(
            format!("/{}/event.ics", lang.code()),
            calendar::days(site, &site.event.days, lang),
        ));
    }
    for (known, path, seen) in [
        (Known::Event, "index.html", "/"),
        (Known::Event, "fragment.html", "/"),
        (Known::NotFound, "404.html", "/404.html"),
    ] {
        let request = Request {
            site,
            assets,
            lang: Lang::Fr,
            page: site.known(Lang::Fr, known),
            moment,
            path: seen,
            state: state.clone(),
        };
        let text = if path.starts_with("fragment") {
            fragment(&request)
        } else {
            document(&request)
        };
        out.push(file(path.into(), text));
    }
    out.push(file("sitemap.xml".into(), sitemap(site)));
    out.push(file("robots.txt".into(), robots(site)));
    out.push(file(LIST.into(), list(site)));
    out.push(file("manifest.webmanifest".into(), manifest(site)?));
    let whole = SiteFile {
        site: Site::clone(site),
        assets: assets.clone(),
        as_of,
    };
    out.push(file("site.json".into(), serde_json::to_string(&whole)?));
    Ok(out)
}

fn file(path: String, text: String) -> File {
    File {
        path: path.trim_start_matches('/').to_owned(),
        text,
    }
}
