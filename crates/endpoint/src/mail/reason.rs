//! Why a mail is not sent, by kind: what servers say names the person, and a report names nobody.

use nec_ess_domain::named;

use super::NOT_THE_ADDRESS;
use crate::store::{Mail, PUT_OFF, RESTORED};

/// Why a mail is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nobody has tried yet.
    NotTried,
    /// It is to go out in one mail with others.
    PutOff,
    /// It waited in a copy that was restored.
    Restored,
    /// The server cannot be reached, or does not answer.
    NoServer,
    /// The server does not accept our name and password.
    Login,
    /// The server asks to try again later.
    Busy,
    /// The server refuses the address or the message.
    Refused,
    /// The address is none.
    NoAddress,
}

named!(Reason {
    NotTried = "not_tried",
    PutOff = "put_off",
    Restored = "restored",
    NoServer = "no_server",
    Login = "login",
    Busy = "busy",
    Refused = "refused",
    NoAddress = "no_address",
});

impl Reason {
    /// What became of the last try to send `mail`.
    #[must_use]
    pub fn of(mail: &Mail) -> Self {
        Self::of_error(&mail.error)
    }

    /// The same of the error that the outbox keeps: in the words of the library that sends, or ours.
    #[must_use]
    pub fn of_error(error: &str) -> Self {
        let code = |kind: &str| {
            let rest = error.strip_prefix(kind)?.strip_prefix(" error (")?;
            rest.get(..3)?.parse::<u16>().ok()
        };
        if let Some(code) = code("permanent").or_else(|| code("transient")) {
            return match code {
                code if NOT_THE_ADDRESS.contains(&code) => Self::Login,
                // The server is about to close.
                421 => Self::NoServer,
                400..500 => Self::Busy,
                _ => Self::Refused,
            };
        }
        if error.is_empty() {
            Self::NotTried
        } else if error == PUT_OFF {
            Self::PutOff
        } else if error == RESTORED {
            Self::Restored
        } else if error.starts_with("the address:") {
            Self::NoAddress
        } else {
            Self::NoServer
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What servers and the library say, by kind.
    #[test]
    fn kinds() {
        for (error, reason) in [
            ("", Reason::NotTried),
            (PUT_OFF, Reason::PutOff),
            (RESTORED, Reason::Restored),
            (
                "permanent error (550): 5.1.1 <a@b.fr>: unknown",
                Reason::Refused,
            ),
            ("permanent error (535): no", Reason::Login),
            ("permanent error (554): spam", Reason::Refused),
            ("transient error (451): later", Reason::Busy),
            ("transient error (421): closing", Reason::NoServer),
            ("Connection error: refused", Reason::NoServer),
            ("tls error: invalid certificate", Reason::NoServer),
            ("the server did not answer in time", Reason::NoServer),
            ("the address: Invalid input", Reason::NoAddress),
        ] {
            assert_eq!(Reason::of_error(error), reason, "{error}");
        }
    }
}
