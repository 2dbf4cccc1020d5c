//! What was stored a moment ago without a key: a second click is told what the first one was.
//!
//! A page without script is the same file for everyone, so nothing in it tells its sender from somebody who knows or
//! guesses the answers. Kept in memory only.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::lately::Lately;

/// How long a second click from the same network is that of the same person.
const SAME_NETWORK: Duration = Duration::from_secs(120);
/// The same where networks cannot be told from each other: as long as a slow phone takes for two clicks.
const ANY_NETWORK: Duration = Duration::from_secs(10);

/// What was stored lately, by fingerprint of its answers.
#[derive(Clone, Debug, Default)]
pub struct JustStored(Arc<Mutex<Lately<Sent>>>);

#[derive(Debug)]
struct Sent {
    network: Option<String>,
    at: Instant,
}

impl Sent {
    fn is_of(&self, network: Option<&str>, now: Instant) -> bool {
        let age = now.saturating_duration_since(self.at);
        let patience = if network.is_some() {
            SAME_NETWORK
        } else {
            ANY_NETWORK
        };
        self.network.as_deref() == network && age < patience
    }
}

impl JustStored {
    /// Notes that the answers with this fingerprint were stored now, and came from `network`.
    pub(crate) fn note(&self, content_hash: &str, network: Option<String>) {
        self.note_at(content_hash, network, Instant::now());
    }

    /// Whether whoever sends the answers with this fingerprint from `network` is taken for the one who had them stored.
    pub(crate) fn is_of(&self, content_hash: &str, network: Option<&str>) -> bool {
        self.is_of_at(content_hash, network, Instant::now())
    }

    fn note_at(&self, content_hash: &str, network: Option<String>, now: Instant) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.forget(|sent| now.saturating_duration_since(sent.at) >= SAME_NETWORK);
        all.insert(content_hash.to_owned(), Sent { network, at: now });
    }

    fn is_of_at(&self, content_hash: &str, network: Option<&str>, now: Instant) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = all.get(content_hash);
        sent.is_some_and(|sent| sent.is_of(network, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second click is one of the same network, and comes soon; sooner where networks are not known.
    #[test]
    fn second_clicks() {
        let stored = JustStored::default();
        let begin = Instant::now();
        stored.note_at("known", Some("192.0.2.1".into()), begin);
        stored.note_at("unknown", None, begin);
        for (answers, network, seconds, is_of) in [
            ("known", Some("192.0.2.1"), 119, true),
            ("known", Some("192.0.2.1"), 120, false),
            ("known", Some("192.0.2.2"), 1, false),
            ("known", None, 1, false),
            ("unknown", None, 9, true),
            ("unknown", None, 10, false),
            ("unknown", Some("192.0.2.1"), 1, false),
            ("others", None, 1, false),
        ] {
            let now = begin + Duration::from_secs(seconds);
            let found = stored.is_of_at(answers, network, now);
            assert_eq!(found, is_of, "{answers} {network:?} after {seconds} s");
        }
    }
}
