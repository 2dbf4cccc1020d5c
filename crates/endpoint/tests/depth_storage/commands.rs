//! The command line, as organisers use it.

use std::process::{Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use nec_ess_content::Site;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

use crate::database::{Database, Kind};
use crate::dist;
use crate::forms::Filled;
use crate::server::SECRET;
use crate::server::Server;

crate::on_both!(
    export_as_a_table,
    export_of_one_form,
    backup_of_a_running_endpoint,
    mail_lists_what_waits,
    serve_sends_mails_by_itself,
    wrong_words,
    a_folder_without_a_database,
    files_are_private,
);

/// What the program answers to `words`.
pub async fn run(database: &Database, words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program.args(words);
    for name in ["DATABASE_URL", "SMTP_URL", "MAIL_FROM", "PUBLIC_URL"] {
        program.env_remove(name);
    }
    match database.kind {
        Kind::Sqlite => program.arg("--data").arg(database.folder.path()),
        Kind::Postgres => program.env("DATABASE_URL", &database.url),
    };
    program.env("LINK_SECRET", SECRET);
    program.kill_on_drop(true).output().await.unwrap()
}

/// Where the site is; its own settings name an example, which no mail leads to.
const ADDRESS: &str = "https://nec.exemple.fr";

fn with_address() -> Site {
    let mut site = dist::SITE.clone();
    site.settings.origin = ADDRESS.into();
    site
}

/// What it said on success.
#[track_caller]
pub fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Spreadsheets open it as it is, and calculate nothing that a person typed.
async fn export_as_a_table(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let filled = Filled::registration()
        .with("first_name", "=HYPERLINK(\"https://evil.example\")")
        .with("organisation", "Lilas, \"Coop\"");
    server.send(&filled).await.reference();
    let dist = server.folder().to_str().unwrap();
    let words = [
        "export",
        "--format",
        "csv",
        "--form",
        "registration",
        "--dist",
        dist,
    ];
    let text = said(&run(&database, &words).await);
    let lines: Vec<_> = text
        .strip_prefix('\u{feff}')
        .unwrap()
        .split("\r\n")
        .collect();
    assert_eq!(
        lines[0],
        "\"Référence\";\"État\";\"Reçu le (heure de Paris)\";\"Prénom\";\"Nom\";\"Adresse électronique\";\
         \"Profil\";\"Profil (code)\";\"Organisation\";\"Pays\";\"Pays (code)\";\
         \"mardi 25 novembre 2025 – Bruxelles\";\"mercredi 26 novembre 2025 – Paris\";\
         \"jeudi 27 novembre 2025 – Paris\";\"Souhaite l’atelier\";\"Besoins d’accessibilité\";\
         \"Accepte d’être contacté·e\";\"Lettre d’information\";\"Langue\";\"Provenance\";\
         \"Même adresse électronique que\";\"Même organisation que\""
    );
    assert!(
        lines[1].contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""),
        "{}",
        lines[1]
    );
    assert!(lines[1].contains("\"Lilas, \"\"Coop\"\"\""));
    assert!(lines[1].contains("\"France\";\"FR\";\"\";\"place confirmée\";\"place confirmée\""));
    assert_eq!(lines[2], "");
    // All forms in one table.
    let text = said(&run(&database, &["export", "--format", "csv", "--dist", dist]).await);
    assert!(
        text.starts_with("\u{feff}\"Formulaire\";\"Référence\""),
        "{text}"
    );
    assert!(text.contains("\"Inscriptions\";\"NEC-"), "{text}");
    // For programs, every answer as it was given.
    let text = said(&run(&database, &["export", "--format", "csv", "--plain"]).await);
    assert!(
        text.starts_with(
            "\"reference\",\"form\",\"status\",\"lang\",\"created_at\",\"waiting_days\",\"first_name\",\
             \"last_name\",\"email\",\"profile\",\"organisation\",\"country\",\"days\","
        ),
        "{text}"
    );
    assert!(text.contains("\"2025-11-26; 2025-11-27\""));
    assert!(text.contains("\"=HYPERLINK(\"\"https://evil.example\"\")\""));
}

/// Whoever mistyped the folder is told so, and no database is made there.
async fn a_folder_without_a_database(database: Arc<Database>) {
    if database.kind == Kind::Postgres {
        return;
    }
    for words in [
        &["export"][..],
        &["report"],
        &["show", "NEC-7K3M-9QXF"],
        &["correct", "NEC-7K3M-9QXF", "city=Lyon"],
        &["cancel", "NEC-7K3M-9QXF"],
        &["erase", "NEC-7K3M-9QXF", "--yes"],
        &["resend", "NEC-7K3M-9QXF"],
        &["release", "NEC-7K3M-9QXF"],
        &["mail"],
        &["purge", "--before", "2025-02-01", "--yes"],
        &["backup", "copy.db"],
    ] {
        let output = run(&database, words).await;
        assert!(!output.status.success(), "{words:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("there is no database"), "{said}");
    }
    let made = std::fs::read_dir(database.folder.path()).unwrap();
    assert_eq!(made.count(), 0);
}

/// What people wrote can be read by the owner of the files alone.
async fn files_are_private(database: Arc<Database>) {
    use std::os::unix::fs::PermissionsExt as _;
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let folder = database.folder.path();
    let backup = folder.join("backup.db");
    if database.kind == Kind::Sqlite {
        server.store.backup(&backup).await.unwrap();
    }
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", file.file_name());
    }
}

/// One form alone; erased submissions are in no export, cancelled ones say so.
async fn export_of_one_form(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        server.send(&filled).await.reference();
    }
    let all = server.store.all().await.unwrap();
    let reference = |form: &str| {
        let stored = all.iter().find(|stored| stored.form == form);
        stored.unwrap().reference.clone()
    };
    let none = [].into();
    server
        .store
        .cancel(&reference("workshop"), &none)
        .await
        .unwrap();
    server
        .store
        .erase(&reference("reimbursement"), &none)
        .await
        .unwrap();
    let text = said(&run(&database, &["export"]).await);
    assert_eq!(text.lines().count(), 2);
    let text = said(&run(&database, &["export", "--form", "workshop"]).await);
    let line: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(line["form"], "workshop");
    assert_eq!(line["status"], "cancelled");
}

/// The copy is a storage of its own, made while the endpoint serves. PostgreSQL has its own tool.
async fn backup_of_a_running_endpoint(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("submissions.db");
    let file = file.to_str().unwrap();
    let output = run(&database, &["backup", file]).await;
    if database.kind == Kind::Postgres {
        assert!(!output.status.success());
        assert!(
            String::from_utf8(output.stderr)
                .unwrap()
                .contains("pg_dump")
        );
        return;
    }
    said(&output);
    let store = nec_ess_endpoint::store::Store::sqlite(folder.path())
        .await
        .unwrap();
    assert_eq!(store.all().await.unwrap().len(), 1);
    assert!(!run(&database, &["backup", file]).await.status.success());
}

/// Without a mail server everything waits, and can be seen to.
async fn mail_lists_what_waits(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    let text = said(&run(&database, &["mail"]).await);
    let columns: Vec<_> = text.trim_end().split('\t').collect();
    assert_eq!(columns[0], "waiting");
    assert_eq!(columns[2..5], [&*reference, "stored", "camille@exemple.fr"]);
    let output = run(&database, &["mail", "--send"]).await;
    assert!(!output.status.success());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("SMTP_URL")
    );

    let smtp = crate::smtp::Smtp::start([]).await;
    let folder = dist::of_site(with_address());
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program
        .args(["mail", "--send", "--dist"])
        .arg(folder.path());
    program
        .env("DATABASE_URL", &database.url)
        .env("LINK_SECRET", SECRET)
        .env_remove("PUBLIC_URL");
    program.env("SMTP_URL", format!("smtp://{}", smtp.address));
    program.env("MAIL_FROM", "bonjour@nec-ess.example");
    assert_eq!(said(&program.output().await.unwrap()), "");
    let taken = smtp.taken();
    assert_eq!(taken.len(), 1);
    let text = taken[0].text.replace("=\r\n", "");
    assert!(text.contains(&format!("{ADDRESS}/api/manage/")), "{text}");
}

/// A submission to the program leads to a mail within seconds, and the program still stops when asked.
async fn serve_sends_mails_by_itself(database: Arc<Database>) {
    let smtp = crate::smtp::Smtp::start([]).await;
    let folder = dist::of_site(with_address());
    let mut program = Command::new(env!("CARGO_BIN_EXE_nec-ess-endpoint"));
    program
        .args(["serve", "--port", "0", "--dist"])
        .arg(folder.path());
    program.env("DATABASE_URL", &database.url);
    program.env("LINK_SECRET", SECRET);
    program.env("SMTP_URL", format!("smtp://{}", smtp.address));
    program.env("MAIL_FROM", "bonjour@nec-ess.example");
    program.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = program.kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let url = line.strip_prefix("listening on ").unwrap();
    let filled = Filled::registration();
    let request = crate::server::client()
        .post(format!("{url}{}", filled.form.action))
        .header("content-type", "application/x-www-form-urlencoded");
    crate::answer::Answer::of(request.body(filled.encoded()))
        .await
        .reference();
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if !smtp.taken().is_empty() {
            break;
        }
    }
    assert_eq!(smtp.taken().len(), 1);
    let id = child.id().unwrap().to_string();
    let kill = Command::new("kill").args(["-TERM", &id]).status().await;
    assert!(kill.unwrap().success());
    let ended = tokio::time::timeout(Duration::from_secs(10), child.wait()).await;
    assert!(ended.unwrap().unwrap().success());
    assert!(database.store().await.unsent().await.unwrap().is_empty());
}

/// What makes no sense is said, and changes nothing.
async fn wrong_words(database: Arc<Database>) {
    let server = Server::start(&database).await;
    server.send(&Filled::registration()).await.reference();
    for words in [
        &["export", "--format", "pdf"][..],
        // The words of a workbook stand beside the pages, which are not there.
        &["export", "--format", "xlsx"],
        &["export", "--form", "newsletter"],
        &["purge"],
        &["purge", "--before", "hier"],
        &[
            "purge",
            "--before",
            "2030-01-01",
            "--form",
            "newsletter",
            "--yes",
        ],
        &["backup"],
    ] {
        let output = run(&database, words).await;
        assert!(!output.status.success(), "{words:?}");
        assert!(!output.stderr.is_empty(), "{words:?}");
    }
    assert_eq!(server.store.all().await.unwrap().len(), 1);
}
