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
    state.answered.update(|answered| {
        answered.first_time = Some(true);
        answered.country = country.into();
        answered.typed = typed.into();
    });
}

fn first_time(state: CheckState, is_first: bool) {
    state
        .answered
        .update(|answered| answered.first_time = Some(is_first));
}

fn retype(state: CheckState, typed: &str) {
    state
        .answered
        .update(|answered| answered.typed = typed.into());
}

fn choose(state: CheckState, choice: Choice) {
    state
        .answered
        .update(|answered| answered.chosen = Some(choice));
}

fn set_near(state: CheckState, file: File<Near>) {
    state.files.update(|files| files.near = file);
}

fn set_elsewhere(state: CheckState, file: File<Elsewhere>) {
    state.files.update(|files| files.elsewhere = file);
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
        first_time(state, true);
        assert_eq!(answer(state), None);
        first_time(state, false);
        assert_eq!(answer(state), Some((Answer::No, Reason::NotFirstTime)));
        assert!(!state.asks_place());
    });
}

/// Abroad, and in a far département, nothing is loaded.
#[test]
fn far_needs_no_file() {
    check(|state| {
        tell(state, "BE", "");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::Abroad)));
        tell(state, "FR", "59000");
        assert!(state.asks_place());
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
        assert_eq!(state.said(), Said::Nothing);
    });
}

/// A near postal code is settled by the file, or offers its communes.
#[test]
fn near_codes() {
    check(|state| {
        tell(state, "FR", "75007");
        assert_eq!(answer(state), None);
        set_near(state, near());
        assert_eq!(answer(state), Some((Answer::No, Reason::CommuneWithin)));
        let finding = state.finding.get_untracked();
        assert!(finding.is_some_and(|finding| finding.known.reach().is_some()));
        assert!(offered(state).is_empty());
        assert!(!state.is_choice());
        retype(state, "78240");
        assert_eq!(answer(state), None);
        assert!(offered(state).contains(&"Chambourcy (78)".to_owned()));
        retype(state, "78999");
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
    });
}

/// A choice counts while it is on offer, and is forgotten when it no longer is.
#[test]
fn choices() {
    check(|state| {
        set_near(state, near());
        tell(state, "FR", "Versaille");
        assert_eq!(answer(state), None);
        let offer = state.offers.get_untracked().remove(0);
        assert_eq!(offer.label, "Versailles (78)");
        choose(state, Choice::Offer(offer));
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::Straddles)));
        retype(state, "Versailles");
        state.forget_choice();
        assert!(answer(state).is_some());
        retype(state, "Versaillesx");
        assert_eq!(answer(state), None);
        state.forget_choice();
        retype(state, "Versailles");
        assert_eq!(answer(state), None);
        choose(state, Choice::Another);
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
    });
}

/// A name that is found nowhere near may be looked for in all of France, and is said not to be found.
#[test]
fn wider_search() {
    check(|state| {
        set_near(state, near());
        tell(state, "FR", "Trifouilly");
        assert_eq!(state.said(), Said::NoneFound);
        assert!(state.may_widen() && state.is_choice());
        set_elsewhere(state, File::Coming);
        assert_eq!(state.said(), Said::Loading);
        let elsewhere = Elsewhere::parse(files().elsewhere).expect("our own file");
        set_elsewhere(state, File::Here(Arc::new(elsewhere)));
        assert_eq!(state.said(), Said::NoneFoundAnywhere);
        assert!(!state.may_widen());
        retype(state, "Montreuil");
        assert!(offered(state).contains(&"Montreuil (28)".to_owned()));
    });
}

/// A file that did not come leaves the place to the organisers, and says so only where it is needed.
#[test]
fn missing_files() {
    check(|state| {
        tell(state, "FR", "78000");
        set_near(state, File::Missing);
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
        assert_eq!(state.said(), Said::NotLoaded);
        assert!(
            state
                .files
                .with_untracked(|files| files.near.can_be_asked())
        );
        retype(state, "69001");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
        assert_eq!(state.said(), Said::Nothing);
        set_near(state, near());
        set_elsewhere(state, File::Missing);
        retype(state, "Massy");
        assert_eq!(state.said(), Said::NotLoaded);
        assert!(state.may_widen());
    });
}
