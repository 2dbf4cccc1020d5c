//! The check with each thing that it can find.

use nec_ess_content::{Known, Site};
use nec_ess_domain::Named;
use nec_ess_domain::check::{Finding, Known as KnownSeat, Said, Subject};
use nec_ess_domain::eligibility::{Department, Km, MARGIN, Reach, Reason, Seat, Terms, judge};

use super::times::Times;
use super::{PageState, Shown, State};
use crate::check::native::CheckShown;

/// A place that nobody is looking for, and its département.
const PLACE: (&str, &str) = ("Villeneuve", "69");

/// Each state of the check that is not empty.
pub(super) fn states(site: &Site, times: &Times) -> Vec<State> {
    let of = |name: &str, check: CheckShown| {
        let state = PageState {
            check: Some(check),
            ..PageState::default()
        };
        let shown = Shown::Page(Known::Reimbursement.name().into());
        State {
            state,
            ..State::new(format!("check-{name}"), &shown, &times.open)
        }
    };
    let said = Said::ALL.iter().map(|said| {
        let check = CheckShown {
            said: Some(*said),
            ..CheckShown::default()
        };
        of(said.name(), check)
    });
    let choice = CheckShown {
        places: ["Villeneuve-d’Ascq (59)", "Villeneuve-Loubet (06)"]
            .map(Into::into)
            .into(),
        ..CheckShown::default()
    };
    let found = findings(site).into_iter().map(|(name, finding)| {
        let check = CheckShown {
            finding: Some(finding),
            ..CheckShown::default()
        };
        of(&name, check)
    });
    said.chain([of("choice", choice)]).chain(found).collect()
}

/// A verdict for each reason; and where the name is that of an area or of a postal code, one of each.
pub(super) fn findings(site: &Site) -> Vec<(String, Finding)> {
    let radius = site.event.reimbursement.as_ref();
    let terms = Terms {
        radius_km: radius.map_or(1, |facts| facts.radius_km),
        near: Vec::new(),
        near_countries: Vec::new(),
    };
    let reasons = Reason::ALL.iter();
    let reasons = reasons.map(|reason| (reason.name(), *reason, Subject::Place));
    let others = [
        ("area", Reason::Straddles, Subject::Area),
        ("code", Reason::Straddles, Subject::Code),
    ];
    reasons
        .chain(others)
        .map(|(name, reason, subject)| (name.to_owned(), finding(reason, subject, &terms)))
        .collect()
}

/// What leads to `reason`.
fn finding(reason: Reason, subject: Subject, terms: &Terms) -> Finding {
    let department = Department::parse(PLACE.1).expect("there is such a département");
    let radius = terms.radius().hundredths();
    let close = MARGIN.hundredths() / 3;
    let reach = |least, greatest| {
        Seat::Place(Reach {
            least: Km::from_hundredths(least),
            greatest: Some(Km::from_hundredths(greatest)),
        })
    };
    let seat = match reason {
        Reason::Abroad | Reason::NotFirstTime => Seat::Abroad,
        Reason::DepartmentBeyond => Seat::Department(department),
        Reason::CommuneBeyond => reach(2 * radius, 3 * radius),
        Reason::CommuneWithin => reach(0, radius / 2),
        Reason::Straddles => reach(radius / 2, 2 * radius),
        Reason::CloseWithin => reach(radius / 2, radius - close),
        Reason::CloseBeyond => reach(radius + close, 2 * radius),
        Reason::UnknownPlace => Seat::Unknown,
    };
    let known = match seat {
        Seat::Abroad | Seat::Unknown => KnownSeat::unnamed(seat),
        Seat::Department(_) | Seat::Place(_) => KnownSeat {
            seat,
            name: PLACE.0.into(),
            department: Some(department),
            subject,
        },
    };
    Finding {
        verdict: judge(reason != Reason::NotFirstTime, seat, terms),
        known,
    }
}
