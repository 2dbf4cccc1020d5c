//! What the check was told, and what follows from it: signals and memos, without a page.

use std::sync::Arc;

use leptos::prelude::*;
use nec_ess_domain::countries::FRANCE;
use nec_ess_domain::eligibility::{Km, Seat, Verdict, judge};
use nec_ess_domain::places::{Elsewhere, Near};

use super::known::Known;
use super::offer::Offer;
use super::query::Query;

/// A file that the check may need.
#[derive(Clone, Debug)]
pub(super) enum File<T> {
    /// Nobody has asked for it.
    NotAsked,
    /// It is on its way.
    Coming,
    /// It is here.
    Here(Arc<T>),
    /// It did not come.
    Missing,
}

/// What was chosen below the field for the place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    /// A place on offer.
    Offer(Offer),
    /// A place that is not on offer.
    Another,
}

/// A verdict, and what it was given on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) verdict: Verdict,
    pub(super) known: Known,
}

/// What is said below the field for the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing.
    Nothing,
    /// A file is on its way.
    Loading,
    /// A file that is needed did not come.
    NotLoaded,
    /// No near place has that name.
    NoneFound,
    /// No French place has that name.
    NoneFoundAnywhere,
}

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Answered {
    /// Whether it is the first participation, once that is answered.
    pub(super) first_time: Option<bool>,
    /// The country's code; "" while none is chosen.
    pub(super) country: String,
    /// What stands in the field for the place.
    pub(super) typed: String,
    /// What was chosen below it.
    pub(super) chosen: Option<Choice>,
}

/// The files that were asked for.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// The near places.
    pub(super) near: File<Near>,
    /// All other French places.
    pub(super) elsewhere: File<Elsewhere>,
}

/// The check's state. Few signals and memos with several members each: in the wasm every type of
/// either costs half a kilobyte.
#[derive(Clone, Copy)]
pub(super) struct CheckState {
    /// What was answered.
    pub(super) answered: RwSignal<Answered>,
    /// What was fetched.
    pub(super) files: RwSignal<Files>,
    /// The places to choose from.
    pub(super) offers: Memo<Vec<Offer>>,
    /// The verdict; none while a question is open.
    pub(super) finding: Memo<Option<Finding>>,
}

impl CheckState {
    /// Nothing answered, nothing loaded. `fold` folds a name for the search.
    pub(super) fn new(radius: Km, fold: fn(&str) -> String) -> Self {
        let answered = RwSignal::new(Answered::default());
        let files = RwSignal::new(Files {
            near: File::NotAsked,
            elsewhere: File::NotAsked,
        });
        let offers = Memo::new(move |_| {
            let query = answered.with(Answered::query);
            files.with(|files| match &files.near {
                File::Here(near) => Offer::all(&query, near, files.elsewhere.here(), radius, fold),
                _ => Vec::new(),
            })
        });
        let finding = Memo::new(move |_| {
            let answered = answered.get();
            let (first_time, known) = match answered.first_time {
                None => return None,
                Some(false) => (false, Known::unnamed(Seat::Unknown)),
                Some(true) => {
                    let seat = offers.with(|offers| {
                        files.with(|files| answered.seat(offers, &files.near, radius))
                    });
                    (true, seat?)
                }
            };
            Some(Finding {
                verdict: judge(first_time, known.seat, radius),
                known,
            })
        });
        Self {
            answered,
            files,
            offers,
            finding,
        }
    }

    /// Whether a French place is asked for.
    pub(super) fn asks_place(&self) -> bool {
        self.answered.with(Answered::asks_place)
    }

    /// Whether there is something to choose. Whoever finds no place of their name goes on with the
    /// choice of another one.
    pub(super) fn is_choice(&self) -> bool {
        self.is_search() || !self.offers.with(Vec::is_empty)
    }

    /// Whether all of France may be searched.
    pub(super) fn may_widen(&self) -> bool {
        self.is_search() && self.files.with(|files| files.elsewhere.here().is_none())
    }

    /// Whether a name is looked for.
    fn is_search(&self) -> bool {
        let is_name = self.answered.with(|answered| answered.query().is_name());
        is_name && self.files.with(|files| files.near.here().is_some())
    }

    /// What is said below the field for the place.
    pub(super) fn said(&self) -> Said {
        let query = self.answered.with(Answered::query);
        let nothing_found = self.is_search() && self.offers.with(Vec::is_empty);
        self.files
            .with(|files| match (&files.near, &files.elsewhere) {
                (File::Coming, _) | (_, File::Coming) => Said::Loading,
                (File::Missing, _) if query.needs_near() => Said::NotLoaded,
                (_, File::Missing) if query.is_name() => Said::NotLoaded,
                (_, File::Here(_)) if nothing_found => Said::NoneFoundAnywhere,
                _ if nothing_found => Said::NoneFound,
                _ => Said::Nothing,
            })
    }

    /// What was chosen is forgotten unless it is still on offer.
    pub(super) fn forget_choice(&self) {
        let is_offered = self
            .answered
            .with_untracked(|answered| match &answered.chosen {
                Some(Choice::Offer(offer)) => {
                    self.offers.with_untracked(|offers| offers.contains(offer))
                }
                Some(Choice::Another) => false,
                None => true,
            });
        if !is_offered {
            self.answered.update(|answered| answered.chosen = None);
        }
    }
}

impl Answered {
    fn query(&self) -> Query {
        Query::read(&self.typed)
    }

    fn asks_place(&self) -> bool {
        self.country == FRANCE
    }

    /// What is known of the seat; `None` while a question about it is open.
    fn seat(&self, offers: &[Offer], near: &File<Near>, radius: Km) -> Option<Known> {
        if self.country.is_empty() {
            return None;
        }
        if !self.asks_place() {
            return Some(Known::unnamed(Seat::Abroad));
        }
        match &self.chosen {
            Some(Choice::Another) => return Some(Known::unnamed(Seat::Unknown)),
            Some(Choice::Offer(offer)) if offers.contains(offer) => {
                return Some(offer.known.clone());
            }
            _ => {}
        }
        let query = self.query();
        match (near, &query) {
            (_, Query::Code(code)) if !code.department().is_near() => {
                Some(Known::unnamed(Seat::Department(code.department())))
            }
            (File::Here(near), Query::Code(code)) => {
                Known::of_code(&near.by_code(*code), radius, *code)
            }
            // A place that nobody can look up is one for the organisers to settle.
            (File::Missing, query) if query.needs_near() => Some(Known::unnamed(Seat::Unknown)),
            _ => None,
        }
    }
}

impl<T> File<T> {
    /// The file, when it is here.
    fn here(&self) -> Option<&T> {
        match self {
            Self::Here(file) => Some(file),
            _ => None,
        }
    }

    /// Whether it can be asked for: it was not yet, or did not come.
    pub(super) const fn can_be_asked(&self) -> bool {
        matches!(self, Self::NotAsked | Self::Missing)
    }
}

#[cfg(test)]
mod tests;
