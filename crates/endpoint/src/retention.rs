//! Deletes by itself what is past its period, which stands in the site's description.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use nec_ess_content::{Event, Kept};
use nec_ess_domain::forms;
use tokio::sync::watch;

use crate::app::App;
use crate::store::{Amount, Past};

/// How often it is looked for.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The same after a failure.
const HOUR: Duration = Duration::from_secs(60 * 60);

/// What is past its period at `now`.
#[must_use]
pub fn past(event: &Event, now: Timestamp) -> Past {
    let forms = forms::ALL.iter().filter_map(|form| {
        let before = event.past(Kept::of_form(form.id)?, now)?;
        Some((form.id, before))
    });
    Past {
        access_needs: event.past(Kept::AccessNeeds, now),
        forms: forms.collect(),
        quarantine: event.past(Kept::Quarantine, now),
    }
}

/// What it is by, and what is waited with.
pub trait Clock: Send {
    /// The time.
    fn now(&self) -> Timestamp;
    /// How long it has been running: a time that nobody sets.
    fn running(&self) -> Duration;
    /// Waits for so long.
    fn wait(&self, time: Duration) -> impl Future<Output = ()> + Send;
}

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// One that begins to run.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn running(&self) -> Duration {
        self.0.elapsed()
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

/// Deletes what is past its period now and then daily, until `end`. The day that a preview shows changes nothing: what is
/// stored is as old as it is. A clock that was set forward has a day to be set right: until then nothing is deleted by it.
pub async fn keep(app: App, clock: impl Clock + Sync, mut end: watch::Receiver<bool>) {
    let mut before = (clock.now(), clock.running());
    while !*end.borrow() {
        let now = (clock.now(), clock.running());
        let passed = now.0.duration_since(before.0);
        let was_set = passed.as_secs_f64() - (now.1 - before.1).as_secs_f64() > HOUR.as_secs_f64();
        before = now;
        if was_set {
            tracing::warn!("the clock was set forward: nothing is deleted by it before tomorrow");
            tokio::select! {
                () = clock.wait(DAY) => continue,
                _ = end.changed() => break,
            }
        }
        let past = past(&app.latest().site.event, now.0);
        let (amount, outcome) = app.store.delete_past(&past).await;
        if !amount.is_nothing() {
            tracing::info!("deleted, past its period: {}", words(&amount));
        }
        let pause = match outcome {
            Ok(()) => DAY,
            Err(error) => {
                tracing::error!("cannot delete what is past its period: {error}");
                HOUR
            }
        };
        tokio::select! {
            () = clock.wait(pause) => {}
            _ = end.changed() => break,
        }
    }
}

/// How much, without a word of anybody: "access needs: 3, registration: 2, quarantine: 1".
#[must_use]
pub fn words(amount: &Amount) -> String {
    let needs = [("access needs", amount.access_needs)];
    let quarantine = [("quarantine", amount.quarantine)];
    let all = needs.into_iter().chain(amount.forms.iter().copied());
    let all = all.chain(quarantine).filter(|(_, count)| *count > 0);
    let all: Vec<_> = all
        .map(|(name, count)| format!("{name}: {count}"))
        .collect();
    all.join(", ")
}
