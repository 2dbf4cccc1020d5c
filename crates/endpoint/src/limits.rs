//! How often one network or one address may register: far more often than any office needs, far less
//! often than a program would. Kept in memory only, and forgotten after the hour.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

use crate::lately::Lately;
use crate::variable::Number;

/// How long a submission counts.
const WINDOW: Duration = Duration::from_secs(60 * 60);
/// The highest limit that can be set.
const MOST: u64 = 1_000_000;
/// Whoever has more proxies has mistyped.
const MOST_PROXIES: u64 = 100;

/// How often is too often; 0 means never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Submissions an hour from one network.
    pub per_network: usize,
    /// Submissions an hour with one e-mail address, from one network.
    pub per_email: usize,
    /// How many proxies of our own stand before the endpoint: the client is the address that the
    /// farthest of them added to `X-Forwarded-For`.
    pub proxies: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_network: 60,
            per_email: 10,
            proxies: 0,
        }
    }
}

impl Limits {
    /// From the variables `LIMIT_PER_NETWORK`, `LIMIT_PER_EMAIL` and `TRUST_PROXY`.
    ///
    /// # Errors
    /// Which of them is no such number, with what was expected.
    pub fn from_env() -> Result<Self, String> {
        let number = |name, of, last, example, default| {
            let number = Number {
                name,
                of,
                range: 0..=last,
                example,
            };
            let number = number.read()?;
            Ok::<_, String>(number.map_or(default, |number| {
                usize::try_from(number).unwrap_or(usize::MAX)
            }))
        };
        let default = Self::default();
        let (network, email) = (default.per_network, default.per_email);
        let hourly = "new submissions an hour (0 for no limit)";
        Ok(Self {
            per_network: number("LIMIT_PER_NETWORK", hourly, MOST, network as u64, network)?,
            per_email: number("LIMIT_PER_EMAIL", hourly, MOST, email as u64, email)?,
            proxies: number(
                "TRUST_PROXY",
                "how many proxies of yours stand before it",
                MOST_PROXIES,
                1,
                default.proxies,
            )?,
        })
    }

    /// The network that a request comes from. Where a proxy of ours does not say, that is the proxy: people who cannot be
    /// told from each other share a limit, rather than have none. Nothing for this machine itself.
    pub(crate) fn network(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<String> {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip();
        if self.proxies == 0 {
            // This machine itself: a proxy that nobody told us of, or a test.
            return (!peer.to_canonical().is_loopback()).then(|| name(peer));
        }
        let chain: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        let place = chain.len().checked_sub(self.proxies);
        let told = place.and_then(|place| address(chain[place]));
        if told.is_none() {
            static ONCE: std::sync::Once = std::sync::Once::new();
            ONCE.call_once(|| {
                tracing::warn!(
                    "TRUST_PROXY is {}, but {peer} does not say in X-Forwarded-For who is behind it: all of them share \
                     one limit",
                    self.proxies
                );
            });
        }
        Some(name(told.unwrap_or(peer)))
    }
}

/// The address in an entry of `X-Forwarded-For`, which may have a port, and brackets around IPv6 (RFC 7239, section 6).
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    if let Ok(address) = entry.parse() {
        return Some(address);
    }
    if let Ok(address) = entry.parse::<SocketAddr>() {
        return Some(address.ip());
    }
    let inner = entry.strip_prefix('[')?.strip_suffix(']')?;
    inner.parse().ok()
}

/// An e-mail address as it is counted: `camille+a@…` and `camille+b@…` reach the same person.
pub(crate) fn mailbox(email: &str) -> String {
    let email = email.to_lowercase();
    match email.rsplit_once('@') {
        Some((local, host)) => {
            let local = local.split_once('+').map_or(local, |(name, _)| name);
            format!("{local}@{host}")
        }
        None => email,
    }
}

/// An IPv4 address, or the 64 bits of IPv6 that one household or office has.
fn name(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Counts.
#[derive(Clone, Debug, Default)]
pub struct Counter(Arc<Mutex<Lately<VecDeque<Entry>>>>);

/// A submission that counts.
#[derive(Clone, Debug)]
struct Entry {
    at: Instant,
    /// Its fingerprint while it is being stored: the same one twice at once counts once.
    what: String,
}

/// Room that was taken; given back when dropped, unless it was used.
#[derive(Debug)]
pub(crate) struct Permit {
    counter: Counter,
    names: Vec<String>,
    at: Instant,
    what: String,
}

impl Counter {
    /// Takes room for the submission `what` under each name, or says after how many seconds there is
    /// some.
    pub(crate) fn take(&self, what: &str, names: Vec<(String, usize)>) -> Result<Permit, u64> {
        self.take_at(what, names, Instant::now())
    }

    fn take_at(
        &self,
        what: &str,
        names: Vec<(String, usize)>,
        now: Instant,
    ) -> Result<Permit, u64> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let expired = |entry: &Entry| now.saturating_duration_since(entry.at) >= WINDOW;
        taken.forget(|entries| entries.back().is_none_or(expired));
        let mut counted = Vec::new();
        for (name, limit) in names.into_iter().filter(|(_, limit)| *limit > 0) {
            let Some(entries) = taken.get_mut(&name) else {
                counted.push(name);
                continue;
            };
            while entries.front().is_some_and(expired) {
                entries.pop_front();
            }
            if entries.iter().any(|entry| entry.what == what) {
                continue;
            }
            if entries.len() >= limit
                && let Some(first) = entries.front()
            {
                let wait = WINDOW.saturating_sub(now.saturating_duration_since(first.at));
                return Err(wait.as_secs().max(1));
            }
            counted.push(name);
        }
        for name in &counted {
            let entries = taken.or_default(name);
            entries.push_back(Entry {
                at: now,
                what: what.to_owned(),
            });
        }
        Ok(Permit {
            counter: self.clone(),
            names: counted,
            at: now,
            what: what.to_owned(),
        })
    }
}

impl Permit {
    /// The submission was stored: it counts.
    pub(crate) fn used(mut self) {
        self.each(|entries, place| entries[place].what.clear());
        self.names.clear();
    }

    fn each(&self, act: impl Fn(&mut VecDeque<Entry>, usize)) {
        let counts = &self.counter.0;
        let mut taken = counts.lock().unwrap_or_else(PoisonError::into_inner);
        for name in &self.names {
            let Some(entries) = taken.get_mut(name) else {
                continue;
            };
            let is_ours = |entry: &Entry| entry.at == self.at && entry.what == self.what;
            if let Some(place) = entries.iter().rposition(is_ours) {
                act(entries, place);
            }
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.each(|entries, place| {
            entries.remove(place);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<(String, usize)> {
        vec![("office".to_owned(), 2), ("camille".to_owned(), 0)]
    }

    /// Proxies write addresses with and without port and brackets; what is no address is none.
    #[test]
    fn addresses() {
        for (entry, expected) in [
            (" 203.0.113.9", "203.0.113.9"),
            ("203.0.113.9:4711", "203.0.113.9"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("\"[2001:db8::1]:4711\"", "2001:db8::1"),
        ] {
            assert_eq!(address(entry), expected.parse().ok(), "{entry}");
        }
        for entry in ["unknown", "", "_hidden", "[", "203.0.113", "[::1"] {
            assert_eq!(address(entry), None, "{entry}");
        }
    }

    /// What follows a plus sign is the person's own note.
    #[test]
    fn mailboxes() {
        assert_eq!(mailbox("Camille+NEC@exemple.fr"), "camille@exemple.fr");
        assert_eq!(mailbox("camille@exemple.fr"), "camille@exemple.fr");
        assert_eq!(mailbox("none"), "none");
    }

    /// Two an hour are taken, the third one later; what was not stored does not count.
    #[test]
    fn counts_what_was_stored() {
        let counter = Counter::default();
        let begin = Instant::now();
        for _ in 0..5 {
            drop(
                counter
                    .take_at("a", names(), begin)
                    .expect("nothing was stored"),
            );
        }
        counter
            .take_at("a", names(), begin)
            .expect("the first")
            .used();
        let later = begin + Duration::from_secs(600);
        counter
            .take_at("b", names(), later)
            .expect("the second")
            .used();
        assert_eq!(counter.take_at("b", names(), later).err(), Some(3000));
        let after = begin + WINDOW;
        counter
            .take_at("c", names(), after)
            .expect("the hour is over")
            .used();
        assert_eq!(counter.take_at("c", names(), after).err(), Some(600));
    }

    /// The same submission many times at once is one; once it is stored, another like it is another.
    #[test]
    fn counts_the_same_once() {
        let counter = Counter::default();
        let begin = Instant::now();
        let take = || counter.take_at("a", names(), begin);
        let permits: Vec<_> = (0..5).map(|_| take().expect("the same")).collect();
        permits.into_iter().for_each(Permit::used);
        take().expect("the second").used();
        assert!(take().is_err());
    }

    /// The client is what our own proxies say, not what the client says of itself.
    #[test]
    fn networks() {
        let mut extensions = Extensions::new();
        let mut headers = HeaderMap::new();
        let limits = |proxies| Limits {
            proxies,
            ..Limits::default()
        };
        assert_eq!(limits(0).network(&headers, &extensions), None);
        let peer: SocketAddr = "198.51.100.7:1234".parse().expect("an address");
        extensions.insert(ConnectInfo(peer));
        headers.insert(
            "x-forwarded-for",
            "203.0.113.9, 2001:db8:1:2:3::4".parse().expect("text"),
        );
        let network = |proxies| limits(proxies).network(&headers, &extensions);
        assert_eq!(network(0).as_deref(), Some("198.51.100.7"));
        assert_eq!(network(1).as_deref(), Some("2001:db8:1:2::/64"));
        assert_eq!(network(2).as_deref(), Some("203.0.113.9"));
        // Fewer entries than proxies: whoever came past them is known by their own address.
        assert_eq!(network(3).as_deref(), Some("198.51.100.7"));
    }
}
