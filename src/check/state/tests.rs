//! Every way through the check, without a page.

use std::path::Path;
use std::sync::Arc;

use nec_ess_content::places::{self, BrowserFiles, Table};
use nec_ess_domain::check::{Choice, File};
use nec_ess_domain::eligibility::{Answer, Reason};
use nec_ess_domain::places::{Elsewhere, Near};

use super::*;

/// Runs `test` on a check that nothing was told yet.
fn check(test: impl FnOnce(CheckState)) {
    let owner = Owner::new();
    owner.with(|| test(CheckState::new(table().terms, nec_ess_domain::fold)));
}

/// The near file, from the table that the site is made from.
fn near() -> File<Near> {
    File::Here(Arc::new(Near::parse(files().near).expect("our own file")))
}

fn files() -> BrowserFiles {
    places::browser_files(&table())
}

fn table() -> Table {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let event = places::event(&root.join("content")).expect("our own facts");
    places::read(&root.join("data/places/communes.tsv"), &event).expect("our own table")
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
    state.answered.update(|answered| {
        answered.typed = typed.into();
        answered.pause = 0;
    });
}

/// Nothing is typed for as long as it takes.
fn wait(state: CheckState) {
    state
        .answered
        .update(|answered| answered.pause = Answered::PAUSE_MAX);
}

/// All French places outside the near file.
fn elsewhere() -> File<Elsewhere> {
    File::Here(Arc::new(
        Elsewhere::parse(files().elsewhere).expect("our own file"),
    ))
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
    let offers = state.offers.get_untracked().places.into_iter();
    offers.map(|offer| offer.label).collect()
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
        assert!(!state.of(|answered, _, _| answered.asks_place()));
    });
}

/// Abroad, and in a far département, nothing is loaded.
#[test]
fn far_needs_no_file() {
    check(|state| {
        tell(state, "BE", "");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::Abroad)));
        tell(state, "BE", "99999");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::Abroad)));
        assert_eq!(state.said(), None);
        tell(state, "FR", "59000");
        assert!(state.of(|answered, _, _| answered.asks_place()));
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
        assert_eq!(state.said(), None);
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
        assert!(finding.is_some_and(|finding| finding.known.name == "Paris 7e Arrondissement"));
        assert!(offered(state).is_empty());
        assert!(!state.is_choice());
        retype(state, "78240");
        assert_eq!(answer(state), None);
        assert!(offered(state).contains(&"Chambourcy (78)".to_owned()));
        retype(state, "78240 Chambourcy");
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::CloseBeyond)));
        retype(state, "78999");
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
        assert_eq!(state.said(), Some(Said::CodeUnknown));
    });
}

/// A code that cannot be one is said not to be one: at once where it has five digits, else after a pause.
#[test]
fn wrong_codes() {
    check(|state| {
        tell(state, "FR", "99999");
        assert_eq!(state.said(), Some(Said::NoSuchCode));
        retype(state, "7500");
        assert_eq!(state.said(), None);
        wait(state);
        assert_eq!(state.said(), Some(Said::WrongLength));
        assert_eq!(answer(state), None);
    });
}

/// A choice counts while it is on offer, and is forgotten when it no longer is.
#[test]
fn choices() {
    check(|state| {
        set_near(state, near());
        tell(state, "FR", "Massy-Pal");
        retype(state, "Massy");
        assert_eq!(answer(state), None);
        let offer = state.offers.get_untracked().places.remove(0);
        assert_eq!(offer.label, "Massy (91)");
        choose(state, Choice::Offer(offer));
        assert_eq!(answer(state), Some((Answer::No, Reason::CommuneWithin)));
        retype(state, "Mass");
        state.forget_choice();
        assert!(answer(state).is_some());
        retype(state, "Massyx");
        assert_eq!(answer(state), None);
        state.forget_choice();
        retype(state, "Massy");
        assert_eq!(answer(state), None);
        choose(state, Choice::Another);
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
    });
}

/// A name that no other place has is settled without a choice; another choice still counts.
#[test]
fn exact_names() {
    check(|state| {
        set_near(state, near());
        tell(state, "FR", "Versaille");
        assert_eq!(answer(state), None);
        retype(state, "Versailles");
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::CloseWithin)));
        wait(state);
        assert!(!state.of(Answered::wants_elsewhere));
        choose(state, Choice::Another);
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
    });
}

/// All of France is asked for where no near place has the name to itself: soon, or after a while where the name may still
/// become that of a near place.
#[test]
fn wider_search() {
    check(|state| {
        set_near(state, near());
        let pause = |seconds| state.answered.update(|answered| answered.pause = seconds);
        for (typed, seconds) in [("Trifouilly", 1), ("Massy", 1), ("Villen", 3)] {
            tell(state, "FR", typed);
            pause(seconds - 1);
            assert!(!state.of(Answered::wants_elsewhere), "{typed}");
            pause(seconds);
            assert!(state.of(Answered::wants_elsewhere), "{typed}");
        }
        set_elsewhere(state, File::Coming);
        retype(state, "Trifouilly");
        assert_eq!(state.said(), Some(Said::Loading));
        assert_eq!(answer(state), None);
        set_elsewhere(state, elsewhere());
        assert_eq!(state.said(), Some(Said::NoneFound));
        assert!(state.is_choice());
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
        retype(state, "Montreuil");
        assert_eq!(answer(state), None);
        assert!(offered(state).contains(&"Montreuil (28)".to_owned()));
        retype(state, "Bordeaux");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
    });
}

/// A file that did not come leaves the place to the organisers, says so where it is needed, and is asked for again for
/// another postal code.
#[test]
fn missing_files() {
    check(|state| {
        let wants_near = || state.of(|answered, files, _| answered.wants_near(files));
        tell(state, "FR", "78000");
        assert!(wants_near());
        wait(state);
        set_near(state, File::Missing);
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
        assert_eq!(state.said(), Some(Said::NotLoaded));
        assert!(!wants_near());
        retype(state, "Massy");
        assert!(!wants_near());
        retype(state, "91300");
        assert!(wants_near());
        retype(state, "69001");
        assert_eq!(answer(state), Some((Answer::Yes, Reason::DepartmentBeyond)));
        assert_eq!(state.said(), None);
        set_near(state, near());
        set_elsewhere(state, File::Missing);
        retype(state, "Massy");
        assert_eq!(state.said(), Some(Said::NotLoaded));
        assert!(!offered(state).is_empty());
        retype(state, "Trifouilly");
        assert_eq!(answer(state), Some((Answer::Confirm, Reason::UnknownPlace)));
        retype(state, "Versailles");
        assert_eq!(state.said(), None);
    });
}

/// A page whose files are gone is loaded anew, but not under the hands of someone who types.
#[test]
fn new_page() {
    check(|state| {
        let wants_new_page = || state.of(|answered, files, _| answered.wants_new_page(files));
        tell(state, "FR", "783");
        wait(state);
        assert!(!wants_new_page());
        state.files.update(|files| files.is_gone = true);
        assert!(wants_new_page());
        retype(state, "7830");
        assert!(!wants_new_page());
    });
}
