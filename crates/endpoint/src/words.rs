//! What is stored, in the words that organisers read.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use nec_ess_content::{Organisers, Site, dates};
use nec_ess_domain::eligibility::Answer;
use nec_ess_domain::wire::{PlaceStatus, Status};
use nec_ess_domain::{Choices, Field, Form, Kind, Lang};

use crate::mail::Reason;
use crate::store::{MailStatus, Stored};

/// The words of one language, and the event's time.
pub(crate) struct Words<'a> {
    pub(crate) site: &'a Site,
    pub(crate) lang: Lang,
    zone: TimeZone,
}

impl<'a> Words<'a> {
    /// The words of `site` in `lang`.
    ///
    /// # Errors
    /// When the event's time zone is none.
    pub(crate) fn new(site: &'a Site, lang: Lang) -> Result<Self, String> {
        let name = &site.event.time_zone;
        let zone = TimeZone::get(name).map_err(|error| format!("time_zone {name}: {error}"))?;
        Ok(Self { site, lang, zone })
    }

    /// The words that are meant for organisers alone.
    pub(crate) fn own(&self) -> &'a Organisers {
        &self.site.content(self.lang).forms.organisers
    }

    /// The town that the event's time is of: "Lyon".
    pub(crate) fn town(&self) -> String {
        let name = &self.site.event.time_zone;
        let town = name.rsplit('/').next().unwrap_or(name);
        town.replace('_', " ")
    }

    /// `instant` in the event's time.
    pub(crate) fn local(&self, instant: Timestamp) -> DateTime {
        instant.to_zoned_datetime(self.zone.clone()).datetime()
    }

    /// When `stored` came, in the event's time.
    pub(crate) fn received(&self, stored: &Stored) -> Option<DateTime> {
        let instant: Timestamp = stored.created_at.parse().ok()?;
        Some(self.local(instant))
    }

    /// The day `id`: "mercredi 26 novembre 2031 – Lyon". One that the event no longer has goes without its town.
    pub(crate) fn day(&self, id: &str) -> String {
        let Ok(date) = id.parse::<Date>() else {
            return id.to_owned();
        };
        let text = dates::long(date, self.lang);
        let mut days = self.site.event.days.iter();
        match days.find(|day| day.date == date) {
            Some(day) => format!("{text} – {}", day.city.get(self.lang)),
            None => text,
        }
    }

    /// What has become of `stored`.
    pub(crate) fn status(&self, stored: &Stored) -> &'a str {
        if stored.is_quarantined && stored.status() == Status::Registered {
            return &self.own().quarantined;
        }
        self.of_status(stored.status())
    }

    pub(crate) fn of_status(&self, status: Status) -> &'a str {
        let own = self.own();
        match status {
            Status::Registered => &own.registered,
            Status::Waiting => &own.waiting,
            Status::Cancelled => &own.cancelled,
            Status::Erased => &own.erased,
        }
    }

    /// Whether there is a place.
    pub(crate) fn place(&self, status: PlaceStatus) -> &'a str {
        let common = &self.site.content(self.lang).forms.common;
        match status {
            PlaceStatus::Confirmed => &common.confirmed,
            PlaceStatus::Waiting => &common.waiting,
        }
    }

    /// What is said of a ticked box.
    pub(crate) fn ticked(&self) -> &'a str {
        &self.site.content(self.lang).forms.common.ticked
    }

    /// The verdict on a request.
    pub(crate) fn verdict(&self, answer: Answer) -> &'a str {
        let own = self.own();
        match answer {
            Answer::Yes => &own.verdict_yes,
            Answer::No => &own.verdict_no,
            Answer::Confirm => &own.verdict_confirm,
        }
    }

    /// How far a mail is.
    pub(crate) fn mail_status(&self, status: MailStatus) -> &'a str {
        let words = &self.own().mails;
        match status {
            MailStatus::Waiting => &words.waiting,
            MailStatus::Sending => &words.sending,
            MailStatus::Sent => &words.sent,
            MailStatus::Failed => &words.failed,
        }
    }

    /// Why it is not sent.
    pub(crate) fn mail_reason(&self, reason: Reason) -> &'a str {
        let words = &self.own().mails;
        match reason {
            Reason::NotTried => &words.not_tried,
            Reason::PutOff => &words.put_off,
            Reason::Restored => &words.restored,
            Reason::NoServer => &words.no_server,
            Reason::Login => &words.login,
            Reason::Busy => &words.busy,
            Reason::Refused => &words.refused,
            Reason::NoAddress => &words.no_address,
        }
    }

    /// The short name of `form`.
    pub(crate) fn form(&self, id: &'a str) -> &'a str {
        self.own().sheets.get(id).map_or(id, String::as_str)
    }

    /// The short name of `field`.
    pub(crate) fn field(&self, field: &'a Field) -> &'a str {
        let columns = &self.own().columns;
        columns.get(field.name).map_or(field.name, String::as_str)
    }

    /// `value` as an answer to `field` of `form`; itself where it has no words.
    pub(crate) fn answer(&self, form: &Form, field: &Field, value: &str) -> String {
        let content = self.site.content(self.lang);
        let words = match field.kind {
            Kind::Tick => Some(self.ticked()),
            Kind::One(choices) | Kind::Select(choices) | Kind::Many(choices) => match choices {
                Choices::Countries => content.words.countries.get(value).map(String::as_str),
                Choices::Days => return self.day(value),
                Choices::Fixed(_) => {
                    let words = content.forms.form.get(form.id);
                    let words = words
                        .and_then(|words| words.fields.get(field.name))
                        .and_then(|words| words.choices.get(value));
                    words.map(String::as_str)
                }
            },
            _ => None,
        };
        words.unwrap_or(value).to_owned()
    }
}
