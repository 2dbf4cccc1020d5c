//! Sends many requests over many connections, each as soon as the one before was answered, and prints what came of it as
//! JSON. `cargo xtask bench endpoint` runs it in a process of its own.
//!
//! `load ADDRESS CONNECTIONS REQUESTS registration|workshop-registration|PATH [FILE]`: a form with other answers each time, or a GET.
//! FILE gets the reference of every submission that was acknowledged, one a line.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

/// What was seen, by all connections together.
#[derive(Default)]
struct Seen {
    sent: Cell<usize>,
    /// When each answer came after the beginning, and after its request.
    answers: RefCell<Vec<(Duration, Duration)>>,
    references: RefCell<Vec<String>>,
    others: Cell<usize>,
    broken: Cell<usize>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [address, connections, requests, what, file @ ..] = words.as_slice() else {
        eprintln!(
            "expected ADDRESS CONNECTIONS REQUESTS registration|workshop-registration|PATH [FILE]"
        );
        std::process::exit(2);
    };
    let address: SocketAddr = address.parse().expect("an address such as 127.0.0.1:8080");
    let connections: usize = connections.parse().expect("a number of connections");
    let requests: usize = requests.parse().expect("a number of requests");
    let seen = Rc::new(Seen::default());
    let begin = Instant::now();
    let tasks = LocalSet::new();
    for _ in 0..connections {
        let (seen, what) = (Rc::clone(&seen), what.clone());
        tasks.spawn_local(async move {
            while seen.sent.get() < requests {
                // A connection that broke is made anew; its request counts as one without an answer.
                if run(address, &what, requests, begin, &seen).await.is_err() {
                    seen.broken.set(seen.broken.get() + 1);
                }
            }
        });
    }
    tasks.await;
    let seconds = begin.elapsed().as_secs_f64();
    if let [file, ..] = file {
        let mut text = seen.references.borrow().join("\n");
        text.push('\n');
        std::fs::write(file, text).expect("the file can be written");
    }
    print!("{}", report(&seen, seconds));
}

async fn run(
    address: SocketAddr,
    what: &str,
    requests: usize,
    begin: Instant,
    seen: &Seen,
) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(4096);
    let mut request = String::new();
    while seen.sent.get() < requests {
        let number = seen.sent.get();
        seen.sent.set(number + 1);
        request.clear();
        write_request(&mut request, what, number);
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        buffer.clear();
        let status = read_answer(&mut stream, &mut buffer).await?;
        let now = Instant::now();
        match status {
            200 | 201 | 204 => seen.answers.borrow_mut().push((now - begin, now - sent)),
            _ => seen.others.set(seen.others.get() + 1),
        }
        if status == 201
            && let Some(reference) = reference(&buffer)
        {
            seen.references.borrow_mut().push(reference);
        }
    }
    Ok(())
}

fn write_request(out: &mut String, what: &str, number: usize) {
    let run = std::process::id();
    let body = match what {
        "registration" => format!(
            "lang=fr&first_name=Camille&last_name=Durand&email=camille.{run}.{number}%40exemple.fr&profile=sse\
             &organisation=Coop%C3%A9rative+des+Lilas&country=FR&days=2025-11-25&days=2025-11-26&days=2025-11-27\
             &consent=yes&submission_key={:08x}-{:04x}-4000-8000-{:012x}",
            run,
            number % 0x1_0000,
            number
        ),
        "workshop-registration" => format!(
            "lang=en&first_name=M%C3%A1ire&last_name=Neill&email=maire.{run}.{number}%40example.ie\
             &organisation=Co-op+{number}&country=IE&postal_code=D02+AF30&city=Dublin&first_time=yes&consent=yes\
             &submission_key={:08x}-{:04x}-4000-8000-{:012x}",
            run,
            number % 0x1_0000,
            number
        ),
        path => {
            let _ = write!(out, "GET {path} HTTP/1.1\r\nhost: load\r\n\r\n");
            return;
        }
    };
    let _ = write!(
        out,
        "POST /api/{what}s HTTP/1.1\r\nhost: load\r\naccept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
}

/// Reads a whole answer; its status.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> std::io::Result<u16> {
    let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    loop {
        if let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
            let status = text.get(9..12).and_then(|status| status.parse().ok());
            let status: u16 = status.ok_or_else(broken)?;
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse().ok());
            if buffer.len() >= head + 4 + length.unwrap_or(0_usize) {
                return Ok(status);
            }
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err(broken());
        }
    }
}

fn reference(answer: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(answer).ok()?;
    let (_, after) = text.split_once("\"reference\":\"")?;
    Some(after.split_once('"')?.0.to_owned())
}

fn report(seen: &Seen, seconds: f64) -> String {
    let answers = seen.answers.borrow();
    let mut waits: Vec<f64> = answers
        .iter()
        .map(|(_, wait)| wait.as_secs_f64() * 1000.0)
        .collect();
    waits.sort_by(f64::total_cmp);
    let share = |share: f64| {
        let at = (waits.len() as f64 * share) as usize;
        waits.get(at.min(waits.len().saturating_sub(1))).copied()
    };
    // How fast the first and the last tenth were.
    let tenth = answers.len() / 10;
    let speed = |part: &[(Duration, Duration)]| match part {
        [(first, _), .., (last, _)] => {
            part.len() as f64 / (last.as_secs_f64() - first.as_secs_f64())
        }
        _ => 0.0,
    };
    let (first, last) = (
        speed(&answers[..tenth]),
        speed(&answers[answers.len() - tenth..]),
    );
    format!(
        "{{ \"answered\": {}, \"others\": {}, \"broken\": {}, \"seconds\": {seconds:.3}, \"per_second\": {:.0}, \
         \"first_tenth_per_second\": {first:.0}, \"last_tenth_per_second\": {last:.0}, \
         \"p50_ms\": {:.2}, \"p99_ms\": {:.2}, \"max_ms\": {:.2} }}\n",
        answers.len(),
        seen.others.get(),
        seen.broken.get(),
        answers.len() as f64 / seconds,
        share(0.5).unwrap_or_default(),
        share(0.99).unwrap_or_default(),
        share(1.0).unwrap_or_default(),
    )
}
