//! Clients that are slow, or pretend to be: they cost the others nothing, and are gone in time.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nec_ess_domain::forms::REGISTRATION;
use nec_ess_endpoint::router;
use nec_ess_endpoint::server::{self, Limits};
use reqwest::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::answer::Answer;
use crate::database::Database;
use crate::dist;
use crate::forms::Filled;
use crate::server::client;

crate::on_sqlite!(
    half_a_head,
    half_a_body,
    a_body_that_drips,
    no_second_request,
    nobody_reads_the_answer,
    more_than_there_may_be,
    half_a_body_when_asked_to_stop,
    a_request_when_asked_to_stop,
);

/// Far longer than the limits of these tests.
const AGES: Duration = Duration::from_secs(20);
const HALF: &str = "POST /api/registrations HTTP/1.1\r\nhost: localhost\r\n\
                    content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nlang=";

/// The endpoint as it is served, with limits that tests can wait for.
struct Serving {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
    _folder: tempfile::TempDir,
}

impl Serving {
    async fn start(database: &Database, change: impl FnOnce(&mut Limits)) -> Self {
        let mut limits = Limits {
            connections: 20,
            head: Duration::from_millis(500),
            body: Duration::from_millis(500),
            answer: Duration::from_millis(500),
            stop: Duration::from_secs(2),
        };
        change(&mut limits);
        let folder = dist::of_site(dist::SITE.clone());
        let mut app = crate::server::app(&folder, database.store().await);
        app.body_patience = limits.body;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let stopped = async { stopped.await.unwrap_or_default() };
            let metrics = app.metrics.clone();
            server::serve(listener, router(app), limits, &metrics, stopped).await;
        });
        Self {
            address,
            stop: Some(stop),
            task,
            _folder: folder,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn register(&self) -> String {
        let filled = Filled::registration();
        let request = client()
            .post(format!("http://{}{}", self.address, REGISTRATION.action))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(filled.encoded());
        Answer::of(request).await.reference()
    }

    /// Asks it to stop; how long that took.
    async fn stop(mut self) -> Duration {
        let begin = Instant::now();
        self.stop.take().unwrap().send(()).unwrap();
        timeout(AGES, self.task).await.unwrap().unwrap();
        begin.elapsed()
    }
}

/// What comes until the connection ends, which it does in time.
async fn until_the_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection may also end with a reset.
    let _ = timeout(AGES, stream.read_to_end(&mut bytes))
        .await
        .expect("an end");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A head that never ends.
async fn half_a_head(database: Arc<Database>) {
    let serving = Serving::start(&database, |_| {}).await;
    let mut stream = serving.connect().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: local")
        .await
        .unwrap();
    until_the_end(&mut stream).await;
}

/// A body that never ends is told, and nothing is stored.
async fn half_a_body(database: Arc<Database>) {
    let serving = Serving::start(&database, |_| {}).await;
    let mut stream = serving.connect().await;
    stream.write_all(HALF.as_bytes()).await.unwrap();
    let answer = until_the_end(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(database.rows().await.is_empty());
}

/// A byte now and then does not buy more time.
async fn a_body_that_drips(database: Arc<Database>) {
    let serving = Serving::start(&database, |_| {}).await;
    let (mut reading, mut writing) = serving.connect().await.into_split();
    let drip = tokio::spawn(async move {
        let _ = writing.write_all(HALF.as_bytes()).await;
        while writing.write_all(b"a").await.is_ok() {
            sleep(Duration::from_millis(100)).await;
        }
    });
    let mut bytes = Vec::new();
    let ended = timeout(AGES, reading.read_to_end(&mut bytes)).await;
    let _ = ended.expect("an end");
    drip.abort();
    assert!(bytes.starts_with(b"HTTP/1.1 408"));
}

/// A connection that is kept open for nothing.
async fn no_second_request(database: Arc<Database>) {
    let serving = Serving::start(&database, |_| {}).await;
    let mut stream = serving.connect().await;
    stream
        .write_all(b"GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .await
        .unwrap();
    assert!(until_the_end(&mut stream).await.starts_with("HTTP/1.1 204"));
}

/// Someone asks for more and more, and takes nothing of it.
async fn nobody_reads_the_answer(database: Arc<Database>) {
    let serving = Serving::start(&database, |limits| limits.connections = 1).await;
    let mut stream = serving.connect().await;
    let asking = tokio::spawn(async move {
        let request = b"GET /fr/ HTTP/1.1\r\nhost: localhost\r\n\r\n";
        while stream.write_all(request).await.is_ok() {}
    });
    // Its place is free again once it is gone.
    timeout(AGES, serving.register()).await.expect("a place");
    asking.abort();
}

/// As many as there may be do nothing: a person gets in all the same, once they are gone.
async fn more_than_there_may_be(database: Arc<Database>) {
    let serving = Serving::start(&database, |_| {}).await;
    let mut idle = Vec::new();
    for _ in 0..60 {
        idle.push(serving.connect().await);
    }
    timeout(AGES, serving.register()).await.expect("a place");
}

/// What will never be whole is not waited for longer than it may be.
async fn half_a_body_when_asked_to_stop(database: Arc<Database>) {
    let serving = Serving::start(&database, |limits| limits.body = AGES).await;
    let mut stream = serving.connect().await;
    stream.write_all(HALF.as_bytes()).await.unwrap();
    sleep(Duration::from_millis(200)).await;
    let took = serving.stop().await;
    assert!(took < Duration::from_secs(5), "{took:?}");
}

/// What has begun is finished, and connections without a request do not delay the end.
async fn a_request_when_asked_to_stop(database: Arc<Database>) {
    let serving = Serving::start(&database, |limits| {
        limits.head = AGES;
        limits.body = AGES;
    })
    .await;
    let _idle = serving.connect().await;
    let mut stream = serving.connect().await;
    let body = Filled::registration().encoded();
    let (first, second) = body.split_at(20);
    let head = HALF.replace(
        "content-length: 100",
        &format!("content-length: {}", body.len()),
    );
    let head = head.trim_end_matches("lang=");
    stream
        .write_all(format!("{head}{first}").as_bytes())
        .await
        .unwrap();
    sleep(Duration::from_millis(200)).await;
    let stopping = tokio::spawn(serving.stop());
    sleep(Duration::from_millis(200)).await;
    stream.write_all(second.as_bytes()).await.unwrap();
    let answer = until_the_end(&mut stream).await;
    let status = StatusCode::CREATED.as_str();
    assert!(
        answer.starts_with(&format!("HTTP/1.1 {status}")),
        "{answer}"
    );
    assert_eq!(database.rows().await.len(), 1);
    assert!(stopping.await.unwrap() < Duration::from_secs(3));
}
