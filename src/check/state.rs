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

/// The check's state.
#[derive(Clone, Copy)]
pub(super) struct CheckState {
    /// Whether it is the first participation, once that is answered.
    pub(super) first_time: RwSignal<Option<bool>>,
    /// The country's code; "" while none is chosen.
    pub(super) country: RwSignal<String>,
    /// What stands in the field for the place.
    pub(super) typed: RwSignal<String>,
    /// What was chosen below it.
    pub(super) chosen: RwSignal<Option<Choice>>,
    /// The near places.
    pub(super) near: RwSignal<File<Near>>,
    /// All other French places.
    pub(super) elsewhere: RwSignal<File<Elsewhere>>,
    /// Whether a French place is asked for.
    pub(super) asks_place: Memo<bool>,
    /// The places to choose from.
    pub(super) offers: Memo<Vec<Offer>>,
    /// Whether there is something to choose.
    pub(super) is_choice: Memo<bool>,
    /// Whether all of France may be searched.
    pub(super) may_widen: Memo<bool>,
    /// What is said below the field.
    pub(super) said: Memo<Said>,
    /// The verdict; none while a question is open.
    pub(super) finding: Memo<Option<Finding>>,
}

impl CheckState {
    /// Nothing answered, nothing loaded. `fold` folds a name for the search.
    pub(super) fn new(radius: Km, fold: fn(&str) -> String) -> Self {
        let first_time = RwSignal::new(None);
        let country = RwSignal::new(String::new());
        let typed = RwSignal::new(String::new());
        let chosen = RwSignal::new(None);
        let near = RwSignal::new(File::NotAsked);
        let elsewhere = RwSignal::new(File::NotAsked);
        let query = Memo::new(move |_| typed.with(|typed| Query::read(typed)));
        let offers = Memo::new(move |_| {
            let near: Option<Arc<Near>> = near.with(File::here);
            let elsewhere: Option<Arc<Elsewhere>> = elsewhere.with(File::here);
            near.map_or_else(Vec::new, |near| {
                query.with(|query| Offer::all(query, &near, elsewhere.as_deref(), radius, fold))
            })
        });
        let is_name = Memo::new(move |_| query.with(Query::is_name));
        let has_near = Memo::new(move |_| near.with(|file| matches!(file, File::Here(_))));
        let has_all = Memo::new(move |_| elsewhere.with(|file| matches!(file, File::Here(_))));
        let asks_place = Memo::new(move |_| country.with(|country| country == FRANCE));
        let known = Memo::new(move |_| {
            if country.with(String::is_empty) {
                return None;
            }
            if !asks_place.get() {
                return Some(Known::unnamed(Seat::Abroad));
            }
            let offers = offers.get();
            match chosen.get() {
                Some(Choice::Another) => return Some(Known::unnamed(Seat::Unknown)),
                Some(Choice::Offer(offer)) if offers.contains(&offer) => return Some(offer.known),
                _ => {}
            }
            let query = query.get();
            if let Query::Code(code) = query
                && !code.department().is_near()
            {
                return Some(Known::unnamed(Seat::Department(code.department())));
            }
            match (near.get(), query) {
                (File::Here(near), Query::Code(code)) => {
                    Known::of_code(&near.by_code(code), radius, code)
                }
                // A place that nobody can look up is one for the organisers to settle.
                (File::Missing, query) if query.needs_near() => Some(Known::unnamed(Seat::Unknown)),
                _ => None,
            }
        });
        Self {
            first_time,
            country,
            typed,
            chosen,
            near,
            elsewhere,
            asks_place,
            offers,
            // Whoever finds no place of that name goes on with the choice of another one.
            is_choice: Memo::new(move |_| {
                (is_name.get() && has_near.get()) || !offers.with(Vec::is_empty)
            }),
            may_widen: Memo::new(move |_| is_name.get() && has_near.get() && !has_all.get()),
            said: Memo::new(move |_| {
                let near_missing = near.with(|file| matches!(file, File::Missing));
                let all_missing = elsewhere.with(|file| matches!(file, File::Missing));
                let is_coming = near.with(|file| matches!(file, File::Coming))
                    || elsewhere.with(|file| matches!(file, File::Coming));
                if is_coming {
                    Said::Loading
                } else if (near_missing && query.with(Query::needs_near))
                    || (all_missing && is_name.get())
                {
                    Said::NotLoaded
                } else if is_name.get() && has_near.get() && offers.with(Vec::is_empty) {
                    if has_all.get() {
                        Said::NoneFoundAnywhere
                    } else {
                        Said::NoneFound
                    }
                } else {
                    Said::Nothing
                }
            }),
            finding: Memo::new(move |_| {
                let (first_time, known) = match (first_time.get(), known.get()) {
                    (Some(false), _) => (false, Known::unnamed(Seat::Unknown)),
                    (Some(true), Some(known)) => (true, known),
                    _ => return None,
                };
                Some(Finding {
                    verdict: judge(first_time, known.seat, radius),
                    known,
                })
            }),
        }
    }

    /// What was chosen is forgotten unless it is still on offer.
    pub(super) fn forget_choice(&self) {
        let is_offered = self.chosen.with_untracked(|chosen| match chosen {
            Some(Choice::Offer(offer)) => {
                self.offers.with_untracked(|offers| offers.contains(offer))
            }
            Some(Choice::Another) => false,
            None => true,
        });
        if !is_offered {
            self.chosen.set(None);
        }
    }
}

impl<T> File<T> {
    /// The file, when it is here.
    fn here(&self) -> Option<Arc<T>> {
        match self {
            Self::Here(file) => Some(Arc::clone(file)),
            _ => None,
        }
    }

    /// Whether it did not come.
    pub(super) const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// Whether it can be asked for: it was not yet, or did not come.
    pub(super) const fn can_be_asked(&self) -> bool {
        matches!(self, Self::NotAsked | Self::Missing)
    }
}

#[cfg(test)]
mod tests;
