//! The units of systemd, as systemd itself reads them.

use std::path::Path;
use std::process::Command;

use crate::{replaced, text};

/// The units, and how exposed each may be at the most, in systemd's measure: 10 is a service with no hardening at all, and
/// a program that serves the network has to have some.
const SERVICES: [(&str, u32); 2] = [
    ("nec-ess-endpoint.service", 15),
    ("nec-ess-backup.service", 40),
];

/// A copy of a unit that names programs of this machine.
fn copy(name: &str, folder: &Path) -> std::path::PathBuf {
    let unit = text(&format!("deploy/{name}"));
    let unit = if name.ends_with(".service") {
        let program = env!("CARGO_BIN_EXE_nec-ess-endpoint");
        replaced(&unit, "/opt/nec-ess/nec-ess-endpoint", program)
    } else {
        unit
    };
    let file = folder.join(name);
    std::fs::write(&file, unit).unwrap();
    file
}

fn analyze(words: &[&str], file: &Path) {
    let mut program = Command::new("systemd-analyze");
    let output = program.args(words).arg(file).output();
    let output = output.unwrap_or_else(|error| {
        panic!("systemd-analyze: {error} (run `cargo xtask test endpoint`)")
    });
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success(),
        "{words:?} {}: {said}",
        file.display()
    );
    // What it does not know it ignores, and says so.
    assert!(!said.contains(file.to_str().unwrap()), "{said}");
}

/// systemd knows every word of them.
#[test]
fn are_understood() {
    let folder = tempfile::tempdir().unwrap();
    // First all of them: the timer looks for its service.
    let names = [
        "nec-ess-endpoint.service",
        "nec-ess-backup.service",
        "nec-ess-backup.timer",
    ];
    for file in names.map(|name| copy(name, folder.path())) {
        analyze(&["verify"], &file);
    }
}

/// They may do little besides what they are for.
#[test]
fn are_hardened() {
    let folder = tempfile::tempdir().unwrap();
    for (name, most) in SERVICES {
        let file = copy(name, folder.path());
        let most = format!("--threshold={most}");
        analyze(&["security", "--offline=true", "--no-pager", &most], &file);
    }
}
