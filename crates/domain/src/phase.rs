//! Where the event stands in time: what its site says, and whether its forms take answers.

/// Where the event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// People can register.
    Open,
    /// Registration has closed, and the event is still to come.
    Closed,
    /// Between the start of the first day and the end of the last.
    UnderWay,
    /// The last day has ended.
    Over,
}

/// The instants between the phases, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// When registration closes; the end of the last day where nothing says otherwise.
    pub closes: i64,
    /// When the first day starts.
    pub starts: i64,
    /// When the last day has ended.
    pub ends: i64,
}

impl Schedule {
    /// Where the event stands at `now`. Each phase begins with its own instant.
    #[must_use]
    pub const fn phase(&self, now: i64) -> Phase {
        if now >= self.ends {
            Phase::Over
        } else if now >= self.starts {
            Phase::UnderWay
        } else if self.is_closed(now) {
            Phase::Closed
        } else {
            Phase::Open
        }
    }

    /// Whether forms take no answers any more at `now`. While the event is under way they may still: registration can
    /// stay open to its end, and never beyond.
    #[must_use]
    pub const fn is_closed(&self, now: i64) -> bool {
        now >= self.closes || now >= self.ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Registration closes before the first day.
    const EARLY: Schedule = Schedule {
        closes: 100,
        starts: 200,
        ends: 300,
    };

    /// Every phase begins with its instant and holds until just before the next.
    #[test]
    fn each_phase_has_its_borders() {
        for (now, phase, is_closed) in [
            (i64::MIN, Phase::Open, false),
            (99, Phase::Open, false),
            (100, Phase::Closed, true),
            (199, Phase::Closed, true),
            (200, Phase::UnderWay, true),
            (299, Phase::UnderWay, true),
            (300, Phase::Over, true),
            (i64::MAX, Phase::Over, true),
        ] {
            assert_eq!(EARLY.phase(now), phase, "{now}");
            assert_eq!(EARLY.is_closed(now), is_closed, "{now}");
        }
    }

    /// Registration that stays open to the end is open while the event is under way, and at its end no more.
    #[test]
    fn registration_can_stay_open_to_the_end() {
        let open = Schedule {
            closes: 300,
            ..EARLY
        };
        assert_eq!(open.phase(150), Phase::Open);
        for (now, phase, is_closed) in [(299, Phase::UnderWay, false), (300, Phase::Over, true)] {
            assert_eq!(open.phase(now), phase);
            assert_eq!(open.is_closed(now), is_closed);
        }
    }

    /// Nobody registers for what is over, whatever the closing instant says.
    #[test]
    fn nothing_is_open_after_the_end() {
        let late = Schedule {
            closes: 400,
            ..EARLY
        };
        assert!(!late.is_closed(299));
        assert!(late.is_closed(300));
    }
}
