//! A connection that sends any bytes.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than the endpoint takes over anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection, made anew when the one before has ended.
pub struct Wire {
    address: SocketAddr,
    stream: Option<TcpStream>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub text: String,
}

impl Answer {
    /// The private page that it leads to.
    pub fn page(&self) -> Option<String> {
        let (_, after) = self.text.split_once("/api/manage/")?;
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
        (end > 10).then(|| format!("/api/manage/{}", &after[..end]))
    }
}

impl Wire {
    /// A connection to be made.
    pub fn to(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
        }
    }

    /// Sends bytes and reads what is answered to them; nothing where the connection ends without a word. `closes`: no
    /// other request follows on the same connection.
    pub async fn send(&mut self, bytes: &[u8], closes: bool) -> Option<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => TcpStream::connect(self.address).await.unwrap(),
        };
        // The endpoint may have refused it before all of it was sent.
        let _ = stream.write_all(bytes).await;
        let mut answer = Vec::new();
        let whole = timeout(PATIENCE, read(&mut stream, &mut answer, bytes))
            .await
            .unwrap_or_else(|_| panic!("no answer: {:?}", String::from_utf8_lossy(bytes)));
        if whole && !closes {
            self.stream = Some(stream);
        }
        let text = String::from_utf8_lossy(&answer).into_owned();
        let status = text.get(9..12)?.parse().ok()?;
        Some(Answer { status, text })
    }
}

/// Reads an answer, or until the connection ends; whether another request may follow.
async fn read(stream: &mut TcpStream, answer: &mut Vec<u8>, request: &[u8]) -> bool {
    loop {
        if let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
            let line = |name: &str| {
                let mut lines = head.lines();
                lines.find_map(|line| line.strip_prefix(name).map(str::trim))
            };
            let status = head.get(9..12).unwrap_or_default();
            let length: Option<usize> = match line("content-length:") {
                _ if request.starts_with(b"HEAD ") || matches!(status, "204" | "304") => Some(0),
                Some(length) => length.parse().ok(),
                None => None,
            };
            // Where the endpoint saw another method or length than was meant, a connection of its own is safe.
            if let Some(length) = length
                && answer.len() >= end + 4 + length
            {
                return line("connection:") != Some("close");
            }
        }
        match stream.read_buf(answer).await {
            Ok(0) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}
