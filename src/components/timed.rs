//! Parts of a page that hold for some time only. Each carries its instants, so that the start script can show and hide it
//! without a new build. Our own endpoint does the same before it sends the page; from another web server it is, without
//! script, as it was when the page was made.

use leptos::prelude::*;
use nec_ess_content::{Moment, Stage};
use nec_ess_domain::Schedule;

/// When a part is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timed {
    /// Whether its time has yet to come.
    pub(crate) hidden: bool,
    /// Its first instant, in milliseconds since 1970.
    pub(crate) from: Option<String>,
    /// The first instant after it.
    pub(crate) until: Option<String>,
}

impl Timed {
    /// A part that is shown in `stage` of `schedule`.
    pub(crate) fn of(stage: Stage, schedule: &Schedule, moment: Moment) -> Option<Self> {
        let (from, until) = stage.borders(schedule);
        Self::new(moment, from, until)
    }

    /// A part that is shown from one instant until another, in milliseconds since 1970; `None` when it is not needed:
    /// its time has passed, or the site is shown as on another day, where no time passes.
    pub(crate) fn new(moment: Moment, from: Option<i64>, until: Option<i64>) -> Option<Self> {
        let now = moment.milliseconds();
        let hidden = from.is_some_and(|from| now < from);
        let stands_still = moment.as_of().is_some();
        if until.is_some_and(|until| now >= until) || (hidden && stands_still) {
            return None;
        }
        let written = |instant: Option<i64>| {
            instant
                .filter(|_| !stands_still)
                .map(|instant| instant.to_string())
        };
        Some(Self {
            hidden,
            from: written(from),
            until: written(until),
        })
    }
}

/// Shows `children` when `timed` says.
#[component]
pub(crate) fn During(
    /// When; never without.
    timed: Option<Timed>,
    children: Children,
) -> impl IntoView {
    timed.map(
        |Timed {
             hidden,
             from,
             until,
         }| {
            view! {
                <div class="during" hidden=hidden data-from=from data-until=until>
                    {children()}
                </div>
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Moment {
        Moment::at(jiff::Timestamp::from_millisecond(milliseconds).expect("an instant"))
    }

    /// A part is hidden before its time, shown in it, and gone after it.
    #[test]
    fn parts_have_their_time() {
        let part = |now| Timed::new(at(now), Some(100), Some(200));
        assert!(part(99).is_some_and(|part| part.hidden));
        assert!(part(100).is_some_and(|part| !part.hidden));
        let last = part(199).expect("its time has not passed");
        assert_eq!(
            (last.hidden, last.from.as_deref(), last.until.as_deref()),
            (false, Some("100"), Some("200"))
        );
        assert_eq!(part(200), None);
    }
}
