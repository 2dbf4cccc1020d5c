//! What is past its period: what people send is deleted by this.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::event::Event;
use crate::retention::{Kept, Since};

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

    /// `now` in the event's zone.
    pub(crate) fn zoned_at(&self, now: Timestamp) -> ZonedDateTime {
        // One that the world does not have is refused when the content is read.
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        now.to_zoned_datetime(zone)
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
}
