//! Work for the storage, and how its result gets back once it is safe.

use std::pin::Pin;

use tokio::sync::oneshot;

use super::connection::Connection;
use super::error::Error;

/// What a job does with its connection.
pub(super) type Doing<'c, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'c>>;

/// What a job came to.
pub(super) enum Done<T> {
    /// What it wrote is to be kept.
    Keep(T),
    /// What it wrote, if anything, is to be undone.
    Undo(T),
}

/// A job of any kind of result.
pub(super) trait Job: Send {
    /// Does the work. True when what it wrote is to be kept.
    fn run<'c>(
        &'c mut self,
        connection: &'c mut Connection,
    ) -> Pin<Box<dyn Future<Output = bool> + Send + 'c>>;

    /// Whether what it deletes must leave the log of recent writes too.
    fn empties_log(&self) -> bool;

    /// Tells whoever waits: what the work came to, or why that does not count.
    fn finish(self: Box<Self>, outcome: Result<(), &Error>);
}

/// Work that is to be done once, and who waits for it.
struct Once<W, T> {
    work: Option<W>,
    empties_log: bool,
    result: Option<Result<T, Error>>,
    reply: oneshot::Sender<Result<T, Error>>,
}

/// A job, and where its result will be.
pub(super) fn job<T, W>(
    work: W,
    empties_log: bool,
) -> (Box<dyn Job>, oneshot::Receiver<Result<T, Error>>)
where
    T: Send + 'static,
    W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, Done<T>> + Send + 'static,
{
    let (reply, result) = oneshot::channel();
    let job = Once {
        work: Some(work),
        empties_log,
        result: None,
        reply,
    };
    (Box::new(job), result)
}

/// The same for work that only reads.
pub(super) fn reading<T, W>(work: W) -> (Box<dyn Job>, oneshot::Receiver<Result<T, Error>>)
where
    T: Send + 'static,
    W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, T> + Send + 'static,
{
    job(
        |connection| {
            let doing = work(connection);
            Box::pin(async { doing.await.map(Done::Keep) })
        },
        false,
    )
}

impl<T, W> Job for Once<W, T>
where
    T: Send + 'static,
    W: for<'c> FnOnce(&'c mut Connection) -> Doing<'c, Done<T>> + Send + 'static,
{
    fn run<'c>(
        &'c mut self,
        connection: &'c mut Connection,
    ) -> Pin<Box<dyn Future<Output = bool> + Send + 'c>> {
        Box::pin(async move {
            let Some(work) = self.work.take() else {
                return false;
            };
            let (result, is_kept) = match work(connection).await {
                Ok(Done::Keep(result)) => (Ok(result), true),
                Ok(Done::Undo(result)) => (Ok(result), false),
                Err(error) => (Err(error), false),
            };
            self.result = Some(result);
            is_kept
        })
    }

    fn empties_log(&self) -> bool {
        self.empties_log
    }

    fn finish(self: Box<Self>, outcome: Result<(), &Error>) {
        let result = match (outcome, self.result) {
            // Its own reason says more.
            (_, Some(Err(error))) => Err(error),
            (Ok(()), Some(Ok(result))) => Ok(result),
            (Ok(()), None) => Err(Error::Unavailable("the work was not done".into())),
            (Err(error), _) => Err(Error::Unavailable(error.to_string())),
        };
        // Whoever waited may have gone.
        let _ = self.reply.send(result);
    }
}
