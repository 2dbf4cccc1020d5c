//! Every way through the check, without a page.

use nec_ess_domain::eligibility::{Answer, Reason};

use super::*;
use crate::check::offer::Offer;

const RADIUS: Km = Km::from_km(20);

/// Runs `test` on a check that nothing was told yet.
fn check(test: impl FnOnce(CheckState)) {
    let owner = Owner::new();
    owner.with(|| test(CheckState::new(RADIUS, nec_ess_domain::fold)));
}

/// The near file, from the table that the site is made from.
fn near() -> File<Near> {
    File::Here(Arc::new(Near::parse(files().near).expect("our own file")))
}

fn files() -> nec_ess_content::places::BrowserFiles {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/data/places/communes.tsv");
    let rows = nec_ess_content::places::read(table.as_ref(), RADIUS).expect("our own table");
    nec_ess_content::places::browser_files(&rows, RADIUS)
}

fn tell(state: CheckState, country: &str, typed: &str) {
    state.first_time.set(Some(true));
    state.country.set(country.into());
    state.typed.set(typed.into());
}

fn answer(state: CheckState) -> Option<(Answer, Reason)> {
    let finding = state.finding.get_untracked()?;
    Some((finding.verdict.answer(), finding.verdict.reason()))
}

fn offered(state: CheckState) -> Vec<String> {
    let offers = state.offers.get_untracked().into_iter();
    offers.map(|offer: Offer| offer.label).collect()
}

/// An open question is no verdict; a second participation needs no other answer.
#[test]
fn first_questions() {
    check(|state| {
        assert_eq!(answer(state), None);
        state.first_time.set(Some(true));
        assert_eq!(answer(state), None);
        state.first_time.set(Some(false));
        assert_eq!(answer(state), Some((Answer::No, Reason::NotFirstTime)));
        assert!(!state.asks_place.get_untracked());
    });
}

/// Abroad, and in a far département, nothing is loaded.
#[test]
fn far_needs_no_file() {
    check(|state| {
        tell(state, "BE", "");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::Abroad)));
        tell(state, "FR", "59000");
        assert!(state.asks_place.get_untracked());
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
        assert_eq!(state.said.get_untracked(), Said::Nothing);
    });
}

/// A near postal code is settled by the file, or offers its communes.
#[test]
fn near_codes() {
    check(|state| {
        tell(state, "FR", "75007");
        assert_eq!(answer(state), None);
        state.near.set(near());
        assert_eq!(answer(state), Some((Answer::No, Reason::CommuneWithin)));
        assert!(offered(state).is_empty());
        assert!(!state.is_choice.get_untracked());
        state.typed.set("78240".into());
        assert_eq!(answer(state), None);
        assert!(offered(state).contains(&"Chambourcy (78)".to_owned()));
        state.typed.set("78999".into());
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
    });
}

/// A choice counts while it is on offer, and is forgotten when it no longer is.
#[test]
fn choices() {
    check(|state| {
        state.near.set(near());
        tell(state, "FR", "Versaille");
        assert_eq!(answer(state), None);
        let offer = state.offers.get_untracked().remove(0);
        assert_eq!(offer.label, "Versailles (78)");
        state.chosen.set(Some(Choice::Offer(offer)));
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::Straddles)));
        state.typed.set("Versailles".into());
        state.forget_choice();
        assert!(answer(state).is_some());
        state.typed.set("Versaillesx".into());
        assert_eq!(answer(state), None);
        state.forget_choice();
        state.typed.set("Versailles".into());
        assert_eq!(answer(state), None);
        state.chosen.set(Some(Choice::Another));
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
    });
}

/// A name that is found nowhere near may be looked for in all of France, and is said not to be found.
#[test]
fn wider_search() {
    check(|state| {
        state.near.set(near());
        tell(state, "FR", "Trifouilly");
        assert_eq!(state.said.get_untracked(), Said::NoneFound);
        assert!(state.may_widen.get_untracked() && state.is_choice.get_untracked());
        state.elsewhere.set(File::Coming);
        assert_eq!(state.said.get_untracked(), Said::Loading);
        let elsewhere = Elsewhere::parse(files().elsewhere).expect("our own file");
        state.elsewhere.set(File::Here(Arc::new(elsewhere)));
        assert_eq!(state.said.get_untracked(), Said::NoneFoundAnywhere);
        assert!(!state.may_widen.get_untracked());
        state.typed.set("Montreuil".into());
        assert!(offered(state).contains(&"Montreuil (28)".to_owned()));
    });
}

/// A file that did not come leaves the place to the organisers, and says so only where it is needed.
#[test]
fn missing_files() {
    check(|state| {
        tell(state, "FR", "78000");
        state.near.set(File::Missing);
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
        assert_eq!(state.said.get_untracked(), Said::NotLoaded);
        assert!(state.near.with_untracked(File::can_be_asked));
        state.typed.set("69001".into());
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
        assert_eq!(state.said.get_untracked(), Said::Nothing);
        state.near.set(near());
        state.elsewhere.set(File::Missing);
        state.typed.set("Massy".into());
        assert_eq!(state.said.get_untracked(), Said::NotLoaded);
        assert!(state.may_widen.get_untracked());
    });
}
