//! Many who begin to send, and do not go on.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::database::Database;
use crate::kills::storage;
use crate::load::Load;
use crate::program::Program;
use crate::rounds;

mod nine_hundred {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::nine_hundred).await;
    }
}

/// What they send: the half of a head, and a head with the half of a body.
const HALVES: [&str; 2] = [
    "POST /api/registrations HTTP/1.1\r\nhost: localhost\r\ncontent-",
    "POST /api/registrations HTTP/1.1\r\nhost: localhost\r\n\
     content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nlang=",
];

/// They are gone within a minute, and people register meanwhile.
async fn nine_hundred(database: Arc<Database>) {
    // As it is by default, or a few seconds where each fault comes a few times only.
    let short = [("TIMEOUT_HEAD", "15"), ("TIMEOUT_BODY", "15")];
    let settings = if rounds() < 10 { &short[..] } else { &[] };
    let program = Program::start_with(storage(&database), settings).await;
    let mut clients = JoinSet::new();
    for number in 0..900 {
        let mut stream = TcpStream::connect(program.address).await.unwrap();
        let half = HALVES[number % HALVES.len()];
        stream.write_all(half.as_bytes()).await.unwrap();
        clients.spawn(async move {
            let mut answer = Vec::new();
            // A connection may also end with a reset.
            let _ = stream.read_to_end(&mut answer).await;
        });
    }
    let load = Load::start(program.address);
    load.goes_on(&program).await;
    assert!(clients.try_join_next().is_none(), "they are still there");
    // From when the last of them came; the default for a body is the minute itself.
    let gone = timeout(Duration::from_secs(62), clients.join_all()).await;
    gone.expect("900 slow clients are gone within a minute");
    load.goes_on(&program).await;
    load.ends(&program).await;
}
