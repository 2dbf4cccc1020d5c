//! The `<head>` of a page.

use nec_ess_content::{Block, Known, Page, Site};
use nec_ess_domain::{Lang, forms};

use super::icons::{TOUCH_ICON, icon_path};
use super::kind::kind;
use super::linked_data::linked_data;
use super::request::Request;
use super::share::{share_path, share_text};
use crate::app::PageKind;
use crate::document::{policy, policy_to_read};
use crate::embed::{oembed, oembed_path};
use crate::pages::Instead;
use nec_ess_domain::html::escape;

/// Pages that search engines should not list: they say nothing outside their moment.
const UNLISTED: [Known; 3] = [Known::Receipt, Known::Manage, Known::NotFound];

/// Whether search engines and the sitemap know `page`.
pub(super) fn is_listed(page: &Page) -> bool {
    !UNLISTED.iter().any(|known| page.is(*known))
}

/// The elements of `<head>`, a line each.
pub(super) fn head(request: &Request<'_>) -> String {
    let Request {
        site,
        assets,
        lang,
        page,
        ..
    } = request;
    let origin = &site.settings.origin;
    let description = page.description_at(&site.event, request.moment);
    let instead = request.state.instead.as_ref();
    let has_errors =
        !request.state.form.errors.is_empty() || instead.is_some_and(Instead::has_errors);
    let common = &site.content(*lang).forms.common;
    let heading = instead.map_or_else(|| page.title.clone(), |shown| shown.heading(site, *lang));
    let heading = if has_errors {
        format!("{}{heading}", common.error_prefix)
    } else {
        heading
    };
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let transient = instead.is_some() || has_errors;
    let data: Vec<String> = linked_data(site, *lang, page, request.moment)
        .iter()
        .filter(|_| !transient)
        // "</script>" within a text must not end the element.
        .map(|data| data.to_string().replace("</", "<\\/"))
        .collect();
    let has_form = kind(site, page) == PageKind::Form
        && instead.is_none()
        && forms::by_id(&page.id)
            .is_some_and(|form| request.state.form.is_shown(site, form, request.moment));
    let has_check = page.blocks.contains(&Block::Check);
    let ahead = has_form.then(|| assets.for_form(has_check).ahead());
    let inlined: Vec<&str> = ahead.iter().chain(&data).map(String::as_str).collect();
    let policy = if assets.has_scripts() {
        policy(&assets.css, &inlined, &site.settings.form_endpoint)
    } else {
        policy_to_read(&assets.css, &inlined)
    };
    line(format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
    ));
    if let Some(ahead) = &ahead {
        line(format!("<script>{ahead}</script>"));
    }
    line(format!(
        "<title>{}</title>",
        escape(&title(site, page, &heading))
    ));
    line(format!(
        "<meta name=\"description\" content=\"{}\">",
        escape(description)
    ));
    if is_listed(page) && !transient {
        line(format!(
            "<link rel=\"canonical\" href=\"{origin}{}\">",
            page.url
        ));
        for other in Lang::ALL {
            line(format!(
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{origin}{}\">",
                other.code(),
                site.url(other, &page.id)
            ));
        }
        let default = if page.is(Known::Event) {
            "/".to_owned()
        } else {
            site.url(Lang::Fr, &page.id)
        };
        line(format!(
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{origin}{default}\">"
        ));
        line(format!(
            "<meta property=\"og:type\" content=\"{}\">",
            if page.is(Known::Event) {
                "website"
            } else {
                "article"
            }
        ));
        line(format!(
            "<meta property=\"og:title\" content=\"{}\">",
            escape(&page.title)
        ));
        line(format!(
            "<meta property=\"og:description\" content=\"{}\">",
            escape(description)
        ));
        line(format!(
            "<meta property=\"og:url\" content=\"{origin}{}\">",
            page.url
        ));
        line(format!(
            "<meta property=\"og:site_name\" content=\"{}\">",
            escape(&site.event.short_title)
        ));
        line(format!(
            "<meta property=\"og:locale\" content=\"{}\">",
            match lang {
                Lang::Fr => "fr_FR",
                Lang::En => "en_GB",
            }
        ));
        line(format!(
            "<meta property=\"og:image\" content=\"{origin}/{}\">",
            share_path(*lang)
        ));
        line(format!(
            "<meta property=\"og:image:alt\" content=\"{}\">",
            escape(&share_text(site, *lang).join(". "))
        ));
        line("<meta name=\"twitter:card\" content=\"summary_large_image\">".into());
    } else {
        line("<meta name=\"robots\" content=\"noindex\">".into());
    }
    if assets.has_scripts() && is_listed(page) && !transient && oembed(site, *lang, page).is_some()
    {
        line(format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{origin}{}\" title=\"{}\">",
            oembed_path(page),
            escape(&page.title)
        ));
    }
    line("<meta name=\"color-scheme\" content=\"light dark\">".into());
    line("<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">".into());
    line(format!(
        "<link rel=\"apple-touch-icon\" href=\"/{}\">",
        icon_path(TOUCH_ICON)
    ));
    if assets.has_scripts() {
        line("<link rel=\"manifest\" href=\"/manifest.webmanifest\">".into());
    }
    line(format!("<style>{}</style>", assets.css));
    if assets.has_scripts() {
        line(format!(
            "<script type=\"module\" src=\"{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
            assets.start.path, assets.start.integrity
        ));
    }
    for data in &data {
        line(format!(
            "<script type=\"application/ld+json\">{data}</script>"
        ));
    }
    out
}

/// "Page – Event", without saying the event's name twice.
pub(super) fn title(site: &Site, page: &Page, heading: &str) -> String {
    let name = site.event.name();
    if page.title.contains(&name) {
        heading.to_owned()
    } else {
        format!("{heading} – {name}")
    }
}
