//! The way to the mail server cut, at any step of a mail.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::database::Database;
use crate::kills::storage;
use crate::load::Load;
use crate::program::Program;
use crate::smtp::Smtp;
use crate::{at_some_moment, rounds};

mod down {
    use crate::database::{Kind, run};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Kind::Sqlite, super::down).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        run(Kind::Postgres, super::down).await;
    }
}

/// How many mails are on their way at once, and so can be doubled by a cut: docs/endpoint.md.
const AT_ONCE: usize = 8;
/// By then every mail is there.
const SOON: Duration = Duration::from_secs(300);

/// A way to a server, which can be cut.
struct Way {
    address: SocketAddr,
    is_open: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Way {
    async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (is_open, open) = watch::channel(true);
        let task = tokio::spawn(async move {
            loop {
                let (mut client, _) = listener.accept().await.unwrap();
                let mut open = open.clone();
                tokio::spawn(async move {
                    let there_and_back = async {
                        if let Ok(mut server) = TcpStream::connect(server).await {
                            let _ = copy_bidirectional(&mut client, &mut server).await;
                        }
                    };
                    tokio::select! {
                        biased;
                        _ = open.wait_for(|is_open| !is_open) => {}
                        () = there_and_back => {}
                    }
                });
            }
        });
        Self {
            address,
            is_open,
            task,
        }
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Nobody who registers notices, no mail is lost, and only those are doubled that were on their way.
async fn down(database: Arc<Database>) {
    let smtp = Smtp::start([]).await;
    let way = Way::to(smtp.address).await;
    let url = format!("smtp://{}", way.address);
    let settings = [
        ("SMTP_URL", url.as_str()),
        ("MAIL_FROM", "NEC ESS <bonjour@exemple.fr>"),
        ("PUBLIC_URL", "https://exemple.fr"),
    ];
    let program = Program::start_with(storage(&database), &settings).await;
    // No more than are sent meanwhile.
    let load = Load::paced(program.address, Duration::from_millis(300));
    let mut cuts = 0;
    for _ in 0..rounds() {
        load.goes_on(&program).await;
        // Mails are on their way when it is cut.
        let before = smtp.taken().len();
        let begin = Instant::now();
        while smtp.taken().len() == before {
            assert!(begin.elapsed() < SOON, "no mails:\n{}", program.log());
            sleep(Duration::from_millis(5)).await;
        }
        at_some_moment(Duration::from_millis(300)).await;
        way.is_open.send_replace(false);
        cuts += 1;
        load.goes_on(&program).await;
        way.is_open.send_replace(true);
    }
    let people = load.ends(&program).await;
    let begin = Instant::now();
    let mut counted = BTreeMap::new();
    while begin.elapsed() < SOON && counted.len() < people.len() {
        // Not in half an hour: now.
        database
            .execute("UPDATE outbox SET next_at = 0 WHERE status = 'waiting'")
            .await;
        program.send_mails().await;
        counted.clear();
        for mail in smtp.taken() {
            *counted.entry(mail.to[0].clone()).or_insert(0_usize) += 1;
        }
        sleep(Duration::from_millis(100)).await;
    }
    let missing: Vec<_> = people
        .iter()
        .filter(|person| {
            !counted
                .keys()
                .any(|to| to.trim_matches(['<', '>']) == person.as_str())
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}\n{}", program.log());
    let doubled: usize = counted.values().map(|count| count - 1).sum();
    // The endpoint and the command may both have had mails on their way.
    assert!(doubled <= 2 * AT_ONCE * cuts, "{doubled} in {cuts} cuts");
}
