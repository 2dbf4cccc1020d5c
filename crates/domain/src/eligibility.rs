//! Who gets the travel lump sum: an organisation that takes part for the first time and whose registered seat is more
//! than so many kilometres from the venue, in a straight line.
//!
//! [`judge`] is the whole rule. It holds no words and no data: the radius stands in `content/event.toml` and with what
//! follows from it in [`Terms`], the words in `content/<language>/`, the distances of communes in [`crate::places`].

mod department;
mod km;
mod postal_code;
mod reach;
mod terms;

pub use department::Department;
pub use km::Km;
pub use postal_code::PostalCode;
pub use reach::Reach;
pub use terms::Terms;

use crate::named;

/// How far the measured outline of a commune can be from its true one, with the venue's own point: 0.3 km.
///
/// The outlines are IGN's, simplified to about 100 m; against another simplification of theirs the least and greatest
/// distances of communes around the radius differ by 0.18 km at the most.
pub const MARGIN: Km = Km::from_hundredths(30);

/// What is known of where the seat is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// In another country, all of which is beyond the radius.
    Abroad,
    /// In this département, and no more than that.
    Department(Department),
    /// In a place whose least and greatest distances are known.
    Place(Reach),
    /// In France, in a place that nothing is known of.
    Unknown,
}

/// The answer to whether an organisation gets the lump sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Yes {
        /// Why.
        reason: Reason,
    },
    /// It does not. Never said of a seat that may be beyond the radius.
    No {
        /// Why not.
        reason: Reason,
    },
    /// The organisers settle it from the street address; the request can be sent.
    Confirm {
        /// Why it is open.
        reason: Reason,
        /// The seat is at least this far from the venue; `None` when nothing is known.
        least_km: Option<Km>,
        /// The seat is at most this far from the venue; `None` when nothing is known.
        greatest_km: Option<Km>,
    },
}

/// Why a verdict is what it is. The words for it stand in `content/<language>/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Yes: the seat is in another country.
    Abroad,
    /// Yes: the whole département is beyond the radius.
    DepartmentBeyond,
    /// Yes: the whole commune is beyond the radius.
    CommuneBeyond,
    /// No: the whole commune is within the radius.
    CommuneWithin,
    /// Open: the commune lies on both sides of the radius.
    Straddles,
    /// Open: the commune lies within the radius, but comes so close to it that the measure cannot tell.
    CloseWithin,
    /// Open: the commune lies beyond the radius, but comes so close to it that the measure cannot tell.
    CloseBeyond,
    /// No: the organisation has taken part before.
    NotFirstTime,
    /// Open: the place is not known.
    UnknownPlace,
}

named!(Reason {
    Abroad = "abroad",
    DepartmentBeyond = "department_beyond",
    CommuneBeyond = "commune_beyond",
    CommuneWithin = "commune_within",
    Straddles = "straddles",
    CloseWithin = "close_within",
    CloseBeyond = "close_beyond",
    NotFirstTime = "not_first_time",
    UnknownPlace = "unknown_place",
});

/// A verdict in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The organisation gets the lump sum.
    Yes,
    /// It does not.
    No,
    /// The organisers settle it.
    Confirm,
}

named!(Answer {
    Yes = "yes",
    No = "no",
    Confirm = "confirm",
});

impl Verdict {
    /// In one word.
    #[must_use]
    pub const fn answer(self) -> Answer {
        match self {
            Self::Yes { .. } => Answer::Yes,
            Self::No { .. } => Answer::No,
            Self::Confirm { .. } => Answer::Confirm,
        }
    }

    /// Why.
    #[must_use]
    pub const fn reason(self) -> Reason {
        match self {
            Self::Yes { reason } | Self::No { reason } | Self::Confirm { reason, .. } => reason,
        }
    }
}

/// The verdict on an organisation with its seat at `seat`, by `terms`.
#[must_use]
pub fn judge(first_time: bool, seat: Seat, terms: &Terms) -> Verdict {
    let radius = terms.radius();
    if !first_time {
        return Verdict::No {
            reason: Reason::NotFirstTime,
        };
    }
    match seat {
        Seat::Abroad => Verdict::Yes {
            reason: Reason::Abroad,
        },
        Seat::Department(department) if !terms.is_near(department) => Verdict::Yes {
            reason: Reason::DepartmentBeyond,
        },
        Seat::Place(reach) if reach.is_beyond(radius) => Verdict::Yes {
            reason: Reason::CommuneBeyond,
        },
        Seat::Place(reach) if reach.is_within(radius) => Verdict::No {
            reason: Reason::CommuneWithin,
        },
        Seat::Place(reach) => Verdict::Confirm {
            reason: if reach.greatest.is_some_and(|greatest| greatest <= radius) {
                Reason::CloseWithin
            } else if reach.least > radius {
                Reason::CloseBeyond
            } else {
                Reason::Straddles
            },
            least_km: Some(reach.least),
            greatest_km: reach.greatest,
        },
        Seat::Department(_) | Seat::Unknown => Verdict::Confirm {
            reason: Reason::UnknownPlace,
            least_km: None,
            greatest_km: None,
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        Terms {
            radius_km: 20,
            near: ["75", "91"]
                .map(|code| Department::parse(code).unwrap())
                .to_vec(),
            near_countries: Vec::new(),
        }
    }

    fn place(least: u32, greatest: u32) -> Verdict {
        let reach = Reach {
            least: Km::from_hundredths(least),
            greatest: Some(Km::from_hundredths(greatest)),
        };
        judge(true, Seat::Place(reach), &terms())
    }

    /// Wherever the seat, a second participation is not paid for.
    #[test]
    fn only_the_first_time() {
        for seat in [
            Seat::Abroad,
            Seat::Unknown,
            Seat::Department(Department::parse("13").unwrap()),
        ] {
            assert_eq!(
                judge(false, seat, &terms()),
                Verdict::No {
                    reason: Reason::NotFirstTime
                }
            );
        }
    }

    /// Abroad and in every département but the near ones the answer needs no data.
    #[test]
    fn far_needs_no_data() {
        assert_eq!(judge(true, Seat::Abroad, &terms()).reason(), Reason::Abroad);
        for code in ["01", "13", "60", "27", "2A", "20", "971", "976", "987"] {
            let seat = Seat::Department(Department::parse(code).unwrap());
            assert_eq!(
                judge(true, seat, &terms()),
                Verdict::Yes {
                    reason: Reason::DepartmentBeyond
                },
                "{code}"
            );
        }
    }

    /// What is not known is for the organisers to settle, without a range.
    #[test]
    fn unknown_is_open() {
        let open = Verdict::Confirm {
            reason: Reason::UnknownPlace,
            least_km: None,
            greatest_km: None,
        };
        assert_eq!(judge(true, Seat::Unknown, &terms()), open);
        for code in ["75", "91"] {
            let seat = Seat::Department(Department::parse(code).unwrap());
            assert_eq!(judge(true, seat, &terms()), open, "{code}");
        }
    }

    /// A place that only comes close to the radius is not said to be on both sides of it.
    #[test]
    fn close_ones() {
        for (least, greatest, reason) in [
            (1509, 1971, Reason::CloseWithin),
            (1509, 2000, Reason::CloseWithin),
            (1509, 2001, Reason::Straddles),
            (2000, 2400, Reason::Straddles),
            (2001, 2400, Reason::CloseBeyond),
            (2029, 2400, Reason::CloseBeyond),
        ] {
            assert_eq!(
                place(least, greatest).reason(),
                reason,
                "{least}–{greatest}"
            );
        }
    }

    /// The margin stands on both sides of the radius; exactly the radius is not more than it.
    #[test]
    fn edges() {
        assert_eq!(place(0, 1970).answer(), Answer::No);
        assert_eq!(place(0, 1971).answer(), Answer::Confirm);
        assert_eq!(place(1990, 2000).answer(), Answer::Confirm);
        assert_eq!(place(2000, 2000).answer(), Answer::Confirm);
        assert_eq!(place(2001, 2400).answer(), Answer::Confirm);
        assert_eq!(place(2029, 2400).answer(), Answer::Confirm);
        assert_eq!(place(2030, 2400).answer(), Answer::Yes);
        assert_eq!(
            place(1282, 1998),
            Verdict::Confirm {
                reason: Reason::CloseWithin,
                least_km: Some(Km::from_hundredths(1282)),
                greatest_km: Some(Km::from_hundredths(1998)),
            }
        );
    }
}
