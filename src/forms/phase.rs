//! Where a form stands between being opened and being stored.

use nec_ess_domain::text::Notice;

/// Where a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It can be filled in and sent.
    Open,
    /// The same, and the draft was just taken off the device.
    Cleared,
    /// It is on its way.
    Sending,
    /// It is on its way again after a try without an answer.
    Retrying,
    /// The device has no network: sending goes on when it is back.
    Offline,
    /// Nobody knows whether it is stored.
    Failed,
    /// The endpoint asked to wait, and has stored nothing.
    Busy {
        /// How long, where that is more than a moment; else 0.
        minutes: u32,
    },
    /// The key stood for other answers: sending again is a new submission.
    Conflict,
    /// The same answers are stored already.
    AlreadyStored,
    /// Registration has closed.
    Closed,
    /// A service that is not ours took it.
    SentElsewhere,
    /// Our endpoint has stored it.
    Stored,
}

impl Phase {
    /// What the form says.
    pub(crate) const fn notice(self) -> Option<Notice> {
        match self {
            Self::Open | Self::Stored => None,
            Self::Cleared => Some(Notice::DraftCleared),
            Self::Sending => Some(Notice::Sending),
            Self::Retrying => Some(Notice::Retrying),
            Self::Offline => Some(Notice::Offline),
            Self::Failed => Some(Notice::Failed),
            Self::Busy { minutes: 0 } => Some(Notice::Busy),
            Self::Busy { .. } => Some(Notice::TooMany),
            Self::Conflict => Some(Notice::Conflict),
            Self::AlreadyStored => Some(Notice::AlreadyStored),
            Self::Closed => Some(Notice::Closed),
            Self::SentElsewhere => Some(Notice::SentElsewhere),
        }
    }

    /// Whether it is on its way: a second click does nothing.
    pub(crate) const fn is_on_its_way(self) -> bool {
        matches!(self, Self::Sending | Self::Retrying)
    }

    /// Whether the next sign of a network starts another try.
    pub(crate) const fn awaits_network(self) -> bool {
        matches!(self, Self::Offline | Self::Failed | Self::Busy { .. })
    }

    /// Whether the last try came to nothing, which has to be seen.
    pub(crate) const fn is_failure(self) -> bool {
        matches!(
            self,
            Self::Offline
                | Self::Failed
                | Self::Busy { .. }
                | Self::Conflict
                | Self::AlreadyStored
                | Self::Closed
        )
    }

    /// The number that is to be filled into the notice.
    pub(crate) const fn minutes(self) -> u32 {
        match self {
            Self::Busy { minutes } => minutes,
            _ => 0,
        }
    }

    /// Whether nothing more can be sent.
    pub(crate) const fn is_closed(self) -> bool {
        matches!(self, Self::Closed)
    }

    /// Whether it was sent for good, so that there is nothing left to press.
    pub(crate) const fn is_over(self) -> bool {
        matches!(self, Self::SentElsewhere | Self::Stored)
    }
}
