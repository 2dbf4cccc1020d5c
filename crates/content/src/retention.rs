//! How long what people send is kept: each period stands here alone, for the privacy pages and for what deletes.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use nec_ess_domain::forms::{REGISTRATION, REIMBURSEMENT, WORKSHOP};
use nec_ess_domain::schema::DRAFT_DAYS;
use serde::{Deserialize, Serialize};

use crate::error::ContentError;
use crate::event::Event;
use crate::parse::Source;
use crate::period::{Period, Unit};

/// `[retention]`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// What people wrote about their access needs: it may tell of someone's health, and goes while the rest stays.
    pub access_needs: Period,
    /// Registrations, waiting, cancelled and erased ones too, with their mails.
    pub registrations: Period,
    /// The same of the workshop.
    pub workshop_registrations: Period,
    /// The same of requests for the reimbursement.
    pub reimbursement_requests: Period,
    /// What was taken for spam.
    pub quarantine: Period,
    /// Copies of the database, which hold what was deleted since.
    pub copies: Period,
}

/// What is kept for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// See [`Retention::access_needs`].
    AccessNeeds,
    /// See [`Retention::registrations`].
    Registrations,
    /// See [`Retention::workshop_registrations`].
    WorkshopRegistrations,
    /// See [`Retention::reimbursement_requests`].
    ReimbursementRequests,
    /// See [`Retention::quarantine`].
    Quarantine,
    /// See [`Retention::copies`].
    Copies,
    /// What someone is typing, on their own device: the site's script keeps it, and no setting changes for how long.
    Drafts,
}

/// From when on a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The end of the event's last day.
    Event,
    /// The moment at which it came.
    Sent,
    /// The moment at which it was made.
    Made,
}

impl Kept {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 7] = [
        Self::AccessNeeds,
        Self::Registrations,
        Self::WorkshopRegistrations,
        Self::ReimbursementRequests,
        Self::Quarantine,
        Self::Copies,
        Self::Drafts,
    ];

    /// The submissions of the form `id`.
    #[must_use]
    pub fn of_form(id: &str) -> Option<Self> {
        [
            (REGISTRATION.id, Self::Registrations),
            (WORKSHOP.id, Self::WorkshopRegistrations),
            (REIMBURSEMENT.id, Self::ReimbursementRequests),
        ]
        .into_iter()
        .find_map(|(form, kept)| (form == id).then_some(kept))
    }

    /// From when on its period is counted.
    #[must_use]
    pub const fn since(self) -> Since {
        match self {
            Self::AccessNeeds
            | Self::Registrations
            | Self::WorkshopRegistrations
            | Self::ReimbursementRequests => Since::Event,
            Self::Quarantine => Since::Sent,
            Self::Copies | Self::Drafts => Since::Made,
        }
    }
}

impl Retention {
    /// How long it is kept.
    #[must_use]
    pub fn period(&self, kept: Kept) -> Period {
        match kept {
            Kept::AccessNeeds => self.access_needs,
            Kept::Registrations => self.registrations,
            Kept::WorkshopRegistrations => self.workshop_registrations,
            Kept::ReimbursementRequests => self.reimbursement_requests,
            Kept::Quarantine => self.quarantine,
            Kept::Copies => self.copies,
            Kept::Drafts => draft_period(),
        }
    }
}

/// How long a draft stays on the device of the person who types it.
pub(crate) const fn draft_period() -> Period {
    Period {
        number: DRAFT_DAYS as u16,
        unit: Unit::Days,
    }
}

impl Event {
    /// What came before this instant is past its period at `now`; nothing while the period has not ended for anything.
    /// What is counted from the event on stays at least as long after it came: somebody whose registration is taken in
    /// late has as much of it as the others.
    #[must_use]
    pub fn past(&self, kept: Kept, now: Timestamp) -> Option<Timestamp> {
        let before = self.retention.period(kept).before(&self.zoned_at(now))?;
        let is_due = match kept.since() {
            Since::Event => before.as_millisecond() >= self.schedule().ends,
            Since::Sent | Since::Made => true,
        };
        is_due.then_some(before)
    }

    fn zoned_at(&self, now: Timestamp) -> ZonedDateTime {
        // One that the world does not have is refused when the content is read.
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        now.to_zoned_datetime(zone)
    }

    /// What may tell of someone's health goes first.
    pub(crate) fn check_retention(&self, source: &Source, errors: &mut Vec<ContentError>) {
        let end = Timestamp::from_millisecond(self.schedule().ends).unwrap_or(Timestamp::MAX);
        let end = self.zoned_at(end);
        let (needs, rest) = (self.retention.access_needs, self.retention.registrations);
        if needs.before(&end) < rest.before(&end) {
            let message = "access_needs: expected a period no longer than that of registrations, which they stand in";
            errors.push(source.error_at(&["retention", "access_needs"], message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        let text = include_str!("../tests/fixtures/minimal/event.toml");
        toml::from_str(text).expect("the fixture is an event")
    }

    fn past(kept: Kept, now: &str) -> Option<String> {
        let now = now.parse().expect("an instant");
        event().past(kept, now).map(|before| before.to_string())
    }

    /// A period begins at midnight after the last day, of the event's zone, and ends as long after that.
    #[test]
    fn counted_from_the_event_on() {
        for (kept, last, first) in [
            (
                Kept::AccessNeeds,
                "2025-12-26T23:59:59.999+01:00",
                "2025-12-27T00:00:00+01:00",
            ),
            (
                Kept::Registrations,
                "2026-11-26T23:59:59.999+01:00",
                "2026-11-27T00:00:00+01:00",
            ),
        ] {
            assert_eq!(past(kept, last), None, "{kept:?}");
            let end = "2025-11-26T23:00:00Z".to_owned();
            assert_eq!(past(kept, first), Some(end), "{kept:?}");
        }
    }

    /// What comes late, or was taken for spam, is counted from when it came.
    #[test]
    fn counted_from_when_it_came() {
        assert_eq!(
            past(Kept::AccessNeeds, "2026-03-31T12:00:00+02:00").as_deref(),
            Some("2026-03-01T11:00:00Z")
        );
        assert_eq!(
            past(Kept::Quarantine, "2025-11-01T00:00:00+01:00").as_deref(),
            Some("2025-10-01T22:00:00Z")
        );
    }

    /// Every form's submissions are kept for a period of their own.
    #[test]
    fn every_form_has_a_period() {
        for form in nec_ess_domain::forms::ALL {
            assert!(Kept::of_form(form.id).is_some(), "{}", form.id);
        }
    }
}
