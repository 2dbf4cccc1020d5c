//! What search engines read: schema.org descriptions of what a page shows.

use nec_ess_content::{Known, Page, Site};
use nec_ess_domain::Lang;
use serde_json::{Value, json};

/// schema.org descriptions of what the page shows.
pub(super) fn linked_data(site: &Site, lang: Lang, page: &Page) -> Vec<Value> {
    let mut out = Vec::new();
    if page.is(Known::Event) {
        out.push(event(site, lang));
    }
    let questions: Vec<Value> = site
        .half(lang)
        .faq
        .iter()
        .filter(|group| page.is(Known::Faq) || group.page == page.id)
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
    if page.is(Known::Faq) {
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
        "description": site.known(lang, Known::Event).description,
        "inLanguage": lang.code(),
        "startDate": event.days.first().map(|day| day.date.to_string()),
        "endDate": event.days.last().map(|day| day.date.to_string()),
        // Also once it has taken place: there is no other word for it.
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": true,
        "url": format!("{}{}", site.settings.origin, site.known_url(lang, Known::Event)),
        "location": places,
        "subEvent": days,
        "organizer": { "@type": "Organization", "name": site.settings.organiser.name, "url": site.settings.organiser.url },
    })
}
