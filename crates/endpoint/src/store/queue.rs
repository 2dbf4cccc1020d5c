//! Where work waits for a connection.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, mpsc};

use super::error::Error;
use super::job::Job;

/// How much work may wait: more than a server has connections for.
const WAITING: usize = 4096;

/// The end that work is put in; nothing once the queue is closed.
type Entrance = RwLock<Option<mpsc::Sender<Box<dyn Job>>>>;

/// A queue of work, cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    jobs: Arc<Entrance>,
    workers: Arc<Mutex<mpsc::Receiver<Alive>>>,
}

/// The other end of a queue.
pub(super) struct Jobs {
    pub(super) jobs: mpsc::Receiver<Box<dyn Job>>,
    /// To be kept as long as there may be work.
    pub(super) alive: mpsc::Sender<Alive>,
}

/// Never sent: that its senders are gone says that the workers are.
#[derive(Debug)]
pub(super) enum Alive {}

impl Queue {
    /// A queue and its other end.
    pub(super) fn new() -> (Self, Jobs) {
        let (sender, jobs) = mpsc::channel(WAITING);
        let (alive, workers) = mpsc::channel(1);
        let queue = Self {
            jobs: Arc::new(RwLock::new(Some(sender))),
            workers: Arc::new(Mutex::new(workers)),
        };
        (queue, Jobs { jobs, alive })
    }

    /// Puts `job` at the end of the queue.
    pub(super) async fn put(&self, job: Box<dyn Job>) -> Result<(), Error> {
        let jobs = {
            let open = self.jobs.read().unwrap_or_else(PoisonError::into_inner);
            open.clone()
        };
        let closed = || Error::Unavailable("the storage is closed".into());
        jobs.ok_or_else(closed)?
            .send(job)
            .await
            .map_err(|_| closed())
    }

    /// Takes no more work, and waits for what was put.
    pub(super) async fn close(&self) {
        let jobs = self
            .jobs
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(jobs);
        self.workers.lock().await.recv().await;
    }
}
