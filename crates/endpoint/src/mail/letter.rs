//! The words of a mail. Nothing that a visitor typed is in it but the address that it goes to: the
//! forms are open to everyone, and nobody shall send their own words to others through them.

use std::fmt::Write as _;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use nec_ess_content::letter::Personal;
use nec_ess_content::{FormWords, MailWords, Moment, Offers, Site, dates};
use nec_ess_domain::html::escape;
use nec_ess_domain::wire::{DayPlace, PlaceStatus};
use nec_ess_domain::{Lang, forms};

use crate::calendar;
use crate::store::{Mail, MailKind, Texts};

/// Why a mail cannot be written.
#[derive(Debug)]
pub struct Unwritable(String);

impl std::fmt::Display for Unwritable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl From<lettre::error::Error> for Unwritable {
    fn from(error: lettre::error::Error) -> Self {
        Self(error.to_string())
    }
}

/// A paragraph.
enum Part {
    Text(String),
    List(Vec<String>),
    Link(String),
}

/// What a mail says.
struct Said {
    subject: String,
    plain: String,
    html: String,
    /// The calendar file that comes with it.
    file: Option<String>,
}

/// `mail` as it is sent, with `texts` if organisers have written it.
///
/// # Errors
/// When the address is none.
pub fn letter(
    site: &Site,
    mail: &Mail,
    texts: Option<&Texts>,
    from: &Mailbox,
    link: &str,
    moment: Moment,
) -> Result<Message, Unwritable> {
    let said = match texts {
        Some(texts) => written(site, mail, texts, link),
        None => notice(site, mail, link, moment),
    };
    message(site, mail, said, from)
}

/// Several mails to one person, each with its private link, as one.
///
/// # Errors
/// When the address is none, or there is no mail.
pub fn several(
    site: &Site,
    mails: &[(&Mail, String)],
    from: &Mailbox,
    moment: Moment,
) -> Result<Message, Unwritable> {
    let Some((first, _)) = mails.first() else {
        return Err(Unwritable("there is no mail".into()));
    };
    let words = &site.content(first.lang).forms.mail;
    let mut parts = vec![
        Part::Text(words.greeting.clone()),
        Part::Text(words.several.replace("{}", &mails.len().to_string())),
    ];
    for (mail, link) in mails {
        let (subject, _) = opening(words, mail.kind, offers(site, mail, moment));
        let mut items = vec![subject.to_owned()];
        items.extend(named(site, words, mail, first.lang));
        parts.push(Part::List(items));
        parts.extend(twins(words, mail));
        parts.push(Part::Link(link.clone()));
    }
    parts.extend(end(site, words));
    let said = Said {
        subject: words
            .several_subject
            .replace("{}", &mails.len().to_string()),
        plain: plain(&parts),
        html: document(first.lang, &html(&parts)),
        file: None,
    };
    message(site, first, said, from)
}

/// The message that says `said` to the person of `mail`.
fn message(site: &Site, mail: &Mail, said: Said, from: &Mailbox) -> Result<Message, Unwritable> {
    let address = address(&mail.recipient)?;
    let body = MultiPart::alternative()
        .singlepart(SinglePart::plain(said.plain))
        .singlepart(SinglePart::html(said.html));
    let body = match said.file {
        Some(file) => {
            // No method: it invites nobody, so nobody is to answer (RFC 6047).
            let kind = ContentType::parse("text/calendar; charset=utf-8")
                .map_err(|error| Unwritable(error.to_string()))?;
            let file = Attachment::new(calendar::file_name(site)).body(file, kind);
            MultiPart::mixed().multipart(body).singlepart(file)
        }
        None => body,
    };
    // The same mail has the same name however often it is sent: programs can drop the second.
    let id = format!("<{}@{}>", mail.id().replace('/', "."), from.email.domain());
    let automatic = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    Ok(Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address))
        .subject(format!("[{}] {}", site.event.short_title, said.subject))
        .message_id(Some(id))
        .raw_header(automatic)
        .multipart(body)?)
}

/// What organisers have written, with what is this person's own.
fn written(site: &Site, mail: &Mail, texts: &Texts, link: &str) -> Said {
    let days = days_in_words(site, mail.lang, &mail.form, &mail.days);
    let personal = Personal {
        link,
        reference: &mail.reference,
        days: &days,
    };
    let letter = texts.get(mail.lang);
    Said {
        subject: letter.subject.clone(),
        plain: letter.plain(&personal),
        html: document(mail.lang, &letter.html(&personal, mail.lang)),
        file: None,
    }
}

/// Of `had`, in a submission of `form`: the days of the event that the person has a place for, or the day of the workshop;
/// "" where there is none.
#[must_use]
pub fn days_in_words(site: &Site, lang: Lang, form: &str, had: &[DayPlace]) -> String {
    if form == forms::WORKSHOP.id {
        let workshop = site.event.workshop.as_ref();
        return workshop.map_or_else(String::new, |workshop| {
            dates::long(workshop.start.date(), lang)
        });
    }
    let is_confirmed = |id: &str| {
        let mut days = had.iter();
        days.any(|had| had.day == id && had.status == PlaceStatus::Confirmed)
    };
    let days = site.event.days.iter();
    let days = days.filter(|day| is_confirmed(&day.date.to_string()));
    let words: Vec<String> = days
        .map(|day| format!("{} – {}", dates::long(day.date, lang), day.city.get(lang)))
        .collect();
    words.join(", ")
}

/// What has become of the person's submission.
fn notice(site: &Site, mail: &Mail, link: &str, moment: Moment) -> Said {
    let (subject, _) = opening(
        &site.content(mail.lang).forms.mail,
        mail.kind,
        offers(site, mail, moment),
    );
    let file = (mail.kind != MailKind::Cancelled)
        .then(|| calendar::of(site, mail.lang, &mail.form, &mail.days, moment))
        .flatten();
    let parts = parts(site, mail, file.is_some(), link, moment);
    Said {
        subject: format!("{subject} – {}", mail.reference),
        plain: plain(&parts),
        html: document(mail.lang, &html(&parts)),
        file,
    }
}

/// The address `text` as mail servers write it, the domain in ASCII: few take another.
///
/// # Errors
/// When it is none.
pub(super) fn address(text: &str) -> Result<Address, Unwritable> {
    let wrong = |why: String| Unwritable(format!("the address: {why}"));
    let (user, domain) = text
        .rsplit_once('@')
        .ok_or_else(|| wrong("there is no @".into()))?;
    let domain = idna::domain_to_ascii(domain).map_err(|error| wrong(error.to_string()))?;
    Address::new(user, domain).map_err(|error| wrong(error.to_string()))
}

/// What the person can still do with what they sent; nothing where the event no longer has its form.
fn offers(site: &Site, mail: &Mail, moment: Moment) -> Offers {
    let form = forms::by_id(&mail.form).filter(|form| site.event.has(form));
    let is_cancelled = mail.kind == MailKind::Cancelled;
    form.map_or_else(Offers::default, |form| {
        site.event.offers(form, is_cancelled, moment)
    })
}

/// Subject and first paragraph. Once all is over, nobody waits and nobody moves up any more.
fn opening(words: &MailWords, kind: MailKind, offers: Offers) -> (&str, &str) {
    match kind {
        MailKind::Waiting | MailKind::MovedUp if offers.is_over => {
            (&words.stored_subject, &words.stored)
        }
        MailKind::Waiting => (&words.waiting_subject, &words.waiting),
        MailKind::MovedUp => (&words.moved_up_subject, &words.moved_up),
        MailKind::Corrected => (&words.corrected_subject, &words.corrected),
        MailKind::Cancelled => (&words.cancelled_subject, &words.cancelled),
        // A letter has words of its own; without them it says what is always true.
        MailKind::Stored | MailKind::Letter => (&words.stored_subject, &words.stored),
    }
}

fn parts(site: &Site, mail: &Mail, has_file: bool, link: &str, moment: Moment) -> Vec<Part> {
    let forms = &site.content(mail.lang).forms;
    let (common, words) = (&forms.common, &forms.mail);
    let offers = offers(site, mail, moment);
    let mut opening = opening(words, mail.kind, offers).1.to_owned();
    if mail.kind == MailKind::Cancelled && offers.again {
        opening.push(' ');
        opening.push_str(&forms.manage.again);
    }
    let mut parts = vec![
        Part::Text(words.greeting.clone()),
        Part::Text(opening),
        Part::List(named(site, words, mail, mail.lang).into()),
    ];
    if !mail.days.is_empty() && mail.kind != MailKind::Cancelled {
        let days = mail.days.iter().filter_map(|had| {
            let mut days = site.event.days.iter();
            let day = days.find(|day| day.date.to_string() == had.day)?;
            let status = match had.status {
                PlaceStatus::Confirmed => &common.confirmed,
                PlaceStatus::Waiting => &common.waiting,
            };
            let date = dates::long(day.date, mail.lang);
            Some(format!("{date} – {} — {status}", day.city.get(mail.lang)))
        });
        parts.push(Part::Text(words.days.clone()));
        parts.push(Part::List(days.collect()));
        let is_waiting = |had: &DayPlace| {
            had.status == PlaceStatus::Waiting && site.event.is_to_come(&had.day, moment)
        };
        if mail.days.iter().any(is_waiting) {
            parts.push(Part::Text(common.waiting_note.clone()));
        }
    }
    if has_file {
        parts.push(Part::Text(words.attached.clone()));
    }
    parts.extend(twins(words, mail));
    parts.push(Part::Text(above_link(forms, offers).to_owned()));
    parts.push(Part::Link(link.to_owned()));
    parts.extend(end(site, words));
    parts
}

/// What the private link is for.
fn above_link(forms: &FormWords, offers: Offers) -> &str {
    let words = &forms.mail;
    if offers.correct {
        &words.link
    } else if offers.cancel {
        &words.link_closed
    } else {
        &words.link_cancelled
    }
}

/// That the person has another submission for the same day, where there is one.
fn twins(words: &MailWords, mail: &Mail) -> Option<Part> {
    let twins = (!mail.twins.is_empty()).then(|| mail.twins.join(", "))?;
    Some(Part::Text(words.twins.replace("{}", &twins)))
}

/// What names a submission: its form and its reference.
fn named(site: &Site, words: &MailWords, mail: &Mail, lang: Lang) -> [String; 2] {
    // A form that the event gave up has no page: then it is called what organisers call it.
    let sheets = &site.content(lang).forms.organisers.sheets;
    let title = match site.page(lang, &mail.form) {
        Some(page) => &page.title,
        None => sheets.get(&mail.form).unwrap_or(&mail.form),
    };
    [
        format!("{} {title}", words.form),
        format!("{} {}", words.reference, mail.reference),
    ]
}

/// The last paragraphs.
fn end(site: &Site, words: &MailWords) -> [Part; 3] {
    [
        &words.not_you,
        &words.closing,
        &site.settings.organiser.name,
    ]
    .map(|text| Part::Text(text.clone()))
}

fn plain(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) | Part::Link(text) => out.push_str(text),
            Part::List(items) => {
                let items: Vec<_> = items.iter().map(|item| format!("- {item}")).collect();
                out.push_str(&items.join("\n"));
            }
        }
        out.push_str("\n\n");
    }
    out
}

fn html(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        // Writing to a String cannot fail.
        let _ = match part {
            Part::Text(text) => writeln!(out, "<p>{}</p>", escape(text)),
            Part::Link(url) => {
                let url = escape(url);
                writeln!(out, "<p><a href=\"{url}\">{url}</a></p>")
            }
            Part::List(items) => {
                let items: String = items
                    .iter()
                    .map(|item| format!("<li>{}</li>", escape(item)))
                    .collect();
                writeln!(out, "<ul>{items}</ul>")
            }
        };
    }
    out
}

/// `body` as a page of its own.
fn document(lang: Lang, body: &str) -> String {
    let lang = lang.code();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title></title></head>\n<body>\n{body}</body>\n</html>\n"
    )
}
