//! A mail server of the tests' own: the protocol is the crate `mailin`'s, the moods are ours.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use mailin::{Action, Handler, Response, Session, SessionBuilder, response};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// What the server does with the next recipient.
#[derive(Clone, Debug)]
pub enum Mood {
    /// Answers this code.
    Says(u16),
    /// Takes the connection and never says a word.
    Stalls,
}

/// How the server encrypts.
#[derive(Clone)]
pub enum Security {
    /// Not at all, and it says so.
    None,
    /// From the first byte.
    Wrapped(TlsAcceptor),
    /// Once the client asks for it.
    StartTls(TlsAcceptor),
}

/// A running mail server; dropping it stops it.
pub struct Smtp {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct State {
    moods: VecDeque<Mood>,
    stalls: bool,
    taken: Vec<Taken>,
}

/// A mail that was taken.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub text: String,
}

#[derive(Clone)]
struct Desk {
    state: Arc<Mutex<State>>,
    current: Taken,
    bytes: Vec<u8>,
}

impl Handler for Desk {
    fn mail(&mut self, _: std::net::IpAddr, _: &str, from: &str) -> Response {
        self.current = Taken {
            from: from.to_owned(),
            ..Taken::default()
        };
        self.bytes.clear();
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        if let Some(Mood::Says(code)) = self.state.lock().unwrap().moods.pop_front() {
            return Response::custom(code, "as the test wishes".to_owned());
        }
        self.current.to.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.current.text = String::from_utf8(self.bytes.clone()).unwrap();
        self.state.lock().unwrap().taken.push(self.current.clone());
        response::OK
    }
}

impl Smtp {
    /// Starts one that takes everything, after it was in these moods.
    pub async fn start(moods: impl IntoIterator<Item = Mood>) -> Self {
        Self::secured(moods, Security::None).await
    }

    /// The same with encryption.
    pub async fn secured(moods: impl IntoIterator<Item = Mood>, security: Security) -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        for mood in moods {
            match mood {
                Mood::Stalls => state.lock().unwrap().stalls = true,
                mood @ Mood::Says(_) => state.lock().unwrap().moods.push_back(mood),
            }
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, Arc::clone(&shared), security.clone()));
            }
        });
        Self {
            address,
            state,
            task,
        }
    }

    /// From now on it answers.
    pub fn wakes_up(&self) {
        self.state.lock().unwrap().stalls = false;
    }

    /// Everything that it took.
    pub fn taken(&self) -> Vec<Taken> {
        self.state.lock().unwrap().taken.clone()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>, security: Security) {
    let ip = stream.peer_addr().unwrap().ip();
    if state.lock().unwrap().stalls {
        // Holds the connection open.
        std::future::pending::<()>().await;
    }
    let desk = Desk {
        state,
        current: Taken::default(),
        bytes: Vec::new(),
    };
    let mut builder = SessionBuilder::new("tests.example");
    if let Security::StartTls(_) = security {
        builder.enable_start_tls();
    }
    let mut session = builder.build(ip, desk);
    let greeting = session.greeting();
    match security {
        Security::None => {
            talk(stream, &mut session, Some(greeting)).await;
        }
        Security::Wrapped(acceptor) => {
            if let Ok(stream) = acceptor.accept(stream).await {
                talk(stream, &mut session, Some(greeting)).await;
            }
        }
        Security::StartTls(acceptor) => {
            let Some(stream) = talk(stream, &mut session, Some(greeting)).await else {
                return;
            };
            if let Ok(stream) = acceptor.accept(stream).await {
                session.tls_active();
                talk(stream, &mut session, None).await;
            }
        }
    }
}

/// Talks until the end; gives the connection back where it is to be encrypted.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    session: &mut Session<Desk>,
    greeting: Option<Response>,
) -> Option<S> {
    let mut stream = BufReader::new(stream);
    let mut answer = greeting;
    loop {
        if let Some(answer) = &answer {
            if !matches!(answer.action, Action::NoReply) {
                let mut text = Vec::new();
                answer.write_to(&mut text).unwrap();
                stream.write_all(&text).await.ok()?;
                stream.flush().await.ok()?;
            }
            match answer.action {
                Action::Close => return None,
                Action::UpgradeTls => return Some(stream.into_inner()),
                _ => {}
            }
        }
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await.unwrap_or(0) == 0 {
            return None;
        }
        answer = Some(session.process(&line));
    }
}
