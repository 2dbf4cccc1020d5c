//! What crawlers read first.

use std::fmt::Write as _;

use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;

use super::head::is_listed;

/// Every listed page in every language.
pub(super) fn sitemap(site: &Site) -> String {
    let origin = &site.settings.origin;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let mut entry = |url: &str, page: &Page| {
        let _ = write!(out, "<url><loc>{origin}{url}</loc>");
        for lang in Lang::ALL {
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{origin}{}\"/>",
                lang.code(),
                site.url(lang, &page.id)
            );
        }
        out.push_str("</url>\n");
    };
    for lang in Lang::ALL {
        for page in site
            .content(lang)
            .pages
            .iter()
            .filter(|page| is_listed(page))
        {
            entry(&page.url, page);
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// What is not for crawlers, and where the list of pages is.
pub(super) fn robots(site: &Site) -> String {
    format!(
        "User-agent: *\nDisallow: /api/\n\nSitemap: {}/sitemap.xml\n",
        site.settings.origin
    )
}
