//! Whether submissions can be stored right now.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::store::Store;

/// Whoever asks gets an answer within a second.
const PATIENCE: Duration = Duration::from_millis(900);
/// For so long an answer is given again: asking costs the storage no more than that.
const FRESH: Duration = Duration::from_millis(500);

/// The last answer, cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Health(Arc<Mutex<Option<(Instant, bool)>>>);

impl Health {
    /// Whether something was just stored in `store`, which is tried.
    pub(crate) async fn is_well(&self, store: &Store) -> bool {
        let mut last = self.0.lock().await;
        if let Some((at, is_well)) = *last
            && at.elapsed() < FRESH
        {
            return is_well;
        }
        let is_well = match timeout(PATIENCE, store.ping()).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::error!("nothing can be stored: {error}");
                false
            }
            Err(_) => {
                tracing::error!("the storage does not answer");
                false
            }
        };
        *last = Some((Instant::now(), is_well));
        is_well
    }
}
