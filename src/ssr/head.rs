//! The `<head>` of a page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use nec_ess_content::{Page, Site};
use nec_ess_domain::Lang;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::document::escape;
use super::render::Request;
use crate::embed::{oembed, oembed_path};

/// Pages that search engines should not list: they say nothing outside their moment.
const UNLISTED: [&str; 3] = ["receipt", "manage", "not-found"];

/// Whether search engines and the sitemap know `page`.
pub(super) fn is_listed(page: &Page) -> bool {
    !UNLISTED.contains(&page.id.as_str())
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
    let instead = request.shown.receipt.as_ref();
    let has_errors =
        !request.shown.form.errors.is_empty() || instead.is_some_and(super::Instead::has_errors);
    let common = &site.half(*lang).forms.common;
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
    let data: Vec<String> = linked_data(site, *lang, page)
        .iter()
        .filter(|_| !transient)
        // "</script>" within a text must not end the element.
        .map(|data| data.to_string().replace("</", "<\\/"))
        .collect();
    line(format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        policy(&assets.css, &data, &site.settings.form_endpoint)
    ));
    line(format!(
        "<title>{}</title>",
        escape(&title(site, page, &heading))
    ));
    line(format!(
        "<meta name=\"description\" content=\"{}\">",
        escape(&page.description)
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
        let default = if page.id == "event" {
            "/".to_owned()
        } else {
            site.url(Lang::Fr, &page.id)
        };
        line(format!(
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{origin}{default}\">"
        ));
        line(format!(
            "<meta property=\"og:type\" content=\"{}\">",
            if page.id == "event" {
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
            escape(&page.description)
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
    } else {
        line("<meta name=\"robots\" content=\"noindex\">".into());
    }
    if is_listed(page) && !transient && oembed(site, *lang, page).is_some() {
        line(format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{origin}{}\" title=\"{}\">",
            oembed_path(page),
            escape(&page.title)
        ));
    }
    line("<meta name=\"color-scheme\" content=\"light dark\">".into());
    line("<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">".into());
    line(format!("<style>{}</style>", assets.css));
    line(format!(
        "<script type=\"module\" src=\"{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        assets.start.path, assets.start.integrity
    ));
    for data in &data {
        line(format!(
            "<script type=\"application/ld+json\">{data}</script>"
        ));
    }
    out
}

/// "Page – NEC ESS 2025", without saying the event's name twice.
pub(super) fn title(site: &Site, page: &Page, heading: &str) -> String {
    if page.title.contains(&site.event.short_title) {
        heading.to_owned()
    } else {
        format!("{heading} – {}", site.event.short_title)
    }
}

/// The content security policy: our own files, the inlined style and data by their hashes, nothing else.
pub(crate) fn policy(css: &str, data: &[String], form_endpoint: &str) -> String {
    let hash = |text: &str| {
        format!(
            " 'sha256-{}'",
            STANDARD.encode(Sha256::digest(text.as_bytes()))
        )
    };
    // Browsers do not run data, but checkers of policies cannot know.
    let data: String = data.iter().map(|data| hash(data)).collect();
    let endpoint = if form_endpoint.is_empty() {
        String::new()
    } else {
        format!(" {form_endpoint}")
    };
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{data}; style-src{}; \
         img-src 'self' data:; connect-src 'self'{endpoint}; form-action 'self'{endpoint}; \
         base-uri 'none'; object-src 'none'",
        hash(css)
    )
}

/// schema.org descriptions of what the page shows.
fn linked_data(site: &Site, lang: Lang, page: &Page) -> Vec<Value> {
    let mut out = Vec::new();
    if page.id == "event" {
        out.push(event(site, lang));
    }
    let questions: Vec<Value> = site
        .half(lang)
        .faq
        .iter()
        .filter(|group| page.id == "faq" || group.page == page.id)
        .flat_map(|group| &group.entries)
        .map(|entry| {
            json!({
                "@type": "Question",
                "name": entry.question,
                "acceptedAnswer": { "@type": "Answer", "text": entry.answer.trim() },
            })
        })
        .collect();
    // Only where the questions are the page: repeated on each page they would weigh twice.
    if page.id == "faq" {
        out.push(json!({
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": lang.code(),
            "mainEntity": questions,
        }));
    }
    out
}

fn event(site: &Site, lang: Lang) -> Value {
    let event = &site.event;
    let venue = &event.venue;
    let days: Vec<Value> = event
        .days
        .iter()
        .map(|day| {
            let address = if day.at_venue {
                json!({
                    "@type": "PostalAddress", "streetAddress": venue.street, "postalCode": venue.postal_code,
                    "addressLocality": venue.city, "addressCountry": venue.country,
                })
            } else {
                json!({ "@type": "PostalAddress", "addressLocality": day.city.get(lang), "addressCountry": day.country })
            };
            let name = if day.at_venue { venue.name.as_str() } else { day.city.get(lang) };
            json!({
                "@type": "Event",
                "name": format!("{} – {}", event.short_title, day.label.get(lang)),
                "startDate": day.date.to_string(),
                "endDate": day.date.to_string(),
                "location": { "@type": "Place", "name": name, "address": address },
            })
        })
        .collect();
    let places: Vec<&Value> = days.iter().map(|day| &day["location"]).collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title.get(lang),
        "description": site.page(lang, "event").map(|page| page.description.clone()),
        "inLanguage": lang.code(),
        "startDate": event.days.first().map(|day| day.date.to_string()),
        "endDate": event.days.last().map(|day| day.date.to_string()),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": true,
        "url": format!("{}{}", site.settings.origin, site.url(lang, "event")),
        "location": places,
        "subEvent": days,
        "organizer": { "@type": "Organization", "name": site.settings.organiser.name, "url": site.settings.organiser.url },
    })
}
