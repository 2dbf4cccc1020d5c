//! `purge`: what it counts, and what it deletes.

use std::sync::Arc;

use nec_ess_domain::spam;
use reqwest::StatusCode;

use crate::commands::{run, said};
use crate::database::Database;
use crate::forms::Filled;
use crate::server::Server;

crate::on_both!(
    purge_deletes_what_is_old,
    purge_counts_as_the_report_does,
    a_full_quarantine,
);

/// Everything from before the day goes, with its days and mails; the day itself stays.
async fn purge_deletes_what_is_old(database: Arc<Database>) {
    let server = Server::start(&database).await;
    for filled in Filled::each() {
        server.send(&filled).await.reference();
    }
    for (form, date) in [
        ("registration", "2025-01-31T23:59:59Z"),
        ("workshop", "2025-02-01T00:00:00Z"),
    ] {
        let sql = format!("UPDATE submissions SET created_at = '{date}' WHERE form = '{form}'");
        database.execute(&sql).await;
    }
    // Nobody has said yes: what would go is told, and stays.
    let output = run(&database, &["purge", "--before", "2025-02-01"]).await;
    assert!(!output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("registration: 1 from before"), "{told}");
    assert_eq!(server.store.all().await.unwrap().len(), 3);
    let other = [
        "purge",
        "--before",
        "2025-02-01",
        "--form",
        "workshop",
        "--yes",
    ];
    said(&run(&database, &other).await);
    assert_eq!(server.store.all().await.unwrap().len(), 3);
    let output = run(&database, &["purge", "--before", "2025-02-01", "--yes"]).await;
    said(&output);
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("1 deleted")
    );
    let left = server.store.all().await.unwrap();
    let left: Vec<_> = left.iter().map(|stored| stored.form.as_str()).collect();
    assert_eq!(left, ["workshop", "reimbursement"]);
    assert_eq!(server.store.unsent().await.unwrap().len(), 2);
}

/// What `purge` would delete is told apart as the report tells it, and with what the report leaves out.
async fn purge_counts_as_the_report_does(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let dist = server.folder().to_str().unwrap();
    let person = |name: &str| Filled::registration().with("first_name", name);
    let trapped = |name: &str| person(name).with(spam::FIELD, "x");
    let mut references = Vec::new();
    for filled in [
        person("a"),
        person("b"),
        person("c"),
        person("d"),
        trapped("e"),
        trapped("f"),
        trapped("g"),
    ] {
        references.push(server.send(&filled).await.reference());
    }
    for (command, number) in [("cancel", 2), ("erase", 3), ("cancel", 5), ("erase", 6)] {
        let words = [command, &references[number], "--dist", dist, "--yes"];
        let words = &words[..if command == "erase" { 5 } else { 4 }];
        said(&run(&database, words).await);
    }
    let report = said(&run(&database, &["report", "--json", "--dist", dist]).await);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let of_form = &report["forms"][0];
    let counts = [&of_form["registered"], &of_form["cancelled"]];
    assert_eq!(counts, [2, 1], "{report}");
    assert_eq!(report["quarantine"][0]["submissions"], 1, "{report}");
    let before = ["purge", "--before", "2100-01-01"];
    let output = run(&database, &before).await;
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.starts_with(
            "registration: 7 from before 2100-01-01 (UTC): 2 registered or waiting, 1 cancelled, 1 erased, \
             1 in quarantine, 2 cancelled or erased in quarantine\n"
        ),
        "{told}"
    );
    let output = run(&database, &[&before[..], &["--quarantine"]].concat()).await;
    let told = String::from_utf8(output.stderr).unwrap();
    let expected = "registration: 3 in the quarantine from before 2100-01-01 (UTC): 1 in quarantine, 2 cancelled or erased";
    assert!(told.starts_with(expected), "{told}");
    let output = run(&database, &[&before[..], &["--yes"]].concat()).await;
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("7 deleted"), "{told}");
}

/// Programs cannot fill the disk with what nobody looks at: they are told that nothing is stored, people register, and an
/// organiser makes room.
async fn a_full_quarantine(database: Arc<Database>) {
    let server = Server::start(&database).await;
    let trap = |city: &str| Filled::workshop().with(spam::FIELD, "x").with("city", city);
    server.send(&trap("Lyon")).await.reference();
    server.send(&trap("Paris")).await.reference();
    let sql = "UPDATE quarantine SET number = -10000 WHERE answers LIKE '%Lyon%'";
    database.execute(sql).await;
    let answer = server.send(&trap("Nantes")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    server.send(&Filled::registration()).await.reference();
    said(&run(&database, &["purge", "--quarantine", "--yes"]).await);
    assert!(server.store.quarantined().await.unwrap().is_empty());
    assert_eq!(server.store.all().await.unwrap().len(), 1);
    server.send(&trap("Nantes")).await.reference();
}
