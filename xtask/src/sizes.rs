//! What each page asks of a visitor's network and browser.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::build::brotli_size;
use crate::ecoindex::ecoindex;
use crate::failure::{Failure, Result};
use crate::files;
use crate::html::{self, Tag};
use crate::repo::Repo;

/// One page, before the app comes.
pub(crate) struct Page {
    /// `/fr/etudes/`
    pub(crate) url: String,
    /// The page, its scripts, style sheets and images, over the network.
    pub(crate) bytes: u64,
    pub(crate) requests: usize,
    pub(crate) elements: usize,
    /// Which parts of the app come to it afterwards.
    pub(crate) parts: Parts,
}

/// Parts of the app, two files each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Parts {
    /// That of the site itself, which each of its pages has.
    pub(crate) app: bool,
    /// Forms without a check.
    pub(crate) forms: bool,
    /// The check, and the forms with it.
    pub(crate) check: bool,
    pub(crate) builder: bool,
}

/// One component in the page of another site, by the script of the embeds.
pub(crate) struct Embed {
    /// `/fr/embed/faq/`
    pub(crate) url: String,
    /// The script, the component's page, and the part of the app that a form needs.
    pub(crate) bytes: u64,
    pub(crate) requests: usize,
}

/// All figures of a build. Bytes are brotli-11, but for formats that are compressed by themselves.
pub(crate) struct Sizes {
    pub(crate) pages: Vec<Page>,
    /// Wasm and glue of the router.
    pub(crate) app: u64,
    /// Wasm and glue of the forms.
    pub(crate) forms: u64,
    /// Wasm and glue of the check, and of the forms with it.
    pub(crate) check: u64,
    /// Wasm and glue of the page for editors of other sites.
    pub(crate) builder: u64,
    pub(crate) start: u64,
    /// The components that hold a form, that hold the check as well, and that hold text.
    pub(crate) form_embeds: Vec<Embed>,
    pub(crate) check_embeds: Vec<Embed>,
    pub(crate) text_embeds: Vec<Embed>,
    /// The script that other sites name.
    pub(crate) embed_script: u64,
    /// What it fetches where a page needs more of it.
    pub(crate) embed_more: u64,
    /// The communes that the reimbursement check fetches where it needs any.
    pub(crate) near_places: u64,
}

impl Sizes {
    /// The EcoIndex of `page` once all of it has come.
    pub(crate) fn ecoindex(&self, page: &Page) -> f64 {
        let Parts {
            app,
            forms,
            check,
            builder,
        } = page.parts;
        let parts = [
            (app, self.app),
            (forms, self.forms),
            (check, self.check),
            (builder, self.builder),
        ];
        let come = parts.iter().filter(|(comes, _)| *comes);
        let bytes: u64 = come.clone().map(|(_, bytes)| bytes).sum();
        ecoindex(
            page.elements,
            page.requests + 2 * come.count(),
            page.bytes + bytes,
        )
    }

    /// Measures a finished build.
    pub(crate) fn of(repo: &Repo, dist: &Path) -> Result<Self> {
        let asset = |stem: &str, ending: &str| -> Result<u64> {
            let is_it = |name: &str| {
                name.starts_with(&format!("{stem}-")) && name.ends_with(&format!(".{ending}"))
            };
            let files = files::list(&dist.join("assets"))?;
            let file = files.iter().find(|file| {
                file.file_name()
                    .is_some_and(|name| is_it(&name.to_string_lossy()))
            });
            let missing = || {
                Failure::new(format!(
                    "{}/assets/{stem}-….{ending} is missing",
                    dist.display()
                ))
            };
            brotli_size(repo, &files::read(file.ok_or_else(missing)?)?)
        };
        let part = |stem: &str| Ok(asset(stem, "wasm")? + asset(stem, "js")?);
        let (forms, check) = (part("forms")?, part("check")?);
        let embed_script = brotli_size(repo, &files::read(&dist.join("embed.js"))?)?;
        let (mut form_embeds, mut check_embeds) = (Vec::new(), Vec::new());
        let mut text_embeds = Vec::new();
        let mut pages = Vec::new();
        for file in files::list(dist)?.iter().filter(|file| is_page(file)) {
            let html = files::read_text(file)?;
            let page = page(repo, dist, file, &html)?;
            if page.url.contains("/embed/") && !is_site_page(&html) {
                let document = brotli_size(repo, html.as_bytes())?;
                let (list, part, requests) = if page.parts.check {
                    (&mut check_embeds, check, 4)
                } else if page.parts.forms {
                    (&mut form_embeds, forms, 4)
                } else {
                    (&mut text_embeds, 0, 2)
                };
                list.push(Embed {
                    url: page.url.clone(),
                    bytes: embed_script + document + part,
                    requests,
                });
            }
            pages.push(page);
        }
        Ok(Self {
            pages,
            app: part("app")?,
            forms,
            check,
            builder: part("builder")?,
            start: asset("start", "js")?,
            form_embeds,
            check_embeds,
            text_embeds,
            embed_script,
            embed_more: asset("embed-more", "js")?,
            near_places: asset("near", "txt")?,
        })
    }

    /// All components.
    pub(crate) fn embeds(&self) -> impl Iterator<Item = &Embed> {
        let lists = [&self.form_embeds, &self.check_embeds, &self.text_embeds];
        lists.into_iter().flatten()
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let pages = self.pages.iter().map(|page| {
            json!({ "url": page.url, "bytes": page.bytes, "requests": page.requests, "elements": page.elements, "ecoindex": self.ecoindex(page) })
        });
        let pages: Vec<_> = pages.collect();
        let embeds = self.embeds().map(
            |embed| json!({ "url": embed.url, "bytes": embed.bytes, "requests": embed.requests }),
        );
        let embeds: Vec<_> = embeds.collect();
        json!({
            "app": self.app,
            "forms": self.forms,
            "check": self.check,
            "builder": self.builder,
            "start": self.start,
            "embed_script": self.embed_script,
            "embed_more": self.embed_more,
            "near_places": self.near_places,
            "embeds": embeds,
            "pages": pages,
        })
    }
}

/// A page that people open: the fragments are fetched by the app, which is there by then.
fn is_page(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "html") && !file.ends_with("fragment.html")
}

/// Whether it is one of the site itself, with the app in it: the page about embedding has an address
/// like those of components.
fn is_site_page(html: &str) -> bool {
    html::start_tags(html)
        .iter()
        .any(|tag| tag.attribute("id") == Some("app"))
}

fn page(repo: &Repo, dist: &Path, file: &Path, html: &str) -> Result<Page> {
    let tags = html::start_tags(html);
    let parts: BTreeSet<&str> = tags
        .iter()
        .filter_map(fetched)
        .filter(|url| !url.starts_with("data:"))
        .collect();
    let mut bytes = brotli_size(repo, html.as_bytes())?;
    for url in &parts {
        bytes += weight(repo, dist, url)?;
    }
    Ok(Page {
        url: address(dist, file),
        bytes,
        requests: 1 + parts.len(),
        elements: tags.len(),
        parts: Parts {
            app: is_site_page(html),
            forms: has(&tags, "data-form") && !has(&tags, "data-check"),
            check: has(&tags, "data-check"),
            builder: has(&tags, "data-builder"),
        },
    })
}

fn has(tags: &[Tag<'_>], attribute: &str) -> bool {
    tags.iter().any(|tag| tag.attribute(attribute).is_some())
}

/// What a browser fetches for a tag before anyone has touched the page.
fn fetched<'a>(tag: &'a Tag<'_>) -> Option<&'a str> {
    let first = ["stylesheet", "preload", "modulepreload"];
    match tag.name.as_str() {
        "script" | "img" => tag.attribute("src"),
        "link"
            if tag
                .attribute("rel")?
                .split_whitespace()
                .any(|rel| first.contains(&rel)) =>
        {
            tag.attribute("href")
        }
        _ => None,
    }
}

/// The bytes of a file that a page names; nothing for one that is not ours.
fn weight(repo: &Repo, dist: &Path, url: &str) -> Result<u64> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = dist.join(path.trim_start_matches('/'));
    if !path.starts_with('/') || path.starts_with("//") || !file.is_file() {
        return Ok(0);
    }
    let bytes = files::read(&file)?;
    let is_text = ["js", "mjs", "css", "svg", "json"]
        .iter()
        .any(|text| file.extension().is_some_and(|end| end == *text));
    if is_text {
        brotli_size(repo, &bytes)
    } else {
        Ok(bytes.len() as u64)
    }
}

/// The address of a page: a folder's for its `index.html`.
fn address(dist: &Path, file: &Path) -> String {
    let path = format!("/{}", file.strip_prefix(dist).unwrap_or(file).display());
    path.strip_suffix("index.html")
        .map(str::to_owned)
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_folders() {
        let dist = Path::new("/a dist");
        assert_eq!(address(dist, &dist.join("index.html")), "/");
        assert_eq!(address(dist, &dist.join("fr/faq/index.html")), "/fr/faq/");
        assert_eq!(address(dist, &dist.join("404.html")), "/404.html");
    }

    #[test]
    fn what_is_fetched_is_counted() {
        let html = "<link rel=icon href=/i.svg><link rel='preload stylesheet' href=/a.css><script>1</script>\
                    <script type=module src=/s.js></script><img src=/l.png><a href=/x>x</a>";
        let tags = html::start_tags(html);
        assert_eq!(
            tags.iter().filter_map(fetched).collect::<Vec<_>>(),
            ["/a.css", "/s.js", "/l.png"]
        );
    }
}
