//! How many submissions the endpoint stores in a second, and how long each waits: `cargo xtask bench endpoint`.
//!
//! `load ENDPOINT DIST FOLDER SUBMISSIONS`: starts the program ENDPOINT on new data in FOLDER, for SQLite and, where the
//! variable `POSTGRES` names a server, for PostgreSQL; sends it so many submissions over many connections, each as soon as
//! the one before was answered; and holds what was acknowledged against what is stored. Beside it in the same run: bare
//! loops of SQLite inserts, each with a commit of its own and in groups. Prints a line for each, and all of them as JSON to
//! FOLDER/endpoint.json.

mod bare;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;

/// How many connections there are at a time.
const CONNECTIONS: [usize; 2] = [64, 512];

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

/// What to run.
struct Setting {
    endpoint: PathBuf,
    dist: PathBuf,
    folder: PathBuf,
    submissions: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, dist, folder, submissions] = words.as_slice() else {
        eprintln!("expected ENDPOINT DIST FOLDER SUBMISSIONS");
        std::process::exit(2);
    };
    let setting = Setting {
        endpoint: endpoint.into(),
        dist: dist.into(),
        folder: folder.into(),
        submissions: submissions.parse().expect("a number of submissions"),
    };
    let mut figures = Vec::new();
    let bare = bare::one_by_one(&fresh(&setting), setting.submissions.min(20_000));
    println!("bare loop of SQLite inserts: {bare:.0} a second");
    figures.push(json!({ "what": "bare loop", "per_second": bare }));
    // Of those who wait, half are stored while the others are answered.
    for group in CONNECTIONS.map(|connections| connections / 2) {
        let (first, last) = bare::in_groups(&fresh(&setting), setting.submissions, group);
        println!(
            "in groups of {group}: {first:.0} a second in the first tenth, {last:.0} in the last"
        );
        figures.push(json!({
            "what": "bare groups",
            "group": group,
            "first_tenth_per_second": first,
            "last_tenth_per_second": last,
        }));
    }
    for connections in CONNECTIONS {
        for what in ["registration", "workshop-registration", "/api/health"] {
            figures.push(measure(&setting, what, connections, 1, None).await);
        }
    }
    if let Ok(server) = std::env::var("POSTGRES") {
        for (connections, replicas) in [(64, 1), (512, 1), (512, 2)] {
            let what = "registration";
            figures.push(measure(&setting, what, connections, replicas, Some(&server)).await);
        }
    }
    let file = setting.folder.join("endpoint.json");
    let text = format!("{:#}\n", Value::from(figures));
    std::fs::write(file, text).expect("the folder can be written to");
}

/// An empty folder for data.
fn fresh(setting: &Setting) -> PathBuf {
    let folder = setting.folder.join("data");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for data");
    folder
}

/// A running endpoint.
struct Serving {
    child: Child,
    address: SocketAddr,
}

impl Serving {
    fn start(setting: &Setting, data: &Path, url: Option<&str>) -> Self {
        let mut command = program(setting, "serve", data, url);
        command.args(["--port", "0", "--dist"]).arg(&setting.dist);
        command
            .env("LIMIT_PER_NETWORK", "0")
            .env("LIMIT_PER_EMAIL", "0");
        command.env("RUST_LOG", "warn").stdout(Stdio::piped());
        let mut child = command.spawn().expect("the endpoint starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its standard output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.and_then(|address| address.parse().ok());
        Self {
            child,
            address: address.expect("the address that it listens on"),
        }
    }

    /// The most memory that it ever held, MiB; 0 where the system does not say.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.unwrap_or_default().div_ceil(1024)
    }

    fn stop(mut self) {
        let id = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &id]).status();
        let _ = self.child.wait();
    }
}

fn program(setting: &Setting, command: &str, data: &Path, url: Option<&str>) -> Command {
    let mut program = Command::new(&setting.endpoint);
    program.arg(command).arg("--data").arg(data);
    match url {
        Some(url) => program
            .env("DATABASE_URL", url)
            .env("LINK_SECRET", "of the load alone, for nobody's links"),
        None => program.env_remove("DATABASE_URL"),
    };
    program
}

/// The references that are stored.
fn stored(setting: &Setting, data: &Path, url: Option<&str>) -> BTreeSet<String> {
    let output = program(setting, "export", data, url).output();
    let output = output.expect("an export").stdout;
    let text = String::from_utf8_lossy(&output);
    text.lines()
        .filter_map(|line| reference(line.as_bytes()))
        .collect()
}

/// Sends requests to as many replicas, and says what came of it.
async fn measure(
    setting: &Setting,
    what: &str,
    connections: usize,
    replicas: usize,
    server: Option<&str>,
) -> Value {
    let data = fresh(setting);
    let url = match server {
        Some(server) => Some(new_database(server).await),
        None => None,
    };
    let serving: Vec<Serving> = (0..replicas)
        .map(|_| Serving::start(setting, &data, url.as_deref()))
        .collect();
    let addresses: Vec<SocketAddr> = serving.iter().map(|one| one.address).collect();
    let seen = Rc::new(Seen::default());
    let begin = Instant::now();
    let tasks = LocalSet::new();
    for number in 0..connections {
        let (seen, what) = (Rc::clone(&seen), what.to_owned());
        let address = addresses[number % replicas];
        let requests = setting.submissions;
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
    let memory = serving
        .iter()
        .map(Serving::memory)
        .max()
        .unwrap_or_default();
    serving.into_iter().for_each(Serving::stop);
    let mut figures = report(&seen, seconds);
    figures["what"] = json!(what);
    figures["storage"] = json!(if server.is_some() {
        "PostgreSQL"
    } else {
        "SQLite"
    });
    figures["connections"] = json!(connections);
    figures["replicas"] = json!(replicas);
    figures["memory_mib"] = json!(memory);
    if !what.starts_with('/') {
        let acknowledged: BTreeSet<String> = seen.references.borrow().iter().cloned().collect();
        let stored = stored(setting, &data, url.as_deref());
        figures["acknowledged"] = json!(seen.references.borrow().len());
        figures["distinct"] = json!(acknowledged.len());
        figures["stored"] = json!(stored.len());
        figures["lost"] = json!(acknowledged.difference(&stored).count());
    }
    println!("{figures}");
    figures
}

/// An empty database on `server`.
async fn new_database(server: &str) -> String {
    let options: PgConnectOptions = server.parse().expect("an address of PostgreSQL");
    let mut connection = PgConnection::connect_with(&options)
        .await
        .expect("PostgreSQL");
    let name = "nec_ess_load";
    for sql in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name}"),
    ] {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql));
        connection.execute(sql).await.expect("a new database");
    }
    let _ = connection.close().await;
    options.database(name).to_url_lossy().to_string()
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

/// Every day of the event, as a form sends them.
static DAYS: LazyLock<String> = LazyLock::new(|| {
    let content = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content"));
    let event = nec_ess_content::places::event(content).expect("our own facts");
    let days = event.day_ids().into_iter();
    days.map(|day| format!("&days={day}")).collect()
});

fn write_request(out: &mut String, what: &str, number: usize) {
    let run = std::process::id();
    let body = match what {
        "registration" => format!(
            "lang=fr&first_name=Camille&last_name=Durand&email=camille.{run}.{number}%40exemple.fr&profile=sse\
             &organisation=Coop%C3%A9rative+des+Lilas&country=FR{}\
             &consent=yes&submission_key={:08x}-{:04x}-4000-8000-{:012x}",
            DAYS.as_str(),
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

fn report(seen: &Seen, seconds: f64) -> Value {
    let answers = seen.answers.borrow();
    let mut waits: Vec<f64> = answers
        .iter()
        .map(|(_, wait)| wait.as_secs_f64() * 1000.0)
        .collect();
    waits.sort_by(f64::total_cmp);
    let share = |share: f64| {
        let at = (waits.len() as f64 * share) as usize;
        let wait = waits.get(at.min(waits.len().saturating_sub(1)));
        wait.map(|wait| (wait * 10.0).round() / 10.0)
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
    json!({
        "answered": answers.len(),
        "others": seen.others.get(),
        "broken": seen.broken.get(),
        "per_second": (answers.len() as f64 / seconds).round(),
        "first_tenth_per_second": first.round(),
        "last_tenth_per_second": last.round(),
        "p50_ms": share(0.5),
        "p99_ms": share(0.99),
        "max_ms": share(1.0),
    })
}
