//! The pages of an edition that is over, to stand in a folder of a later edition's site: they are only read, and run no
//! script.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use nec_ess_content::{Block, Known, Moment, Page, Site};
use nec_ess_domain::{Lang, Phase};

use super::files::File;
use super::head::is_listed;
use super::page::document;
use super::request::Request;
use super::share::share_path;
use crate::document::Assets;
use crate::pages::PageState;

/// What an archive is made of.
#[derive(Debug)]
pub struct Archive {
    /// Its pages. Days that are past have no calendar files.
    pub files: Vec<File>,
    /// The files beside the pages that these show, such as pictures, from the site's root. They belong in the folder too.
    pub shown: BTreeSet<String>,
}

/// The pages of `site` as they stand in `folder`, a word such as "2031", of a site at the same origin. `has` tells whether
/// the old site has a file beside its pages, by its path from the root.
///
/// Addresses of what is in the archive lead into the folder. All others lead to the site around it: to its private
/// pages, and to its components for other sites.
///
/// # Errors
/// While the event is not over: what people still register for is no archive.
pub fn archive(
    site: &Site,
    assets: &Assets,
    folder: &str,
    as_of: Option<Date>,
    has: impl Fn(&str) -> bool,
) -> Result<Archive, String> {
    let moment = Moment::of(&site.event, as_of);
    if site.event.phase(moment) != Phase::Over {
        return Err(format!(
            "{} is not over yet: an archive is made once it is",
            site.event.short_title
        ));
    }
    let site = Arc::new(moved(site, folder));
    let assets = assets.clone().without_scripts();
    // The root shows the home page.
    let mut places = BTreeSet::from([String::new()]);
    for lang in Lang::ALL {
        let pages = site.content(lang).pages.iter().filter(|page| is_kept(page));
        places.extend(pages.map(|page| page.url.trim_start_matches('/').to_owned()));
    }
    // Named with the origin.
    let mut shown: BTreeSet<String> = Lang::ALL.map(share_path).into();
    let mut files = Vec::new();
    for lang in Lang::ALL {
        for page in site.content(lang).pages.iter().filter(|page| is_kept(page)) {
            let request = Request {
                site: &site,
                assets: &assets,
                lang,
                page,
                moment,
                path: &page.url,
                state: PageState::default(),
            };
            let mut lead = |path: &str| {
                if places.contains(path) {
                    return true;
                }
                let is_shown = has(path);
                if is_shown {
                    shown.insert(path.to_owned());
                }
                is_shown
            };
            let html = within(&document(&request), folder, &mut lead);
            let html = with_way_out(&html, &site, lang);
            if lang == Lang::Fr && page.is(Known::Event) {
                files.push(File {
                    path: "index.html".into(),
                    text: html.clone(),
                });
            }
            files.push(File {
                path: format!("{}index.html", page.url.trim_start_matches('/')),
                text: html,
            });
        }
    }
    Ok(Archive { files, shown })
}

/// Pages that say something to read: neither a receipt nor what editors of other sites insert.
fn is_kept(page: &Page) -> bool {
    is_listed(page) && !page.blocks.contains(&Block::EmbedBuilder)
}

/// The same site, whose absolute addresses lead into the folder.
fn moved(site: &Site, folder: &str) -> Site {
    let mut site = site.clone();
    site.settings.origin = format!("{}/{folder}", site.settings.origin);
    site
}

/// `html` in which the addresses that `is_inside` knows, from the site's root and without what follows `?` or `#`, lead
/// into the folder.
fn within(html: &str, folder: &str, is_inside: &mut impl FnMut(&str) -> bool) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 50);
    let mut rest = html;
    // Quotes within texts are escaped: this begins an attribute.
    while let Some(at) = rest.find("=\"/") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let (value, after) = after.split_at(after.find('"').unwrap_or(after.len()));
        // A list of pictures has several.
        for (index, part) in value.split(", /").enumerate() {
            let path = if index == 0 { &part[1..] } else { part };
            let end = path.find(['?', '#', ' ']).unwrap_or(path.len());
            out.push_str(if index == 0 { "/" } else { ", /" });
            if !path.starts_with('/') && is_inside(&path[..end]) {
                out.push_str(folder);
                out.push('/');
            }
            out.push_str(path);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The page with a link to today's site in the line that says that the event is over.
fn with_way_out(html: &str, site: &Site, lang: Lang) -> String {
    let link = format!(
        " <a href=\"/{}/\">{}</a></p></aside>",
        lang.code(),
        nec_ess_domain::html::escape(&site.content(lang).words.shell.current_edition)
    );
    html.replacen("</p></aside>", &link, 1)
}

#[cfg(test)]
mod tests;
