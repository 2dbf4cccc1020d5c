//! The commands that whoever runs the endpoint copies from the document.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use crate::database::{Database, Kind, run};
use crate::forms::Filled;
use crate::server::Server;
use crate::{dist, replaced, text};

const PROGRAM: &str = "/opt/nec-ess/nec-ess-endpoint";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    run(Kind::Sqlite, each_does_what_it_is_for).await;
}

/// Each is carried out as it stands, from a folder in which nothing is, with a copy that was made before.
async fn each_does_what_it_is_for(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let reference = server.send(&Filled::registration()).await.reference();
    server.store.close().await;
    let site = dist::of_site(dist::SITE.clone());
    let copies = tempfile::tempdir().unwrap();
    let data = database.folder.path();
    let copy = format!("{PROGRAM} backup --data /var/lib/nec-ess /var/backups/nec-ess/FILE");
    let mut told = vec![copy];
    told.extend(commands());
    assert!(told.len() > 3, "{told:?}");
    let mut said = String::new();
    for command in told {
        let line = replaced(&command, PROGRAM, env!("CARGO_BIN_EXE_nec-ess-endpoint"));
        let line = with_folder(&line, "/opt/nec-ess/dist", site.path());
        let line = with_folder(&line, "/var/lib/nec-ess", data);
        let line = with_folder(&line, "/var/backups/nec-ess", copies.path());
        let nowhere = tempfile::tempdir().unwrap();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&line).current_dir(nowhere.path());
        shell.env_remove("DATABASE_URL");
        // What the file of settings says. There is no mail to send.
        shell.env("SMTP_URL", "smtp://127.0.0.1:9");
        shell.env("MAIL_FROM", "bonjour@exemple.fr");
        shell.env("PUBLIC_URL", "https://exemple.fr");
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{command}: {output:?}");
        for file in std::fs::read_dir(nowhere.path()).unwrap().flatten() {
            said += &std::fs::read_to_string(file.path()).unwrap();
        }
    }
    assert!(said.contains(&reference), "nothing was exported: {said}");
}

/// What the document has the program do, without what runs it as another user.
fn commands() -> Vec<String> {
    let document = text("docs/operating.md").replace("\\\n", " ");
    let blocks = document.split("```sh\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap().to_owned());
    let lines = blocks.collect::<String>();
    let lines = lines.lines().filter_map(|line| line.split_once(PROGRAM));
    lines.map(|(_, rest)| format!("{PROGRAM}{rest}")).collect()
}

fn with_folder(line: &str, from: &str, to: &Path) -> String {
    line.replace(from, to.to_str().unwrap())
}
