//! Variables that make no sense, and databases that let nobody in: one plain line each, with what was expected and an
//! example, exit code 1, and no password.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Command, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::dist;
use crate::wrong_words::{is_plain, line, outcome, program};

/// What must be in no line.
const PASSWORD: &str = "geheim";
const MAIL: [(&str, &str); 3] = [
    ("SMTP_URL", "smtp://127.0.0.1:1"),
    ("MAIL_FROM", "NEC ESS <bonjour@exemple.fr>"),
    ("PUBLIC_URL", "https://exemple.fr"),
];

/// `serve` in a folder of its own, where mails are set up.
struct Serve {
    dist: TempDir,
    data: TempDir,
}

impl Serve {
    fn new() -> Self {
        Self {
            dist: dist::of_site(dist::SITE.clone()),
            data: tempfile::tempdir().unwrap(),
        }
    }

    fn program(&self) -> Command {
        let mut program = program(&["serve", "--port", "0"]);
        program.arg("--dist").arg(self.dist.path());
        program.arg("--data").arg(self.data.path()).envs(MAIL);
        program
    }
}

/// Every variable with a value that is none: named, and with what was expected.
#[test]
fn variables_that_are_none() {
    let serve = Serve::new();
    let numbers = [
        ("TRUST_PROXY", "such as 1"),
        ("LIMIT_PER_NETWORK", "such as 60"),
        ("LIMIT_PER_EMAIL", "such as 10"),
        ("MAX_CONNECTIONS", "such as 1000"),
        ("TIMEOUT_HEAD", "such as 30"),
        ("TIMEOUT_BODY", "such as 60"),
        ("TIMEOUT_ANSWER", "such as 30"),
        ("TIMEOUT_STOP", "such as 8"),
        ("HSTS_MAX_AGE", "such as 31536000"),
    ];
    let numbers = numbers.into_iter().flat_map(|(name, expected)| {
        // The last one was more than the program could count with.
        let values = [
            "x",
            "-1",
            "1.5",
            "99999999999999999999",
            "18446744073709551615",
        ];
        values.map(|value| (name, value, expected))
    });
    let smtp = "such as smtps://name:password@mail.exemple.fr";
    let others = [
        ("LINK_SECRET", "short", "at least 32"),
        ("MAIL_FROM", "", "such as NEC ESS <bonjour@exemple.fr>"),
        (
            "MAIL_FROM",
            "bonjour",
            "such as NEC ESS <bonjour@exemple.fr>",
        ),
        (
            "MAIL_FROM",
            "NEC ESS <>",
            "such as NEC ESS <bonjour@exemple.fr>",
        ),
        (
            "MAIL_FROM",
            "NEC ESS bonjour@exemple.fr",
            "such as NEC ESS <bonjour@exemple.fr>",
        ),
        ("SMTP_URL", "nonsense", smtp),
        ("SMTP_URL", "mail.exemple.fr", smtp),
        ("SMTP_URL", "smtp://", smtp),
        ("SMTP_URL", "http://nec:geheim@mail.exemple.fr", smtp),
        ("SMTP_URL", "smtp://nec:geheim@mail.exemple.fr:99999", smtp),
        (
            "SMTP_URL",
            "smtp://nec:geheim@mail.exemple.fr?tls=yes",
            "tls=required",
        ),
        // It was sent without TLS.
        (
            "SMTP_URL",
            "smtp://nec:geheim@mail.exemple.fr?ssl=true",
            "tls=required",
        ),
        // It was sent without a password.
        ("SMTP_URL", "smtps://nec@mail.exemple.fr", "password"),
        ("SMTP_URL", "smtps://nec:@mail.exemple.fr", "password"),
        ("SMTP_CA", "/nowhere.pem", "/nowhere.pem: it is not there"),
        ("SMTP_CA", "/dev/null", "PEM"),
        ("PUBLIC_URL", "exemple.fr", "such as https://"),
    ];
    for (name, value, expected) in numbers.chain(others) {
        let said = line(serve.program().env(name, value), 1);
        assert!(said.starts_with(name), "{name}={value}: {said}");
        assert!(
            said.contains("xpected") || said.contains("not there"),
            "{said}"
        );
        assert!(said.contains(expected), "{name}={value}: {said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
    let said = line(serve.program().env("SMTP_CA", cargo_pem(&serve)), 1);
    assert!(
        said.contains("SMTP_URL") && said.contains("tls=required"),
        "{said}"
    );
}

/// A file with a certificate.
fn cargo_pem(serve: &Serve) -> std::path::PathBuf {
    let certificate = rcgen::generate_simple_self_signed(["mail.exemple.fr".to_owned()]).unwrap();
    let file = serve.dist.path().join("ca.pem");
    std::fs::write(&file, certificate.cert.pem()).unwrap();
    file
}

/// One that cannot be read does not pass for one that is not set: submissions would go to another place.
#[test]
fn variables_in_another_encoding() {
    let serve = Serve::new();
    let latin = OsStr::from_bytes(b"Caf\xe9");
    for name in [
        "DATABASE_URL",
        "LINK_SECRET",
        "SMTP_URL",
        "SMTP_CA",
        "MAIL_FROM",
        "PUBLIC_URL",
        "TRUST_PROXY",
        "LIMIT_PER_NETWORK",
        "LIMIT_PER_EMAIL",
        "MAX_CONNECTIONS",
        "TIMEOUT_HEAD",
        "TIMEOUT_BODY",
        "TIMEOUT_ANSWER",
        "TIMEOUT_STOP",
        "HSTS_MAX_AGE",
    ] {
        let said = line(serve.program().env(name, latin), 1);
        assert!(said.starts_with(name) && said.contains("UTF-8"), "{said}");
    }
}

/// A mistyped level would leave the log empty: it is told, and what matters is logged.
#[test]
fn a_level_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    for level in ["inof", "info,sqlx=lod", "=", "warn,nonsense"] {
        let mut program = program(&["export", "--data"]);
        program.arg(folder.path()).env("RUST_LOG", level);
        let output = program.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let expected = format!("RUST_LOG={level}: expected a level");
        assert!(said.contains(&expected), "{said}");
    }
    for level in [
        "warn",
        "INFO",
        "off",
        "info,sqlx=warn",
        "nec_ess_endpoint=debug",
    ] {
        let mut program = program(&["export", "--data"]);
        line(program.arg(folder.path()).env("RUST_LOG", level), 1);
    }
}

/// Neither mail server nor the other way round: whoever set the sender up wants mails to go.
#[test]
fn a_sender_without_a_server() {
    let mut mail = program(&["mail", "--send", "--data"]);
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("submissions.db"), "").unwrap();
    mail.arg(data.path());
    let said = line(mail.env("MAIL_FROM", "bonjour@exemple.fr"), 1);
    assert!(said.starts_with("SMTP_URL is not set: expected"), "{said}");
}

/// Whoever names a folder where a variable counts is told which of them does: they may be about to delete.
#[test]
fn a_folder_beside_an_address() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("other.db");
    std::fs::write(&file, "").unwrap();
    let mut purge = program(&["purge", "--before", "2100-01-01", "--data"]);
    purge.arg(folder.path());
    purge.env("DATABASE_URL", format!("sqlite://{}", file.display()));
    let said = String::from_utf8(outcome(&mut purge).stderr).unwrap();
    assert!(
        said.contains("where DATABASE_URL says, not under --data"),
        "{said}"
    );
    assert!(said.contains("nothing is from before"), "{said}");
}

/// What is said at the start of an endpoint that cannot send: who has set up a part of it wants to.
#[test]
fn a_part_of_the_mails_alone() {
    let serve = Serve::new();
    for (name, value) in [("MAIL_FROM", "bonjour@exemple.fr"), ("SMTP_CA", "/ca.pem")] {
        let mut program = serve.program();
        for (other, _) in MAIL {
            program.env_remove(other);
        }
        program.env(name, value);
        let mut child = program
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let line = lines
            .map_while(Result::ok)
            .find(|line| line.contains("SMTP_URL"));
        child.kill().unwrap();
        child.wait().unwrap();
        let said = line.unwrap();
        assert!(
            said.contains(&format!("{name} is set, but SMTP_URL is not")),
            "{said}"
        );
        assert!(said.contains("such as smtps://"), "{said}");
    }
}

/// Addresses of databases that are none, or of other ones than ours.
#[test]
fn addresses_of_no_database() {
    let expected = "postgres://name:password@host/database";
    for (url, part) in [
        ("mysql://nec:geheim@127.0.0.1/nec", "mysql://"),
        ("http://nec:geheim@127.0.0.1/nec", "http://"),
        ("nonsense", expected),
        ("geheim", expected),
        ("data/submissions.db", expected),
        (" ", expected),
        ("postgres:nec", expected),
        (
            "postgres://nec:geheim@127.0.0.1:99999/nec",
            "percent-encoded",
        ),
        ("postgres://nec:geh#eim@127.0.0.1/nec", "percent-encoded"),
        (
            "postgres://nec:geheim@127.0.0.1/nec?sslmode=geheim2",
            "sslmode",
        ),
        (
            "postgres://nec:geheim@127.0.0.1/nec?sslmode=require",
            "without TLS",
        ),
        ("sqlite:", "sqlite:///"),
        ("sqlite://", "sqlite:///"),
        // It would be gone at the end.
        ("sqlite::memory:", "sqlite:///"),
        ("sqlite:/tmp", "it is a folder"),
    ] {
        for command in ["report", "serve"] {
            let said = line(program(&[command]).env("DATABASE_URL", url), 1);
            assert!(said.contains("DATABASE_URL"), "{url}: {said}");
            assert!(said.contains(part), "{url}: {said}");
            assert!(!said.contains(PASSWORD), "{url}: {said}");
        }
    }
}

/// What a server answers that lets nobody in.
fn refusing(code: &'static str, message: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            // PostgreSQL's protocol: a length and as much of a message; then an error of fields.
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut rest = vec![0; u32::from_be_bytes(length) as usize - 4];
            stream.read_exact(&mut rest).unwrap();
            let fields = format!("SFATAL\0VFATAL\0C{code}\0M{message}\0\0");
            let length = u32::try_from(fields.len() + 4).unwrap().to_be_bytes();
            let answer = [b"E", &length[..], fields.as_bytes()].concat();
            let _ = stream.write_all(&answer);
        }
    });
    port
}

/// PostgreSQL that refuses the password, has no such database, or is not ready.
#[test]
fn postgres_that_lets_nobody_in() {
    for (code, message, expected) in [
        (
            "28P01",
            "password authentication failed for user \"nec\"",
            "does not accept the password of the user nec",
        ),
        (
            "28000",
            "no pg_hba.conf entry for host \"127.0.0.1\"",
            "does not let the user nec in",
        ),
        (
            "3D000",
            "database \"forms\" does not exist",
            "createdb forms",
        ),
        ("57P03", "the database system is starting up", "in a moment"),
        (
            "53300",
            "sorry, too many clients already",
            "too many clients",
        ),
    ] {
        let port = refusing(code, message);
        let url = format!("postgres://nec:geheim@127.0.0.1:{port}/forms");
        let said = line(program(&["report"]).env("DATABASE_URL", url), 1);
        assert!(said.contains(expected), "{said}");
        assert!(said.contains(&format!("127.0.0.1:{port}")), "{said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
}

/// PostgreSQL that is not there, or something else in its place.
#[test]
fn postgres_that_is_not_there() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in other.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    for (url, expected) in [
        (
            "postgres://nec:geheim@127.0.0.1:1/forms".to_owned(),
            "does not answer at 127.0.0.1:1",
        ),
        (
            "postgres://nec:geheim@nowhere.example/forms".to_owned(),
            "does not answer at nowhere.example:5432",
        ),
        (
            format!("postgres://nec:geheim@127.0.0.1:{port}/forms"),
            "is it PostgreSQL",
        ),
    ] {
        for command in ["report", "serve"] {
            let said = line(program(&[command]).env("DATABASE_URL", &url), 1);
            assert!(said.contains(expected), "{said}");
            assert!(said.contains("DATABASE_URL"), "{said}");
            assert!(!said.contains(PASSWORD), "{said}");
        }
    }
}

/// What the address of PostgreSQL has and nobody knows is told by its name alone.
#[test]
fn unknown_parts_of_an_address() {
    let url = "postgres://nec@127.0.0.1:1/forms?pasword=geheim&application_name=nec";
    let output = program(&["report"]).env("DATABASE_URL", url).output();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    assert_eq!(said.matches("pasword").count(), 1, "{said}");
    assert!(!said.contains(PASSWORD), "{said}");
    is_plain(&said);
}
