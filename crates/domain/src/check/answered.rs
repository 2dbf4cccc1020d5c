//! What was answered, and what follows from it.

use super::{File, Files, Known, Offer, Offers, Query};
use crate::countries::{FRANCE, OTHER};
use crate::eligibility::{Seat, Terms, Verdict, judge};
use crate::named;

/// How many seconds without a key it takes until a number that is no postal code yet is taken for a mistake, and until
/// a name that no near place can have to itself is looked for in all of France.
const SHORT: u32 = 1;
/// The same for what may be the beginning of one of the names on offer.
const LONG: u32 = 3;

/// What was chosen below the field for the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A place on offer.
    Offer(Offer),
    /// A place that is not on offer.
    Another,
}

/// A verdict, and what it was given on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// What is known of the seat.
    pub known: Known,
}

/// What is said beside the field for the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A file is on its way.
    Loading,
    /// A file that is needed did not come.
    NotLoaded,
    /// No French place has that name.
    NoneFound,
    /// No French postal code begins like that.
    NoSuchCode,
    /// A French postal code has five digits.
    WrongLength,
    /// A code that may exist, but that no place is known for.
    CodeUnknown,
}

named!(Said {
    Loading = "loading",
    NotLoaded = "not_loaded",
    NoneFound = "none_found",
    NoSuchCode = "no_such_code",
    WrongLength = "wrong_length",
    CodeUnknown = "code_unknown",
});

impl Said {
    /// Whether what was typed cannot be right.
    #[must_use]
    pub const fn is_error(self) -> bool {
        matches!(self, Self::NoSuchCode | Self::WrongLength)
    }
}

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Whether it is the first participation, once that is answered.
    pub first_time: Option<bool>,
    /// The country's code; "" while none is chosen.
    pub country: String,
    /// What stands in the field for the place.
    pub typed: String,
    /// For how many seconds nothing was typed there; at most [`Self::PAUSE_MAX`].
    pub pause: u32,
    /// What was chosen below it.
    pub chosen: Option<Choice>,
}

impl Answered {
    /// After so many seconds nothing changes any more.
    pub const PAUSE_MAX: u32 = LONG;

    /// What stands in the field for the place, where one is asked for, in a check by `terms`.
    #[must_use]
    pub fn query(&self, terms: &Terms) -> Query {
        if self.asks_place() {
            Query::read(&self.typed, terms)
        } else {
            Query::Nothing
        }
    }

    /// Whether a French place is asked for.
    #[must_use]
    pub fn asks_place(&self) -> bool {
        self.country == FRANCE
    }

    /// The verdict; `None` while a question is open.
    #[must_use]
    pub fn finding(&self, files: &Files, offers: &Offers) -> Option<Finding> {
        let is_first = self.first_time?;
        let known = if is_first {
            self.known(files, offers)?
        } else {
            Known::unnamed(Seat::Unknown)
        };
        Some(Finding {
            verdict: judge(is_first, known.seat, &files.terms),
            known,
        })
    }

    /// What is known of the seat; `None` while a question about it is open.
    fn known(&self, files: &Files, offers: &Offers) -> Option<Known> {
        if self.country.is_empty() {
            return None;
        }
        if !self.asks_place() {
            return Some(Known::unnamed(files.terms.abroad(&self.country)));
        }
        if let Some(offer) = self.taken(offers) {
            return Some(offer.known.clone());
        }
        // What nobody can look up is for the organisers to settle.
        let unknown = Some(Known::unnamed(Seat::Unknown));
        if self.chosen == Some(Choice::Another) {
            return unknown;
        }
        match (&files.near, self.query(&files.terms)) {
            (
                _,
                Query::Code {
                    code,
                    is_near: false,
                    ..
                },
            ) => Some(Known::far_code(code)),
            (_, Query::Abroad) => Some(Known::unnamed(files.terms.abroad(OTHER))),
            (File::Here(near), Query::Code { code, .. }) => {
                Known::near_code(code, &near.by_code(code), &files.terms)
            }
            (File::Here(_), Query::Name { .. }) if offers.places.is_empty() => {
                match files.elsewhere {
                    File::Here(_) | File::Missing => unknown,
                    _ => None,
                }
            }
            (File::Missing, query) if query.needs_near() => unknown,
            _ => None,
        }
    }

    /// The place that was chosen, or that is meant without a choice.
    #[must_use]
    pub fn taken<'a>(&self, offers: &'a Offers) -> Option<&'a Offer> {
        match &self.chosen {
            None => offers.places.first().filter(|_| offers.is_settled),
            Some(Choice::Offer(chosen)) => offers.places.iter().find(|offer| *offer == chosen),
            Some(Choice::Another) => None,
        }
    }

    /// Whether what was chosen can no longer be meant.
    #[must_use]
    pub fn is_outdated(&self, offers: &Offers) -> bool {
        match &self.chosen {
            Some(Choice::Offer(offer)) => !offers.places.contains(offer),
            Some(Choice::Another) => true,
            None => false,
        }
    }

    /// Whether there is something to choose. Whoever finds no place of their name goes on with the
    /// choice of another one.
    #[must_use]
    pub fn is_choice(&self, files: &Files, offers: &Offers) -> bool {
        let is_name = matches!(self.query(&files.terms), Query::Name { .. });
        is_name && files.near.here().is_some() || !offers.places.is_empty()
    }

    /// Whether the near places should be asked for: once they may be needed, and again for another postal code where
    /// they did not come.
    #[must_use]
    pub fn wants_near(&self, files: &Files) -> bool {
        match files.near {
            File::NotAsked => self.query(&files.terms).may_need_near(),
            File::Missing => {
                let query = self.query(&files.terms);
                self.pause == 0 && matches!(query, Query::Code { .. }) && query.needs_near()
            }
            _ => false,
        }
    }

    /// Whether the places of all of France should be asked for: for a name that no near place has to itself.
    #[must_use]
    pub fn wants_elsewhere(&self, files: &Files, offers: &Offers) -> bool {
        let is_beginning = !offers.has_exact && !offers.places.is_empty();
        let pause = if is_beginning { LONG } else { SHORT };
        matches!(
            (&files.near, &files.elsewhere, &self.chosen),
            (File::Here(_), File::NotAsked, None)
        ) && matches!(self.query(&files.terms), Query::Name { .. })
            && !offers.is_settled
            && self.pause >= pause
    }

    /// Whether the page should be loaded anew: where the site has another version by now, and nobody is typing.
    #[must_use]
    pub const fn wants_new_page(&self, files: &Files) -> bool {
        files.is_gone && self.pause >= SHORT
    }

    /// What is said beside the field for the place; `None` where that is nothing.
    #[must_use]
    pub fn said(&self, files: &Files, offers: &Offers) -> Option<Said> {
        let query = self.query(&files.terms);
        Some(match (&query, &files.near) {
            (Query::NoSuchCode, _) => Said::NoSuchCode,
            (Query::WrongLength { .. }, _) if self.pause >= SHORT => Said::WrongLength,
            (query, File::Coming) if query.needs_near() => Said::Loading,
            (query, File::Missing) if query.needs_near() => Said::NotLoaded,
            (Query::Code { code, .. }, File::Here(near)) if query.needs_near() => {
                return near.by_code(*code).is_empty().then_some(Said::CodeUnknown);
            }
            (Query::Name { .. }, File::Here(_)) if self.taken(offers).is_none() => {
                match files.elsewhere {
                    File::Coming => Said::Loading,
                    File::Missing => Said::NotLoaded,
                    File::Here(_) if offers.places.is_empty() => Said::NoneFound,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }
}
