//! What the check was told, and what follows from it: signals and memos, without a page.

use leptos::prelude::*;
use nec_ess_domain::check::{Answered, Files, Finding, Offers, Said};
use nec_ess_domain::eligibility::Terms;

/// The check's state. Few signals and memos with several members each: in the wasm every type of
/// either costs half a kilobyte.
#[derive(Clone, Copy)]
pub(super) struct CheckState {
    /// What was answered.
    pub(super) answered: RwSignal<Answered>,
    /// What was fetched.
    pub(super) files: RwSignal<Files>,
    /// The places to choose from.
    pub(super) offers: Memo<Offers>,
    /// The verdict; none while a question is open.
    pub(super) finding: Memo<Option<Finding>>,
}

impl CheckState {
    /// Nothing answered, nothing loaded, in a check by `terms`. `fold` folds a name for the search.
    pub(super) fn new(terms: Terms, fold: fn(&str) -> String) -> Self {
        let answered = RwSignal::new(Answered::default());
        let files = RwSignal::new(Files::none(terms));
        let offers = Memo::new(move |_| {
            files.with(|files| {
                let query = answered.with(|answered| answered.query(&files.terms));
                Offers::of(&query, files, fold)
            })
        });
        Self {
            answered,
            files,
            offers,
            finding: Memo::new(move |_| Self::all(answered, files, offers, Answered::finding)),
        }
    }

    /// What follows from all that is known.
    pub(super) fn of<T>(&self, ask: impl FnOnce(&Answered, &Files, &Offers) -> T) -> T {
        Self::all(self.answered, self.files, self.offers, ask)
    }

    fn all<T>(
        answered: RwSignal<Answered>,
        files: RwSignal<Files>,
        offers: Memo<Offers>,
        ask: impl FnOnce(&Answered, &Files, &Offers) -> T,
    ) -> T {
        answered
            .with(|answered| files.with(|files| offers.with(|offers| ask(answered, files, offers))))
    }

    /// What is said beside the field for the place.
    pub(super) fn said(&self) -> Option<Said> {
        self.of(Answered::said)
    }

    /// Whether there is something to choose.
    pub(super) fn is_choice(&self) -> bool {
        self.of(Answered::is_choice)
    }

    /// What was chosen is forgotten unless it is still on offer.
    pub(super) fn forget_choice(&self) {
        let is_outdated = untrack(|| self.of(|answered, _, offers| answered.is_outdated(offers)));
        if is_outdated {
            self.answered.update(|answered| answered.chosen = None);
        }
    }
}

#[cfg(test)]
mod tests;
