//! Connections: how many there may be, and how long each may take. A client that is slow, or that only pretends to be one,
//! costs the others nothing.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::metrics::Metrics;
use crate::variable::Number;

/// After a failure to take a connection, no file descriptor left say, it is tried again after so long.
const PAUSE: Duration = Duration::from_millis(50);
/// File descriptors for all that is no connection.
const OTHER_FILES: u64 = 64;
/// More connections than any system has file descriptors for.
const MOST: u64 = 1_000_000;
/// The longest that anything may be waited for: a day, seconds.
const LONGEST: u64 = 24 * 60 * 60;
/// Seconds.
const YEAR: u64 = 365 * 24 * 60 * 60;

/// How many connections there may be, and how long each may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at a time; more wait until one has ended.
    pub connections: usize,
    /// For the head of a request, and between two requests.
    pub head: Duration,
    /// For the body of a request.
    pub body: Duration,
    /// Without a byte of an answer being taken.
    pub answer: Duration,
    /// For what has begun when the endpoint is asked to stop.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1000,
            head: Duration::from_secs(30),
            body: Duration::from_secs(60),
            answer: Duration::from_secs(30),
            stop: Duration::from_secs(8),
        }
    }
}

impl Limits {
    /// From the variables `MAX_CONNECTIONS`, and in seconds `TIMEOUT_HEAD`, `TIMEOUT_BODY`, `TIMEOUT_ANSWER`, `TIMEOUT_STOP`.
    ///
    /// # Errors
    /// Which of them is no such number, with what was expected.
    pub fn from_env() -> Result<Self, String> {
        let number = |name, of, last, default| {
            let number = Number {
                name,
                of,
                range: 1..=last,
                example: default,
            };
            Ok::<_, String>(number.read()?.unwrap_or(default))
        };
        let seconds = |name, default: Duration| {
            let number = number(name, "seconds", LONGEST, default.as_secs())?;
            Ok::<_, String>(Duration::from_secs(number))
        };
        let default = Self::default();
        let connections = number(
            "MAX_CONNECTIONS",
            "how many connections there may be at a time",
            MOST,
            default.connections as u64,
        )?;
        Ok(Self {
            connections: usize::try_from(connections).unwrap_or(usize::MAX),
            head: seconds("TIMEOUT_HEAD", default.head)?,
            body: seconds("TIMEOUT_BODY", default.body)?,
            answer: seconds("TIMEOUT_ANSWER", default.answer)?,
            stop: seconds("TIMEOUT_STOP", default.stop)?,
        })
    }

    /// With no more connections than there are file descriptors for, after asking for as many as that takes.
    #[must_use]
    pub fn within_files(mut self) -> Self {
        let wanted = self.connections as u64 + OTHER_FILES;
        if let Ok(files) = rlimit::increase_nofile_limit(wanted)
            && files < wanted
        {
            let most = usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX);
            self.connections = most.max(1);
            tracing::warn!(
                "{} connections at most: there are {files} file descriptors (ulimit -n)",
                self.connections
            );
        }
        self
    }
}

/// Serves `router` on `listener` until `stop`. Then no request is taken any more, and those that have begun are finished,
/// as far as that takes no longer than it may. `metrics` count the connections.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    metrics: &Metrics,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!("cannot take a connection: {error}");
                sleep(PAUSE).await;
                continue;
            }
        };
        let connection = connection(stream, peer, router.clone(), limits);
        let connection = graceful.watch(connection);
        let open = metrics.connection();
        tokio::spawn(async move {
            // A client that went away, or that was too slow: nobody is left to tell.
            let _ = connection.await;
            drop((open, place));
        });
    }
    drop(listener);
    if timeout(limits.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped before every request was finished");
    }
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    // Answers are small: none waits for more to come.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.answer));
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request);
        async move { answer.await as Result<Response<Body>, Infallible> }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
}

/// The header that tells browsers to come by HTTPS only, for as long as the variable `HSTS_MAX_AGE` says, seconds; none
/// without it, since the endpoint cannot know whether a proxy before it speaks HTTPS.
///
/// # Errors
/// When it is no such number, with what was expected.
pub fn hsts_from_env() -> Result<Option<HeaderValue>, String> {
    let number = Number {
        name: "HSTS_MAX_AGE",
        of: "seconds",
        range: 0..=10 * YEAR,
        example: YEAR,
    };
    let Some(seconds) = number.read()? else {
        return Ok(None);
    };
    let value = HeaderValue::from_str(&format!("max-age={seconds}"));
    value.map(Some).map_err(|error| error.to_string())
}
