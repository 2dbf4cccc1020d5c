//! Sending by hand: all that waits, each letter when it is due.

use std::pin::pin;
use std::time::Duration;

use super::{LOOK, Mailer, Round, now};
use crate::store::{Error, Paced};

impl Mailer {
    /// Sends all that waits, what waits for another try too. Letters go when each is due, since their pace is there for the
    /// mail server: `told` hears of them first, and they are waited for until `stop`, or until the server takes none.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn send_by_hand(
        &self,
        told: impl FnOnce(Paced),
        stop: impl Future<Output = ()>,
    ) -> Result<Round, Error> {
        let mut stop = pin!(stop);
        let mut told = Some(told);
        let mut all = Round::default();
        self.store.retry_waiting().await?;
        loop {
            // What becomes due meanwhile is for the next round.
            let began = now();
            let round = self.send_due().await?;
            all.add(round);
            let Some(paced) = self.store.paced(began).await? else {
                break;
            };
            if round.postponed > 0 && round.sent == 0 {
                break;
            }
            if let Some(told) = told.take() {
                told(paced);
            }
            let pause = u64::try_from(paced.first_at - now()).unwrap_or(0);
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(pause).min(LOOK)) => {}
                () = &mut stop => break,
            }
        }
        Ok(all)
    }
}

impl Round {
    fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.failed += other.failed;
        self.postponed += other.postponed;
        self.put_off += other.put_off;
    }
}
