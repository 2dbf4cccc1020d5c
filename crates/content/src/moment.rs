//! When it is, for all that depends on the day: now, or a day that someone wishes to see the site on.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use nec_ess_domain::schema::Appears;
use nec_ess_domain::{Field, Form, Phase, Schedule, forms};

use crate::event::{Day, Event};

/// How long before the first day [`Event::open_day`] is, where registration is open then.
const DAYS_BEFORE: i64 = 21;
/// The hour at which the site is shown on a day that someone wishes to see it on.
const HOUR: i8 = 12;

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    now: Timestamp,
    as_of: Option<Date>,
}

impl Moment {
    /// Noon of the day `as_of` in the event's zone; without it, now.
    #[must_use]
    pub fn of(event: &Event, as_of: Option<Date>) -> Self {
        let now = as_of.map_or_else(Timestamp::now, |day| {
            let noon = day.at(HOUR, 0, 0, 0).to_zoned_datetime(event.zone());
            noon.map_or(Timestamp::MAX, |noon| noon.timestamp())
        });
        Self { now, as_of }
    }

    /// `now`, as the system's clock might say it.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Self { now, as_of: None }
    }

    /// The instant, in milliseconds since 1970.
    #[must_use]
    pub fn milliseconds(self) -> i64 {
        self.now.as_millisecond()
    }

    /// The day that it is, in the event's zone.
    #[must_use]
    pub fn day(self, event: &Event) -> Date {
        event.zone().to_datetime(self.now).date()
    }

    /// The day that the site is shown on, where that is not the day that it is.
    #[must_use]
    pub const fn as_of(self) -> Option<Date> {
        self.as_of
    }
}

impl Event {
    /// The instants between the phases.
    ///
    /// # Panics
    /// Never for an event that [`crate::load`] accepted: it has at least one day.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        let first = self.days.first().expect("an event has a day");
        let last = self.days.last().expect("an event has a day");
        let ends = self.end_of(last);
        let closes = self.registration.closes;
        Schedule {
            closes: closes.map_or(ends, Timestamp::as_millisecond),
            starts: self.instant_of(first.date),
            ends,
        }
    }

    /// The same for `form`. That of the workshop closes with the workshop's day at the latest: nobody registers for what
    /// has taken place.
    #[must_use]
    pub fn schedule_of(&self, form: &Form) -> Schedule {
        let mut schedule = self.schedule();
        if form == &forms::WORKSHOP
            && let Some(workshop) = &self.workshop
        {
            let ends = self.end_of_date(workshop.end.date());
            schedule.closes = schedule.closes.min(ends);
        }
        schedule
    }

    /// The instants that the texts of the page `id` go by: those of its form, where it is the page of one.
    #[must_use]
    pub fn schedule_on(&self, id: &str) -> Schedule {
        forms::by_id(id).map_or_else(|| self.schedule(), |form| self.schedule_of(form))
    }

    /// Where the event stands at `moment`.
    #[must_use]
    pub fn phase(&self, moment: Moment) -> Phase {
        self.schedule().phase(moment.milliseconds())
    }

    /// Whether `form` takes no answers any more at `moment`.
    #[must_use]
    pub fn is_closed(&self, form: &Form, moment: Moment) -> bool {
        self.schedule_of(form).is_closed(moment.milliseconds())
    }

    /// When `day` has ended, in milliseconds since 1970.
    #[must_use]
    pub fn end_of(&self, day: &Day) -> i64 {
        self.end_of_date(day.date)
    }

    /// Whether `day` has ended at `moment`.
    #[must_use]
    pub fn has_ended(&self, day: &Day, moment: Moment) -> bool {
        moment.milliseconds() >= self.end_of(day)
    }

    /// From when on nobody is asked for `field` any more, in milliseconds since 1970, where that is before its form closes.
    #[must_use]
    pub fn asks_until(&self, field: &Field) -> Option<i64> {
        match field.appears {
            Appears::Always => None,
            Appears::OnWorkshopDay => Some(self.schedule_of(&forms::WORKSHOP).closes),
        }
    }

    /// When `date` has ended, in milliseconds since 1970.
    pub(crate) fn end_of_date(&self, date: Date) -> i64 {
        self.instant_of(date.tomorrow().unwrap_or(date))
    }

    /// `time` of the event's zone in milliseconds since 1970.
    #[must_use]
    pub fn instant(&self, time: DateTime) -> i64 {
        let zoned = self.zoned(time);
        zoned.map_or(i64::MAX, |zoned| zoned.timestamp().as_millisecond())
    }

    /// A day on which people can register: three weeks before the first, or the day before registration closes where
    /// that is earlier.
    ///
    /// # Panics
    /// Never for an event that [`crate::load`] accepted: it has at least one day.
    #[must_use]
    pub fn open_day(&self) -> Date {
        let first = self.days.first().expect("an event has a day").date;
        let before = first.saturating_sub(Span::new().days(DAYS_BEFORE));
        let closes = self.registration.closes;
        closes.map_or(before, |closes| {
            let closes = closes.to_zoned_datetime(self.zone()).date();
            before.min(closes.yesterday().unwrap_or(closes))
        })
    }

    /// When `day` begins.
    #[must_use]
    pub fn midnight(&self, day: Date) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.instant_of(day)).ok()
    }

    /// When `day` begins, in milliseconds since 1970.
    fn instant_of(&self, day: Date) -> i64 {
        let start = day.to_zoned_datetime(self.zone());
        start.map_or(i64::MAX, |start| start.timestamp().as_millisecond())
    }

    /// The zone of every time on the site; of one that the world does not have, which [`crate::load`] refuses, UTC.
    fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        let text = include_str!("../tests/fixtures/minimal/event.toml");
        toml::from_str(text).expect("the fixture is an event")
    }

    fn at(instant: &str) -> Moment {
        Moment::at(instant.parse().expect("an instant"))
    }

    /// Days begin and end at midnight of the event's zone, not of UTC.
    #[test]
    fn days_are_those_of_the_zone() {
        let event = event();
        for (instant, phase) in [
            ("2025-11-24T23:59:59.999+01:00", Phase::Open),
            ("2025-11-25T00:00:00+01:00", Phase::UnderWay),
            ("2025-11-26T23:59:59.999+01:00", Phase::UnderWay),
            ("2025-11-27T00:00:00+01:00", Phase::Over),
        ] {
            assert_eq!(event.phase(at(instant)), phase, "{instant}");
        }
        let mut elsewhere = event;
        elsewhere.time_zone = "America/Montreal".into();
        assert_eq!(
            elsewhere.phase(at("2025-11-27T00:00:00+01:00")),
            Phase::UnderWay
        );
        assert_eq!(
            elsewhere.phase(at("2025-11-27T00:00:00-05:00")),
            Phase::Over
        );
    }

    /// Midnight is where the clocks are, also when they change in between.
    #[test]
    fn clocks_that_change_move_the_border() {
        let mut event = event();
        for (day, date) in event.days.iter_mut().zip([25, 26]) {
            day.date = jiff::civil::date(2025, 10, date);
        }
        assert_eq!(event.phase(at("2025-10-24T21:59:59Z")), Phase::Open);
        assert_eq!(event.phase(at("2025-10-24T22:00:00Z")), Phase::UnderWay);
        assert_eq!(event.phase(at("2025-10-26T22:59:59Z")), Phase::UnderWay);
        assert_eq!(event.phase(at("2025-10-26T23:00:00Z")), Phase::Over);
    }

    /// Registration closes at its instant, and without one at the end of the last day.
    #[test]
    fn registration_closes_with_the_last_day_at_the_latest() {
        let mut event = event();
        let form = &forms::REGISTRATION;
        event.registration.closes = None;
        assert!(!event.is_closed(form, at("2025-11-26T23:59:59+01:00")));
        assert!(event.is_closed(form, at("2025-11-27T00:00:00+01:00")));
        event.registration.closes = "2025-11-24T18:00:00+01:00".parse().ok();
        assert_eq!(event.phase(at("2025-11-24T17:59:59+01:00")), Phase::Open);
        assert_eq!(event.phase(at("2025-11-24T18:00:00+01:00")), Phase::Closed);
        assert!(event.is_closed(form, at("2025-11-25T00:00:00+01:00")));
    }

    /// The workshop's form closes with the day of the workshop, or with registration where that is earlier; the others and
    /// the event go on.
    #[test]
    fn the_workshops_form_closes_with_its_day() {
        let mut event = event();
        event.registration.closes = None;
        let workshop = event.workshop.as_mut().expect("the fixture has one");
        workshop.start = jiff::civil::date(2025, 11, 25).at(13, 0, 0, 0);
        workshop.end = jiff::civil::date(2025, 11, 25).at(17, 0, 0, 0);
        let closed = |event: &Event, instant: &str| {
            forms::ALL.map(|form| event.is_closed(form, at(instant)))
        };
        let (last, after) = ("2025-11-25T23:59:59.999+01:00", "2025-11-26T00:00:00+01:00");
        assert_eq!(closed(&event, last), [false; 3]);
        assert_eq!(closed(&event, after), [false, true, false]);
        assert_eq!(
            event.schedule_of(&forms::WORKSHOP).ends,
            event.schedule().ends
        );
        assert_eq!(
            event.schedule_on("workshop"),
            event.schedule_of(&forms::WORKSHOP)
        );
        assert_eq!(event.schedule_on("index"), event.schedule());
        event.registration.closes = "2025-11-26T12:00:00+01:00".parse().ok();
        assert_eq!(closed(&event, after), [false, true, false]);
        event.registration.closes = "2025-11-24T18:00:00+01:00".parse().ok();
        assert_eq!(closed(&event, "2025-11-24T18:00:00+01:00"), [true; 3]);
    }

    /// The day to see the site on is three weeks before, and open whenever registration closes.
    #[test]
    fn the_open_day_is_open() {
        let mut event = event();
        event.registration.closes = None;
        assert_eq!(event.open_day(), jiff::civil::date(2025, 11, 4));
        for closes in ["2025-11-24T18:00:00+01:00", "2025-06-01T00:30:00+02:00"] {
            event.registration.closes = closes.parse().ok();
            let moment = Moment::of(&event, Some(event.open_day()));
            assert_eq!(event.phase(moment), Phase::Open, "{closes}");
        }
    }
}
