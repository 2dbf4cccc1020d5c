//! What became of a try to send a form, and whether another one makes sense.

use nec_ess_domain::wire::{FieldProblem, Stored};

/// The longest wait that is done on someone's behalf, seconds; beyond it the person decides.
const LONGEST_WAIT: u32 = 30;
/// The longest wait that is told, seconds: our endpoint counts an hour. A proxy may say anything.
const LONGEST_TOLD: u32 = 60 * 60;
/// A wait of so many seconds is "a moment"; a longer one is told in minutes.
const SHORT: u32 = 60;

/// Seconds before each further try of a submission that got no answer.
const PAUSES: [u32; 3] = [1, 3, 8];

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Our endpoint has stored it and gave a reference.
    Stored(Stored),
    /// A service that is not ours took it.
    SentElsewhere,
    /// Our endpoint refused it.
    Refused(Vec<FieldProblem>),
    /// Nothing is stored, the endpoint asks to wait.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The same key was used for other answers: those that are stored, where our endpoint says so.
    Conflict(Option<Stored>),
    /// The same answers are stored already, sent by someone else or from another tab.
    AlreadyStored,
    /// Registration has closed, or the event has no such form any more.
    Closed,
    /// No answer that can be trusted: stored or not, nobody here knows.
    Unsure,
}

/// An HTTP answer, its body read where it is asked for.
pub(crate) trait Reply {
    /// The status.
    fn status(&self) -> u16;
    /// Whether it is a page for people.
    fn is_page(&self) -> bool;
    /// The header `Retry-After` as it came.
    fn retry_after(&self) -> Option<&str>;
    /// The body as the answer to a submission that is stored, or that says which one is.
    fn stored(&self) -> Option<Stored>;
    /// Whether the body says that the same answers are stored already.
    fn is_already_stored(&self) -> bool;
    /// What the body says is wrong with the fields.
    fn errors(&self) -> Vec<FieldProblem>;
}

impl Outcome {
    /// What `reply` says. Success is a 201 with a reference, wherever the form stands; only a service that is known to be
    /// `foreign` may say so by any 2xx, as the page of a proxy or of a hotel's network does too.
    pub(crate) fn of(reply: &impl Reply, is_foreign: bool) -> Self {
        let status = reply.status();
        let stored = if status == 201 { reply.stored() } else { None };
        match status {
            _ if stored.is_some() => stored.map_or(Self::Unsure, Self::Stored),
            409 if reply.is_already_stored() => Self::AlreadyStored,
            409 => Self::Conflict(reply.stored()),
            410 => Self::Closed,
            // Our endpoint tells a program so; a page may be anyone's, and be another one in a moment.
            404 if !is_foreign && !reply.is_page() => Self::Closed,
            422 => Self::Refused(reply.errors()),
            429 => Self::busy(reply, LONGEST_TOLD),
            // It need not know for how long, and it is not the person who is to wait.
            503 => Self::busy(reply, LONGEST_WAIT),
            200..300 if is_foreign && !reply.is_page() => Self::SentElsewhere,
            _ => Self::Unsure,
        }
    }

    /// For as long as `reply` says, at most `longest`. A date, which it may be too, or what is no wait at all: a moment.
    fn busy(reply: &impl Reply, longest: u32) -> Self {
        let asked = reply.retry_after().and_then(|asked| asked.parse().ok());
        Self::Busy {
            retry_after: asked.unwrap_or(0).min(longest),
        }
    }

    /// Seconds to wait before try number `tries` + 1 after this one; `None` where another one is the person's decision.
    pub(crate) fn pause(&self, tries: usize, is_online: bool) -> Option<u32> {
        let pause = *PAUSES.get(tries.checked_sub(1)?)?;
        match self {
            Self::Unsure if is_online => Some(pause),
            Self::Busy { retry_after } if *retry_after <= LONGEST_WAIT => {
                Some(pause.max(*retry_after))
            }
            _ => None,
        }
    }

    /// The minutes of a wait that is no moment; 0 for any other.
    pub(crate) const fn minutes(retry_after: u32) -> u32 {
        if retry_after > SHORT {
            retry_after.div_ceil(60)
        } else {
            0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nec_ess_domain::Code;
    use nec_ess_domain::wire::{ALREADY_STORED, Status};

    /// An answer of `status` with a JSON body.
    struct Answer {
        status: u16,
        is_page: bool,
        retry_after: Option<&'static str>,
        body: &'static str,
    }

    impl Reply for Answer {
        fn status(&self) -> u16 {
            self.status
        }
        fn is_page(&self) -> bool {
            self.is_page
        }
        fn retry_after(&self) -> Option<&str> {
            self.retry_after
        }
        fn stored(&self) -> Option<Stored> {
            has_reference(self.body).then(|| Stored {
                reference: "NEC-1".into(),
                status: Status::Registered,
                manage_url: String::new(),
                is_mailed: false,
                days: None,
            })
        }
        fn is_already_stored(&self) -> bool {
            self.body == ALREADY_STORED
        }
        fn errors(&self) -> Vec<FieldProblem> {
            let error = FieldProblem {
                field: "email".into(),
                code: Code::Invalid,
                message: "No".into(),
            };
            (self.body == WRONG).then_some(error).into_iter().collect()
        }
    }

    fn has_reference(body: &str) -> bool {
        body.contains("\"reference\"")
    }

    const WRONG: &str = "errors";
    const OURS: &str =
        r#"{"reference":"NEC-1","status":"registered","manage_url":"/api/manage/x"}"#;

    fn outcome(status: u16, body: &'static str, is_foreign: bool) -> Outcome {
        let answer = Answer {
            status,
            is_page: false,
            retry_after: None,
            body,
        };
        Outcome::of(&answer, is_foreign)
    }

    /// Success is a 201 with a reference, and nothing else.
    #[test]
    fn success() {
        let Outcome::Stored(stored) = outcome(201, OURS, false) else {
            panic!("not stored");
        };
        assert_eq!(stored.reference, "NEC-1");
        assert_eq!(stored.status, Status::Registered);
        for (status, body) in [(200, OURS), (200, "{}"), (204, ""), (201, "{}"), (201, "")] {
            assert_eq!(
                outcome(status, body, false),
                Outcome::Unsure,
                "{status} {body}"
            );
        }
    }

    /// A service that is known to be foreign says "sent" by any 2xx, but not by a page.
    #[test]
    fn foreign_services() {
        for (status, body) in [(200, "{}"), (201, "{}"), (204, "")] {
            assert_eq!(outcome(status, body, true), Outcome::SentElsewhere);
        }
        assert_eq!(outcome(500, "{}", true), Outcome::Unsure);
        let page = Answer {
            status: 200,
            is_page: true,
            retry_after: None,
            body: "",
        };
        assert_eq!(Outcome::of(&page, true), Outcome::Unsure);
        assert!(matches!(outcome(201, OURS, true), Outcome::Stored(_)));
    }

    /// What our endpoint says when it stores nothing.
    #[test]
    fn refusals() {
        assert_eq!(outcome(409, "", false), Outcome::Conflict(None));
        let Outcome::Conflict(Some(stored)) = outcome(409, OURS, false) else {
            panic!("not told what is stored");
        };
        assert_eq!(stored.reference, "NEC-1");
        let same = outcome(409, ALREADY_STORED, false);
        assert_eq!(same, Outcome::AlreadyStored);
        assert_eq!(same.pause(1, true), None);
        assert_eq!(outcome(410, "", false), Outcome::Closed);
        assert_eq!(outcome(404, "", false), Outcome::Closed);
        assert_eq!(outcome(404, "", true), Outcome::Unsure);
        assert_eq!(outcome(422, "", false), Outcome::Refused(Vec::new()));
        assert_eq!(outcome(503, "", false), Outcome::Busy { retry_after: 0 });
        let refused = outcome(422, WRONG, false);
        let Outcome::Refused(errors) = refused else {
            panic!("not refused");
        };
        assert_eq!(errors[0].message, "No");
    }

    /// Whoever stands between may ask for any wait: nobody is told of more than the hour that our limits count, a failing
    /// service is tried again soon, and what is no number of seconds is none.
    #[test]
    fn waits_have_an_end() {
        for (asked, limited, failing) in [
            ("0", 0, 0),
            ("5", 5, 5),
            ("600", 600, 30),
            ("3600", 3600, 30),
            ("86400", 3600, 30),
            ("4294967295", 3600, 30),
            ("4294967296", 0, 0),
            ("99999999999999999999", 0, 0),
            ("-1", 0, 0),
            ("1.5", 0, 0),
            ("Wed, 21 Oct 2085 07:28:00 GMT", 0, 0),
            ("", 0, 0),
        ] {
            for (status, retry_after) in [(429, limited), (503, failing)] {
                let answer = Answer {
                    status,
                    is_page: false,
                    retry_after: Some(asked),
                    body: "",
                };
                let outcome = Outcome::of(&answer, false);
                assert_eq!(outcome, Outcome::Busy { retry_after }, "{status} {asked}");
                assert!(outcome.pause(1, true).is_none_or(|pause| pause <= 30));
            }
        }
    }

    /// Waits are told as people count: a moment, else minutes, rather one too many.
    #[test]
    fn waits_in_minutes() {
        let told = [0, 60, 61, 290, 3600].map(Outcome::minutes);
        assert_eq!(told, [0, 0, 2, 5, 60]);
    }

    /// Three more tries while nobody knows; none where the person has to decide or the network is gone.
    #[test]
    fn further_tries() {
        let unsure = Outcome::Unsure;
        let waits: Vec<_> = (1..=4).map(|tries| unsure.pause(tries, true)).collect();
        assert_eq!(waits, [Some(1), Some(3), Some(8), None]);
        assert_eq!(unsure.pause(1, false), None);
        assert_eq!(Outcome::Busy { retry_after: 5 }.pause(1, false), Some(5));
        // A person does not wait for minutes without being told.
        assert_eq!(Outcome::Busy { retry_after: 31 }.pause(1, true), None);
        for outcome in [
            Outcome::Conflict(None),
            Outcome::Closed,
            Outcome::SentElsewhere,
        ] {
            assert_eq!(outcome.pause(1, true), None);
        }
    }
}
