//! PostgreSQL: a few connections, each taking whatever waits.
//!
//! Whatever waits to be written shares a transaction; each piece of work has a savepoint of its own, and whoever waits for
//! it hears of it after the commit.

mod refused;

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::connection::Connection;
use super::error::Error;
use super::job::Job;
use super::queue::{Jobs, Queue};
use refused::{refused, silent};

/// How many pieces of work share a transaction.
const TOGETHER: usize = 64;
/// How many connections there are: most of what they do is wait for each other.
const CONNECTIONS: usize = 4;
/// How long a connection may take to come.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long a transaction may take, whatever the network does.
const PATIENCE: Duration = Duration::from_secs(12);

/// The connections of a server. They end when this is dropped.
pub(super) struct Postgres {
    pub(super) writes: Queue,
    pub(super) reads: Queue,
}

impl Postgres {
    /// Connects to the server of `options`.
    pub(super) async fn open(options: PgConnectOptions) -> Result<Self, Error> {
        // Numbers with fractions are never read, and PgBouncer refuses whoever asks how to write them.
        let options = options.disable_statement_logging().extra_float_digits(None);
        let mut first = Some(connect(&options).await?);
        let mut queue = |connections: usize, is_writing: bool| {
            let (queue, jobs) = Queue::new();
            let jobs = Arc::new(Mutex::new(jobs));
            for _ in 0..connections {
                let worker = Worker {
                    options: options.clone(),
                    connection: first.take(),
                    is_writing,
                };
                tokio::spawn(worker.work(jobs.clone()));
            }
            queue
        };
        Ok(Self {
            writes: queue(CONNECTIONS, true),
            reads: queue(2, false),
        })
    }
}

async fn connect(options: &PgConnectOptions) -> Result<Connection, Error> {
    let connecting = PgConnection::connect_with(options);
    let connection = timeout(CONNECTING, connecting)
        .await
        .map_err(|_| Error::Unavailable(silent(options, "no answer in time")))?
        .map_err(|error| refused(options, &error))?;
    let mut connection = Connection::Postgres(connection);
    connection
        .run(
            // Better no than no answer.
            "SET lock_timeout = '5s'; SET statement_timeout = '10s';
             -- That a table is there already is no news.
             SET client_min_messages = warning;
             -- A plan that was made while a table was small must not read all of it once it is large.
             -- By its cost such a plan is then worth being compiled, which takes 200 ms where reading takes 2.
             SET enable_seqscan = off; SET jit = off",
        )
        .await?;
    Ok(connection)
}

struct Worker {
    options: PgConnectOptions,
    connection: Option<Connection>,
    is_writing: bool,
}

impl Worker {
    async fn work(mut self, jobs: Arc<Mutex<Jobs>>) {
        let mut batch = Vec::new();
        loop {
            let most = if self.is_writing { TOGETHER } else { 1 };
            if jobs.lock().await.jobs.recv_many(&mut batch, most).await == 0 {
                break;
            }
            let outcome = match timeout(PATIENCE, self.run(&mut batch)).await {
                Ok(outcome) => outcome,
                Err(_) => Err(Error::Unavailable("the database does not answer".into())),
            };
            if outcome.is_err() {
                // Whatever state it is in, the next connection begins without it.
                self.connection = None;
            }
            for job in batch.drain(..) {
                job.finish(outcome.as_ref().copied());
            }
        }
        if let Some(Connection::Postgres(connection)) = self.connection {
            let _ = connection.close().await;
        }
    }

    async fn run(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), Error> {
        // The end of one piece of work and the beginning of the next go there together: what takes time is the way.
        let begin = if self.is_writing {
            "BEGIN; SAVEPOINT work"
        } else {
            "SELECT 1"
        };
        let connection = self.begin(begin).await?;
        let connection = self.connection.insert(connection);
        if !self.is_writing {
            let mut is_well = true;
            for job in jobs {
                is_well &= job.run(connection).await;
            }
            if !is_well {
                // It may be of a server that has ended since: the next read begins anew.
                self.connection = None;
            }
            return Ok(());
        }
        let last = jobs.len().saturating_sub(1);
        for (number, job) in jobs.iter_mut().enumerate() {
            let is_kept = job.run(connection).await;
            let next = match (is_kept, number == last) {
                (true, false) => "RELEASE work; SAVEPOINT work",
                // It can be gone back to again.
                (false, false) => "ROLLBACK TO work",
                // COMMIT alone would undo a transaction that has failed, and say nothing.
                (true, true) => "RELEASE work; COMMIT",
                (false, true) => "ROLLBACK TO work; COMMIT",
            };
            connection.run(next).await?;
        }
        Ok(())
    }

    /// A connection on which `sql` has been run. The one that was kept may have ended with a server that is back by now.
    async fn begin(&mut self, sql: &'static str) -> Result<Connection, Error> {
        if let Some(mut kept) = self.connection.take()
            && kept.run(sql).await.is_ok()
        {
            return Ok(kept);
        }
        let mut new = connect(&self.options).await?;
        new.run(sql).await?;
        Ok(new)
    }
}
