//! A submission as text, for the organiser who looks it up.

use std::fmt::Write as _;

use jiff::Timestamp;
use nec_ess_content::dates;
use nec_ess_domain::{Choices, Form, Kind, Lang};

use crate::mail::Reason;
use crate::store::{MailKind, MailStatus, State, Stored, Told};
use crate::words::Words;

/// All that is known of `stored`. Its private link is not: that is for its person alone, and `resend` sends it.
pub(super) fn card(words: &Words<'_>, form: &Form, stored: &Stored, mails: &[Told]) -> String {
    let own = words.own();
    let mut out = format!("{}  {}\n", stored.reference, words.form(form.id));
    out += &line(words, &own.status, words.status(stored));
    let received = own.received.replace("{}", &words.town());
    out += &line(words, &received, &instant(words, &stored.created_at));
    out += &line(words, &own.language, stored.lang.code());
    if stored.state == State::Erased {
        return out;
    }
    out += &places(words, stored);
    out.push('\n');
    for field in form.fields {
        let is_shown = field.kind == Kind::Many(Choices::Days) && !stored.days.is_empty();
        let values = stored.answers.all(field.name);
        let values: Vec<String> = values
            .map(|value| words.answer(form, field, value))
            .collect();
        if !is_shown && !values.is_empty() {
            out += &line(words, words.field(field), &values.join("; "));
        }
    }
    if !mails.is_empty() {
        let _ = write!(out, "\n{}\n", own.mails.heading);
    }
    for mail in mails {
        let status = words.mail_status(mail.status);
        let why = match mail.status {
            MailStatus::Waiting | MailStatus::Failed => {
                let reason = Reason::of_error(&mail.error);
                format!(", {}", words.mail_reason(reason))
            }
            MailStatus::Sending | MailStatus::Sent => String::new(),
        };
        let subject = subject(words, mail.kind);
        let at = instant(words, &mail.created_at);
        let to = &mail.recipient;
        let _ = writeln!(out, "  {at}  {to}  {subject}  ({status}{why})");
    }
    out
}

/// The days of `stored`, and whether there is a place on them. In quarantine nobody has any yet.
pub(super) fn places(words: &Words<'_>, stored: &Stored) -> String {
    let mut out = String::new();
    for place in &stored.days {
        if stored.is_quarantined {
            let _ = writeln!(out, "  {}", words.day(&place.day));
            continue;
        }
        let _ = writeln!(
            out,
            "  {} — {}",
            words.day(&place.day),
            words.place(place.status)
        );
    }
    out
}

/// A label and its value; further lines of the value stand below each other.
fn line(words: &Words<'_>, label: &str, value: &str) -> String {
    // As French sets it.
    let gap = match words.lang {
        Lang::Fr => "\u{a0}",
        Lang::En => "",
    };
    format!("{label}{gap}: {}\n", value.replace('\n', "\n    "))
}

fn instant(words: &Words<'_>, text: &str) -> String {
    let Ok(instant) = text.parse::<Timestamp>() else {
        return text.to_owned();
    };
    let at = words.local(instant);
    let day = dates::without_weekday(at.date(), words.lang);
    format!("{day}, {}", dates::time(at, words.lang))
}

fn subject<'a>(words: &Words<'a>, kind: MailKind) -> &'a str {
    let forms = &words.site.content(words.lang).forms;
    let words = &forms.mail;
    match kind {
        MailKind::Letter => &forms.organisers.letter,
        MailKind::Stored => &words.stored_subject,
        MailKind::Waiting => &words.waiting_subject,
        MailKind::MovedUp => &words.moved_up_subject,
        MailKind::Corrected => &words.corrected_subject,
        MailKind::Cancelled => &words.cancelled_subject,
    }
}
