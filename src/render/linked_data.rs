//! What search engines read: schema.org descriptions of what a page shows.

use nec_ess_content::{Day, Known, Moment, Page, Session, Site, calendar};
use nec_ess_domain::Lang;
use serde_json::{Value, json};

/// schema.org descriptions of what the page shows.
pub(super) fn linked_data(site: &Site, lang: Lang, page: &Page, moment: Moment) -> Vec<Value> {
    let mut out = Vec::new();
    if page.is(Known::Event) {
        out.push(event(site, lang, moment));
    }
    let questions: Vec<Value> = site
        .content(lang)
        .faq
        .iter()
        .filter(|group| page.is(Known::Faq) || group.page == page.id)
        .flat_map(|group| {
            let schedule = site.event.schedule_on(&group.page);
            group.entries.iter().map(move |entry| (entry, schedule))
        })
        .filter(|(entry, schedule)| entry.is_asked(schedule, moment))
        .map(|(entry, schedule)| {
            json!({
                "@type": "Question",
                "name": entry.question,
                "acceptedAnswer": { "@type": "Answer", "text": entry.answer_at(&schedule, moment) },
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

fn event(site: &Site, lang: Lang, moment: Moment) -> Value {
    let event = &site.event;
    let days: Vec<Value> = event
        .days
        .iter()
        .map(|day| of_day(site, lang, day))
        .collect();
    let mut places: Vec<&Value> = Vec::new();
    for day in &days {
        let place = &day["location"];
        if !places.contains(&place) {
            places.push(place);
        }
    }
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title.get(lang),
        "description": site.known(lang, Known::Event).description_at(event, moment),
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

fn of_day(site: &Site, lang: Lang, day: &Day) -> Value {
    let mut value = json!({
        "@type": "Event",
        "name": format!("{} – {}", site.event.short_title, day.label.get(lang)),
        "startDate": day.date.to_string(),
        "endDate": day.date.to_string(),
        "location": place(site, lang, day, None),
    });
    let sessions: Vec<Value> = site
        .programme
        .of_day(day.date)
        .map(|session| of_session(site, lang, day, session))
        .collect();
    if !sessions.is_empty() {
        value["subEvent"] = sessions.into();
    }
    value
}

/// Says of a session what is settled, and no more.
fn of_session(site: &Site, lang: Lang, day: &Day, session: &Session) -> Value {
    let programme = site.known_url(lang, Known::Programme);
    let mut value = json!({
        "@type": "Event",
        "name": session.title.get(lang),
        "url": format!("{}{programme}#{}", site.settings.origin, session.anchor()),
    });
    match session.time {
        Some(time) => {
            value["startDate"] = calendar::instant(&site.event, time.start).into();
            value["endDate"] = calendar::instant(&site.event, time.end).into();
        }
        None => value["startDate"] = day.date.to_string().into(),
    }
    // The place of the workshop is told to those who register.
    if !session.is_workshop {
        value["location"] = place(site, lang, day, site.programme.room(session, lang));
    }
    if !session.languages.is_empty() {
        let codes = session.languages.iter().map(|lang| lang.code());
        value["inLanguage"] = codes.collect();
    }
    if !session.people.is_empty() {
        let people = session.people.iter();
        let people = people.map(|person| json!({ "@type": "Person", "name": person.name }));
        value["performer"] = people.collect();
    }
    value
}

fn place(site: &Site, lang: Lang, day: &Day, room: Option<&str>) -> Value {
    let venue = &site.event.venue;
    let city = day.city.get(lang);
    let (name, address) = if day.at_venue {
        let address = json!({
            "@type": "PostalAddress", "streetAddress": venue.street, "postalCode": venue.postal_code,
            "addressLocality": venue.city, "addressCountry": venue.country,
        });
        (venue.name.as_str(), address)
    } else {
        let address = json!({ "@type": "PostalAddress", "addressLocality": city, "addressCountry": day.country });
        (city, address)
    };
    let name = room.map_or_else(|| name.to_owned(), |room| format!("{room}, {name}"));
    json!({ "@type": "Place", "name": name, "address": address })
}
