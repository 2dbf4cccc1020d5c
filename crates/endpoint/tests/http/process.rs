//! The program as organisers run it: started, killed, started again, exported.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use nec_ess_domain::forms::REGISTRATION;
use nec_ess_endpoint::store::Store;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::answer::Answer;
use crate::database::{Database, Kind};
use crate::dist;
use crate::forms::{Filled, KEY};
use crate::server::{SECRET, client};

crate::on_both!(
    a_submission_survives_a_kill,
    stops_when_asked,
    another_secret
);
crate::on_sqlite!(any_folder_can_hold_the_data, says_what_it_misses);

/// The program, with its storage set as organisers set it.
fn program(database: &Database, command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.arg(command).env_remove("DATABASE_URL");
    match database.kind {
        Kind::Sqlite => program.arg("--data").arg(database.folder.path()),
        Kind::Postgres => program
            .env("DATABASE_URL", &database.url)
            .env("LINK_SECRET", SECRET),
    };
    program.kill_on_drop(true).stdin(Stdio::null());
    program
}

/// The program once it listens.
struct Serving {
    child: Child,
    url: String,
}

async fn serve(program: &mut Command, folder: &Path) -> Serving {
    let mut child = program
        .args(["--port", "0", "--dist"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = timeout(Duration::from_secs(30), lines.next_line())
        .await
        .unwrap()
        .unwrap()
        .expect("a line of standard output");
    let url = line.strip_prefix("listening on ").unwrap().to_owned();
    Serving { child, url }
}

impl Serving {
    async fn send(&self, filled: &Filled) -> Answer {
        let request = client()
            .post(format!("{}{}", self.url, filled.form.action))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(filled.encoded());
        Answer::of(request).await
    }
}

/// A folder with the forms.
fn site() -> TempDir {
    dist::of_site(dist::SITE.clone())
}

/// Every submission, as the program writes it out.
async fn export(database: &Database) -> Vec<Value> {
    let output = program(database, "export").output().await.unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Killed in the instant after its answer, the program has the submission all the same; `export`
/// gives it while another one serves.
async fn a_submission_survives_a_kill(database: Arc<Database>) {
    let folder = site();
    let mut first = serve(&mut program(&database, "serve"), folder.path()).await;
    let filled = Filled::registration().key(KEY);
    let reference = first.send(&filled).await.reference();
    first.child.kill().await.unwrap();

    let second = serve(&mut program(&database, "serve"), folder.path()).await;
    let again = second.send(&filled).await.reference();
    assert_eq!(again, reference);
    let lines = export(&database).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["reference"], reference);
    assert_eq!(lines[0]["form"], REGISTRATION.id);
    assert_eq!(lines[0]["lang"], "fr");
    assert!(lines[0]["created_at"].is_string());
    assert_eq!(
        lines[0]["answers"]["days"],
        json!(["2025-11-26", "2025-11-27"])
    );
    assert_eq!(lines[0]["answers"]["first_name"], json!(["Camille"]));
}

/// The system's wish to stop is granted, with a good end.
async fn stops_when_asked(database: Arc<Database>) {
    let folder = site();
    let mut serving = serve(&mut program(&database, "serve"), folder.path()).await;
    serving.send(&Filled::registration()).await.reference();
    let id = serving.child.id().unwrap().to_string();
    let kill = Command::new("kill").args(["-TERM", &id]).status().await;
    assert!(kill.unwrap().success());
    let ended = timeout(Duration::from_secs(10), serving.child.wait()).await;
    assert!(ended.unwrap().unwrap().success());
    assert_eq!(export(&database).await.len(), 1);
}

/// Links that were sent go on working, or the program does not start and says why. SQLite's secret is a file that it makes;
/// PostgreSQL's comes from whoever starts the program.
async fn another_secret(database: Arc<Database>) {
    let folder = site();
    let program = || {
        let mut program = program(&database, "serve");
        if database.kind == Kind::Sqlite {
            program.env_remove("LINK_SECRET");
        }
        program
    };
    let mut first = serve(&mut program(), folder.path()).await;
    let answer = first.send(&Filled::registration()).await;
    let path = answer.json()["manage_url"].as_str().unwrap().to_owned();
    first.child.kill().await.unwrap();
    // The same one again.
    let mut second = serve(&mut program(), folder.path()).await;
    let page = async |url: &str| {
        Answer::of(client().get(format!("{url}{path}")))
            .await
            .status
    };
    assert_eq!(page(&second.url).await, StatusCode::OK);
    second.child.kill().await.unwrap();
    let mut refused = Vec::new();
    let mut missing = program();
    missing.env_remove("LINK_SECRET");
    let _ = std::fs::remove_file(database.folder.path().join("link-secret"));
    refused.push(missing);
    for secret in ["short", "another secret, and one that is long enough"] {
        let mut other = program();
        other.env("LINK_SECRET", secret);
        refused.push(other);
    }
    for program in &mut refused {
        program.args(["--port", "0", "--dist"]).arg(folder.path());
        let output = timeout(Duration::from_secs(30), program.output()).await;
        let output = output.unwrap().unwrap();
        assert!(!output.status.success());
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(
            error.contains("LINK_SECRET") || error.contains("link-secret"),
            "{error}"
        );
    }
    let mut other = program();
    other.env("LINK_SECRET", "another secret, and one that is long enough");
    let third = serve(other.arg("--new-links"), folder.path()).await;
    assert_eq!(page(&third.url).await, StatusCode::NOT_FOUND);
}

/// Folders as people name them, from here or from the root.
async fn any_folder_can_hold_the_data(database: Arc<Database>) {
    let here = database.folder.path();
    let mut failed = Vec::new();
    for name in [
        "data",
        "mes données",
        "100% sûr",
        "n°1 #2",
        "quoi?",
        "a%41",
        "a/b/c",
    ] {
        for data in [Path::new(name).to_path_buf(), here.join("root").join(name)] {
            let made = Store::sqlite(&here.join(&data)).await.unwrap();
            made.close().await;
            let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
            program.env_remove("DATABASE_URL").kill_on_drop(true);
            program.arg("export").arg("--data").arg(&data);
            let output = program.current_dir(here).output().await.unwrap();
            if !output.status.success() {
                let error = String::from_utf8_lossy(&output.stderr).into_owned();
                failed.push((data.strip_prefix(here).unwrap_or(&data).to_owned(), error));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Without the site or with words that it does not know, the program says so and ends.
async fn says_what_it_misses(database: Arc<Database>) {
    let empty = tempfile::tempdir().unwrap();
    let output = program(&database, "serve")
        .args(["--port", "0", "--dist"])
        .arg(empty.path())
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("site.json") && error.contains("cargo xtask build"));
    let output = program(&database, "sing").output().await.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("nec-ess-endpoint serve")
    );
}
