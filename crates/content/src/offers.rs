//! What can still be done with what someone sent, and after it: its private page and the mails about it ask here, so that
//! they offer the same.

use nec_ess_domain::{Form, forms};

use crate::event::Event;
use crate::moment::Moment;

/// What can still be done with what someone sent. Reading and erasing it always can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Its answers can be corrected.
    pub correct: bool,
    /// It can be cancelled.
    pub cancel: bool,
    /// Its form takes another one.
    pub again: bool,
    /// The form that comes next takes answers.
    pub next: bool,
    /// What it was sent for has taken place.
    pub is_over: bool,
}

impl Event {
    /// What can be done at `moment` with what was sent to `form`.
    #[must_use]
    pub fn offers(&self, form: &Form, is_cancelled: bool, moment: Moment) -> Offers {
        let takes = |form: &Form| self.has(form) && !self.is_closed(form, moment);
        let workshop = self.workshop.as_ref().filter(|_| form == &forms::WORKSHOP);
        let ends = match workshop {
            Some(workshop) => self.end_of_date(workshop.end.date()),
            None => self.schedule().ends,
        };
        Offers {
            correct: takes(form) && !is_cancelled,
            cancel: !is_cancelled,
            again: takes(form),
            next: forms::next(form).is_some_and(takes),
            is_over: moment.milliseconds() >= ends,
        }
    }

    /// Whether the day `id` has not ended at `moment`. One that the event no longer has is not to come.
    #[must_use]
    pub fn is_to_come(&self, id: &str, moment: Moment) -> bool {
        let mut days = self.days.iter();
        days.any(|day| day.date.to_string() == id && !self.has_ended(day, moment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(closes: Option<&str>) -> Event {
        let text = include_str!("../tests/fixtures/minimal/event.toml");
        let mut event: Event = toml::from_str(text).expect("the fixture is an event");
        event.registration.closes = closes.and_then(|closes| closes.parse().ok());
        // The workshop is on the first of the two days.
        let workshop = event.workshop.as_mut().expect("the fixture has one");
        workshop.start = jiff::civil::date(2025, 11, 25).at(13, 0, 0, 0);
        workshop.end = jiff::civil::date(2025, 11, 25).at(17, 0, 0, 0);
        event
    }

    fn at(instant: &str) -> Moment {
        Moment::at(instant.parse().expect("an instant"))
    }

    const BEFORE: &str = "2025-11-04T12:00:00+01:00";
    const CLOSES: &str = "2025-11-20T18:00:00+01:00";
    const SECOND_DAY: &str = "2025-11-26T12:00:00+01:00";
    const OVER: &str = "2025-11-27T00:00:00+01:00";

    /// In each phase, for each form: what is open can be corrected and sent again, and what is over is told as such.
    #[test]
    fn offers_follow_the_phase() {
        let early = Some(CLOSES);
        // Registration, workshop, reimbursement: whether each is open, and whether it is over.
        for (closes, instant, open, over) in [
            (None, BEFORE, [true; 3], [false; 3]),
            (early, BEFORE, [true; 3], [false; 3]),
            (early, CLOSES, [false; 3], [false; 3]),
            (early, SECOND_DAY, [false; 3], [false, true, false]),
            (None, SECOND_DAY, [true, false, true], [false, true, false]),
            (None, OVER, [false; 3], [true; 3]),
            (early, OVER, [false; 3], [true; 3]),
        ] {
            let (event, moment) = (event(closes), at(instant));
            for (index, form) in forms::ALL.into_iter().enumerate() {
                let expected = Offers {
                    correct: open[index],
                    cancel: true,
                    again: open[index],
                    next: open.get(index + 1).is_some_and(|is_open| *is_open),
                    is_over: over[index],
                };
                let offers = event.offers(form, false, moment);
                assert_eq!(offers, expected, "{} at {instant}", form.id);
                let cancelled = Offers {
                    correct: false,
                    cancel: false,
                    ..expected
                };
                let offers = event.offers(form, true, moment);
                assert_eq!(offers, cancelled, "{} at {instant}", form.id);
            }
        }
    }

    /// What the event does not have leads nobody on.
    #[test]
    fn what_is_gone_is_not_offered() {
        let mut event = event(None);
        event.workshop = None;
        let offers = |event: &Event, form| event.offers(form, false, at(BEFORE));
        assert!(!offers(&event, &forms::REGISTRATION).next);
        assert!(!offers(&event, &forms::WORKSHOP).again);
    }

    /// A day is to come until its end; one that nobody knows is not.
    #[test]
    fn days_pass() {
        let event = event(None);
        for (id, instant, expected) in [
            ("2025-11-25", BEFORE, true),
            ("2025-11-25", "2025-11-25T23:59:59+01:00", true),
            ("2025-11-25", SECOND_DAY, false),
            ("2025-11-26", SECOND_DAY, true),
            ("2025-11-26", OVER, false),
            ("2025-11-24", BEFORE, false),
        ] {
            assert_eq!(
                event.is_to_come(id, at(instant)),
                expected,
                "{id} {instant}"
            );
        }
    }
}
