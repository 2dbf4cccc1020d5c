//! For which time a part of a text is meant: what invites people goes once registration is closed, and what is told of the
//! event changes its tense once it is over.

use nec_ess_domain::{Named, Schedule, named};
use serde::{Deserialize, Serialize};

/// A time of the event. In a text a line `{{name}}` begins it, until the next such line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// At any time.
    #[default]
    Always,
    /// As long as people can register.
    WhileOpen,
    /// From the closing of registration on, for ever.
    OnceClosed,
    /// Until the last day has ended.
    UntilOver,
    /// From the end of the last day on.
    OnceOver,
}

named!(Stage {
    Always = "always",
    WhileOpen = "while-open",
    OnceClosed = "once-closed",
    UntilOver = "until-over",
    OnceOver = "once-over",
});

impl Stage {
    /// Its first instant and the first after it, in milliseconds since 1970.
    #[must_use]
    pub const fn borders(self, schedule: &Schedule) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Always => (None, None),
            Self::WhileOpen => (None, Some(schedule.closes)),
            Self::OnceClosed => (Some(schedule.closes), None),
            Self::UntilOver => (None, Some(schedule.ends)),
            Self::OnceOver => (Some(schedule.ends), None),
        }
    }

    /// Whether it holds at `now`, in milliseconds since 1970.
    #[must_use]
    pub fn holds(self, schedule: &Schedule, now: i64) -> bool {
        let (from, until) = self.borders(schedule);
        from.is_none_or(|from| now >= from) && until.is_none_or(|until| now < until)
    }

    /// The names of all of them, as texts have them.
    pub(crate) fn list() -> String {
        let names: Vec<_> = Self::ALL.iter().map(|stage| stage.name()).collect();
        names.join(", ")
    }
}

/// A time at which `whole` holds and none of `parts` does, in words for the message about it.
pub(crate) fn gap(whole: Stage, parts: &[Stage]) -> Option<&'static str> {
    const SCHEDULE: Schedule = Schedule {
        closes: 1,
        starts: 2,
        ends: 3,
    };
    const TIMES: [(i64, &str); 3] = [
        (0, "while registration is open"),
        (1, "once registration is closed"),
        (3, "once the event is over"),
    ];
    let mut times = TIMES.iter();
    times.find_map(|(now, words)| {
        let holds = |stage: Stage| stage.holds(&SCHEDULE, *now);
        (holds(whole) && !parts.iter().any(|part| holds(*part))).then_some(*words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEDULE: Schedule = Schedule {
        closes: 100,
        starts: 200,
        ends: 300,
    };

    /// Each begins and ends with its instants.
    #[test]
    fn stages_have_borders() {
        for (stage, expected) in [
            (Stage::Always, [true; 4]),
            (Stage::WhileOpen, [true, false, false, false]),
            (Stage::OnceClosed, [false, true, true, true]),
            (Stage::UntilOver, [true, true, true, false]),
            (Stage::OnceOver, [false, false, false, true]),
        ] {
            let held = [99, 100, 299, 300].map(|now| stage.holds(&SCHEDULE, now));
            assert_eq!(held, expected, "{}", stage.name());
        }
    }

    /// What is said at no time is found: parts may leave out only what the whole leaves out as well.
    #[test]
    fn gaps_are_found() {
        use Stage::{Always, OnceClosed, OnceOver, UntilOver, WhileOpen};
        for (whole, parts, expected) in [
            (Always, &[Always] as &[_], None),
            (Always, &[WhileOpen, OnceClosed], None),
            (Always, &[UntilOver, OnceOver], None),
            (WhileOpen, &[WhileOpen], None),
            (Always, &[WhileOpen], Some("once registration is closed")),
            (Always, &[UntilOver], Some("once the event is over")),
            (Always, &[OnceOver], Some("while registration is open")),
            (UntilOver, &[WhileOpen], Some("once registration is closed")),
            (Always, &[], Some("while registration is open")),
        ] {
            assert_eq!(gap(whole, parts), expected, "{whole:?} {parts:?}");
        }
    }
}
