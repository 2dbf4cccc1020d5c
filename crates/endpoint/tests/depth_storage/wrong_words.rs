//! Words of the command line that make no sense: one plain line each, with what was expected and an example, and exit
//! code 2. Nothing is silently left out.

use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Variables that would change what is told.
const VARIABLES: [&str; 6] = [
    "DATABASE_URL",
    "LINK_SECRET",
    "MAIL_FROM",
    "PUBLIC_URL",
    "RUST_LOG",
    "SMTP_URL",
];

/// What the libraries say that the program is made of, and whoever knows no Rust does not understand.
const FOREIGN: [&str; 20] = [
    "argument",
    "cannot parse",
    "code 1",
    "communicating",
    "configuration",
    "empty string",
    "error:",
    "invalid",
    "Invalid",
    "malformed",
    "os error",
    "panicked",
    "parse",
    "relative URL",
    "returned from database",
    "stream",
    "target type",
    "Some(",
    "Err(",
    "thread",
];

/// The program, in a folder where nothing is.
pub fn program(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    for name in VARIABLES {
        program.env_remove(name);
    }
    program.args(words).current_dir(std::env::temp_dir());
    program
}

/// What comes of the program. One that begins to serve, or asks, is ended.
pub fn outcome(program: &mut Command) -> Output {
    program.stdin(Stdio::null());
    program.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let patience = Instant::now() + Duration::from_secs(30);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > patience {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

/// What it says, which is one line in plain words, and that it ends with `code`.
#[track_caller]
pub fn line(program: &mut Command, code: i32) -> String {
    let output = outcome(program);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{program:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{program:?}: {said}");
    is_plain(&said);
    said
}

#[track_caller]
pub fn is_plain(said: &str) {
    for foreign in FOREIGN {
        assert!(!said.contains(foreign), "{foreign}: {said}");
    }
}

#[track_caller]
fn wrong(words: &[&str]) -> String {
    line(&mut program(words), 2)
}

fn told(words: &[&str]) -> String {
    let output = program(words).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands, each with its options and what each of these is followed by, as the help tells them.
fn commands() -> Vec<(String, Vec<(String, String)>)> {
    let all = told(&["--help"]);
    let names = all
        .lines()
        .map_while(|line| line.strip_prefix("nec-ess-endpoint "));
    let names = names.map(|line| line.split(' ').next().unwrap().to_owned());
    let options = |name: &str| {
        let text = told(&[name, "--help"]);
        let lines = text.lines().filter_map(|line| line.strip_prefix("  --"));
        let entries = lines.map(|line| line.split("  ").next().unwrap());
        entries
            .map(|entry| {
                let (option, value) = entry.split_once(' ').unwrap_or((entry, ""));
                (format!("--{option}"), value.to_owned())
            })
            .collect()
    };
    names.map(|name| (name.clone(), options(&name))).collect()
}

/// A number, a day, an address or a name that is none.
#[test]
fn values_that_are_none() {
    for (command, option, values, example) in [
        (
            "serve",
            "--port",
            &["abc", "99999", "-1", "8080x"][..],
            "such as 8080",
        ),
        (
            "serve",
            "--host",
            &["nonsense", "localhost", "300.1.1.1"],
            "such as 127.0.0.1",
        ),
        (
            "serve",
            "--metrics",
            &["9464", "localhost:9464", "127.0.0.1", "127.0.0.1:99999"],
            "such as 127.0.0.1:9464",
        ),
        (
            "serve",
            "--as-of",
            &["26/11/2025", "tomorrow", "2025-13-01", "2025-11-26T10:00"],
            "such as 2031-11-26",
        ),
        (
            "purge",
            "--before",
            &["hier", "2026", "2026-01-01T12:00"],
            "such as 2031-11-26",
        ),
        ("export", "--format", &["pdf", "XLSX"], "jsonl, csv or xlsx"),
        ("report", "--lang", &["de", "french"], "fr or en"),
        (
            "report",
            "--form",
            &["newsletter"],
            "registration, workshop",
        ),
        ("export", "--day", &["demain", "26"], "such as 2031-11-26"),
        (
            "export",
            "--state",
            &["erased", "x"],
            "registered, waiting, cancelled",
        ),
        ("write", "--state", &["cancelled"], "registered, waiting"),
        (
            "report",
            "--since",
            &["yesterday", "NEC-7K3M"],
            "-7K3M-9QXF",
        ),
        ("report", "--answered", &["phone"], "access_needs"),
        (
            "write",
            "--per-minute",
            &["0", "-5", "fast", "60001", "99999999999999999999"],
            "such as 60",
        ),
        ("write", "--text", &["letter.md", "de.md"], "fr.md or en.md"),
    ] {
        for value in values {
            let said = wrong(&[command, option, value]);
            let begin = format!("{option} {value}: ");
            assert!(
                said.starts_with(&begin) && said.contains("expected "),
                "{said}"
            );
            assert!(said.contains(example), "{example}: {said}");
        }
    }
}

/// Every option of every command that takes something says so where nothing follows, or the next option does.
#[test]
fn values_that_are_missing() {
    let mut count = 0;
    for (command, options) in commands() {
        for (option, value) in options.iter().filter(|(_, value)| !value.is_empty()) {
            count += 1;
            for words in [
                &[&*command, option][..],
                &[&*command, option, "--yes"],
                &[&*command, option, ""],
            ] {
                let said = wrong(words);
                assert!(
                    said.starts_with(option) && said.contains(": expected "),
                    "{value}: {said}"
                );
            }
        }
    }
    assert!(count > 30, "{count}");
}

/// An option that a command does not have is told, whichever other command has it.
#[test]
fn options_of_other_commands() {
    let commands = commands();
    let all = commands.iter().flat_map(|(_, options)| options);
    let all: std::collections::BTreeSet<_> = all.collect();
    for (command, own) in &commands {
        for (option, value) in all.iter().filter(|option| !own.contains(option)) {
            if own.iter().any(|(own, _)| own == option) {
                continue;
            }
            let value = match &**option {
                "--as-of" | "--before" | "--day" => "2025-11-26",
                "--form" => "registration",
                "--format" => "csv",
                "--host" => "127.0.0.1",
                "--lang" => "en",
                "--metrics" => "127.0.0.1:9464",
                "--per-minute" | "--port" => "60",
                "--since" => "NEC-7K3M-9QXF",
                "--state" => "waiting",
                "--text" => "fr.md",
                _ if value.is_empty() => "",
                _ => "x",
            };
            let mut words = vec![&**command, option, value];
            words.retain(|word| !word.is_empty());
            let said = wrong(&words);
            let begin = format!("{option} is no option of {command}");
            assert!(said.starts_with(&begin), "{words:?}: {said}");
            assert!(said.contains("--help"), "{said}");
        }
    }
    for words in [
        &["export", "--colour"][..],
        &["export", "-x"],
        &["--colour"],
    ] {
        let said = wrong(words);
        assert!(said.starts_with(words[words.len() - 1]), "{said}");
        assert!(said.contains("--help"), "{said}");
    }
}

/// What would be left out beside another word is refused, with what to do instead.
#[test]
fn words_that_do_not_go_together() {
    const REFERENCE: &str = "NEC-7K3M-9QXF";
    for (words, expected) in [
        (
            &["export", "--format", "xlsx", "--plain"][..],
            "--plain: expected with --format csv",
        ),
        (
            &["export", "--plain"],
            "--plain: expected with --format csv",
        ),
        (
            &["export", "--lang", "en"],
            "--lang: expected with --format csv or xlsx",
        ),
        (
            &["export", "--format", "csv", "--plain", "--lang", "en"],
            "--lang: expected without --plain",
        ),
        (
            &["report", "--json", "--lang", "en"],
            "--lang: expected without --json",
        ),
        (&["mail", "--again"], "--again: expected with --send"),
        (
            &["serve", "--port", "9464", "--metrics", "127.0.0.1:9464"],
            "--metrics 127.0.0.1:9464: expected another port",
        ),
        (&["write", "--text", "fr.md"], "--text fr.md --text en.md"),
        (&["write"], "--text fr.md --text en.md"),
        (
            &["write", "--text", "fr.md", "--text", "b.fr.md"],
            "--text b.fr.md: ",
        ),
        (
            &["export", "--form", "registration", "--form", "workshop"],
            "--form is given twice",
        ),
        (
            &["report", "--day", "2025-11-26", "--day=2025-11-27"],
            "--day is given twice",
        ),
        (
            &["serve", "--port", "1", "--port", "2"],
            "--port is given twice",
        ),
        (&["report", "--json=yes"], "--json takes no value"),
        (&["export", "csv"], "csv: "),
        (&["show", REFERENCE, "NEC-0000-0001"], "NEC-0000-0001: "),
        (&["backup", "a.db", "b.db"], "b.db: "),
        (&["correct", REFERENCE, "Lyon"], "Lyon: expected a field"),
        (&["correct", REFERENCE, "=Lyon"], "=Lyon: expected a field"),
        (&["correct", REFERENCE], "such as city=Lyon"),
        (&["backup"], "backup: expected the file"),
        (&["backup", ""], "backup: expected the file"),
        (&["restore"], "restore: expected the copy"),
    ] {
        let said = wrong(words);
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

/// What cannot be a reference is told before anything is looked up, and what it lacks.
#[test]
fn references_that_are_none() {
    for command in ["show", "correct", "cancel", "erase", "resend", "release"] {
        for (words, expected) in [
            (&[][..], "expected a reference"),
            (&[" "], "expected a reference"),
            (&["NEC-7K3M-9QX"], "7 letters and digits"),
            (&["7k3m"], "4 letters and digits"),
            (&["nec", "7k3m", "9qxf", "2"], "2: "),
            (&["NEC-7K3M-9QXF2"], "9 letters and digits"),
            (&["NEC-7K3M-9QXU"], "U"),
            (&["'; DROP TABLE submissions; --"], "expected a reference"),
        ] {
            let mut words = [&[command], words].concat();
            if command == "correct" {
                words.push("city=Lyon");
            }
            let said = wrong(&words);
            assert!(said.contains(expected), "{words:?}: {said}");
            assert!(
                said.contains("-7K3M-9QXF") || said.starts_with("2: "),
                "{said}"
            );
        }
    }
}

/// Whoever names no command, or none that there is, is shown them all.
#[test]
fn commands_that_are_none() {
    for words in [&["sing"][..], &["sing", "--help"], &["sing", "--colour"]] {
        let output = program(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with("sing: there is no such command\n"),
            "{said}"
        );
        assert!(said.contains("\nnec-ess-endpoint backup"), "{said}");
        assert!(output.stdout.is_empty());
    }
}

/// Nobody reads what it says any more: what it was asked for is done all the same.
#[test]
fn nobody_listens() {
    let folder = tempfile::tempdir().unwrap();
    let script = "\"$0\" report --data \"$1\" 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}";
    let status = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_nec-ess-endpoint")])
        .arg(folder.path())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
}
